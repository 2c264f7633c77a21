/** Merging through Slack's door: from a card or from the list of likely duplicates, both sides shown, one run, one client left. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { NewClient } from "../../../edge/clients/client.ts";
import { lookForDuplicates } from "../../../edge/clients/merge/find-duplicates.ts";
import type { Person } from "../../../edge/people/person.ts";
import { startRun } from "../../../edge/runs/start-run.ts";
import { emptyTables, openWorld, passerelle, type World, words } from "../world.ts";

let world: World;
let amelie: Person;

beforeEach(async () => {
  await emptyTables();
  await (await openWorld()).house().db.prepare("DELETE FROM settings").run();
  vi.restoreAllMocks();
  world = openWorld();
  amelie = await world.know("U0AMELIE");
  for (const id of ["U0MALIK", "U0SOPHIE"]) await world.know(id);
});
afterEach(async () => {
  await world.settled();
  vi.restoreAllMocks();
});

const db = () => world.house().db;
const admin = () => world.slack.person("U0AMELIE");

async function create(name: string, contact: object, more: object = {}): Promise<string> {
  const input = NewClient.parse({ identity: { type: "foreign", name, country: "DE" }, kinds: ["client"], contact, ...more });
  const { run } = await startRun(world.house(), { kind: "create-client", intent: [crypto.randomUUID()], input, actor: amelie });
  await world.settled();
  return (await db().prepare("SELECT outcome ->> 'clientId' AS id FROM runs WHERE id = ?1").bind(run.id).first<string>("id")) as string;
}

const two = async () => [
  await create("Acme Deutschland", { email: "info@acme.example", phone: "+49 30 1" }, { note: "Alt" }),
  await create("Acme Germany Branch", { email: "hello@branch.example", phone: "+49 30 2" }, { note: "Neu", kinds: ["supplier"] }),
];

async function fromCard(first: string): Promise<void> {
  await admin().command("/client", first);
  await world.settled();
  await admin().press(admin().ephemerals().at(-1)!, "client_show:0");
  await world.settled();
  await admin().press(admin().ephemerals().at(-1)!, "client_merge");
  await world.settled();
}

describe("from a client's card", () => {
  it("picks the other one, shows both, keeps what is chosen, and the card is the survivor's", async () => {
    const [a, b] = await two();
    await fromCard("acme deutschland");
    expect(words(admin().modal())).toContain("Avec quelle fiche fusionner Acme Deutschland");
    const { options } = await admin().suggest(admin().modal()!, "merge_with", "acme");
    expect(options.map(({ value }) => value)).toEqual([b]);
    await admin().press(admin().modal()!, "merge_with", options[0]!);
    await world.settled();
    const shown = words(admin().modal());
    for (const text of [
      "Acme Deutschland",
      "Acme Germany Branch",
      "info@acme.example",
      "hello@branch.example",
      "Fiche conservée",
      "Sans retour possible",
    ])
      expect(shown).toContain(text);
    await admin().submit(undefined, { survivor: "a", name: "b", email: "a", phone: "b", note: "both" });
    await world.settled();
    const card = words(admin().messages().at(-1));
    expect(card).toContain("Les deux fiches n’en font plus qu’une.");
    expect(card).toContain("Acme Germany Branch");
    expect(
      await db()
        .prepare("SELECT name, email, phone, note FROM crm_parties")
        .all()
        .then(({ results }) => results),
    ).toEqual([{ name: "Acme Germany Branch", email: "info@acme.example", phone: "+49 30 2", note: "Alt\nNeu" }]);
    // An old card of the one that went opens the survivor.
    await passerelle(world, "U0AMELIE", "help");
    expect(await db().prepare("SELECT id FROM clients").first("id")).toBe(a);
    await admin().command("/client", "acme");
    await world.settled();
    expect(words(admin().ephemerals().at(-1))).toContain("1 client connu");
  });

  it("says why two companies cannot be one, with nothing to submit", async () => {
    const [a] = await two();
    await db().prepare("UPDATE clients SET vat_number = iif(id = ?1, 'DE136695976', 'DE811569869')").bind(a).run();
    await fromCard("acme deutschland");
    const { options } = await admin().suggest(admin().modal()!, "merge_with", "acme");
    await admin().press(admin().modal()!, "merge_with", options[0]!);
    await world.settled();
    expect(words(admin().modal())).toContain("ne peuvent pas être fusionnées");
    expect(admin().modal()?.submit).toBeFalsy();
  });

  it("is one run however often it is handed in, and no button for who may not", async () => {
    await two();
    await fromCard("acme deutschland");
    const { options } = await admin().suggest(admin().modal()!, "merge_with", "acme");
    await admin().press(admin().modal()!, "merge_with", options[0]!);
    await world.settled();
    const view = admin().modal()!;
    await Promise.all(
      [1, 2].map(() =>
        admin()
          .submit(view, { survivor: "b" })
          .catch(() => undefined),
      ),
    );
    await world.settled();
    expect(await db().prepare("SELECT count(*) AS n FROM runs WHERE kind = 'merge-clients'").first("n")).toBe(1);
    const malik = world.slack.person("U0MALIK");
    await malik.command("/client", "acme");
    await world.settled();
    await malik.press(malik.ephemerals().at(-1)!, "client_show:0");
    await world.settled();
    expect(words(malik.ephemerals().at(-1))).not.toContain("Fusionner");
  });
});

describe("/passerelle duplicates", () => {
  const type = (text: string) => passerelle(world, "U0AMELIE", text);

  it("lists pairs with why, opens the comparison, and believes who says that they are two", async () => {
    await two();
    await db().prepare("UPDATE clients SET email = 'info@acme.example'").run();
    expect(await type("duplicates")).toContain("Aucun doublon probable");
    await lookForDuplicates(db());
    expect(await type("doublons")).toContain("même e-mail");
    await admin().press(admin().ephemerals().at(-1)!, "pair_compare:0");
    await world.settled();
    expect(words(admin().modal())).toContain("Fiche conservée");
    await admin().press(admin().ephemerals().at(-1)!, "pair_distinct:0");
    await world.settled();
    expect(words(admin().ephemerals().at(-1))).toContain("Aucun doublon probable");
    expect(await db().prepare("SELECT count(*) AS n FROM audit WHERE action = 'client.distinct'").first("n")).toBe(1);
  });
});
