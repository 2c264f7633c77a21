/** Clients to review, in Slack: the card, the window, the list, the mark of a closed company, both languages. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { cardDesk } from "../../bot/cards.ts";
import { dealProposals } from "../../edge/proposals/deal-proposals.ts";
import { putProposal } from "../../edge/proposals/proposal-store.ts";
import { sweepRuns } from "../../edge/runs/sweep.ts";
import { companyNamed } from "../fixtures/companies.ts";
import { stepsIn } from "./clients/client-steps.ts";
import { emptyTables, openWorld, passerelle, type World, words } from "./world.ts";

let world: World;
let steps: ReturnType<typeof stepsIn>;
const { siren } = companyNamed("ACME FRANCE");
const MOVED = { street: "9 QUAI DES BELGES", postcode: "13001", city: "MARSEILLE" };

beforeEach(async () => {
  await emptyTables();
  await openWorld().house().db.prepare("DELETE FROM settings WHERE key IN ('keep_true', 'reviewer')").run();
  vi.restoreAllMocks();
  world = openWorld();
  steps = stepsIn(world);
});
afterEach(async () => {
  await world.settled();
  vi.restoreAllMocks();
});

const db = () => world.house().db;
const cards = (who = "U0MALIK") => steps.cardsOf(who).map(words);
const card = (who = "U0MALIK") =>
  cards(who).find((text) => /Fiche à revoir|Record to review|fiches? à revoir|records? to review/.test(text)) ?? "";
const review = (text: string, who = "U0MALIK") => passerelle(world, who, `review ${text}`);

async function press(label: RegExp, who = "U0MALIK") {
  const person = world.slack.person(who);
  type Element = { action_id?: string; text?: { text: string } };
  const buttonIn = ({ blocks = [] }: { blocks?: unknown[] }) =>
    blocks
      .flatMap((block) => (block as { elements?: Element[] }).elements ?? [])
      .find((one) => one.action_id && label.test(one.text?.text ?? ""));
  const message = steps.cardsOf(who).find((one) => buttonIn(one as never));
  const found = message && buttonIn(message as never);
  if (!message || !found) throw new Error(`no button ${label}`);
  await person.press(message as never, String(found.action_id));
  await world.settled();
}

/** The minute cron: cards of runs that have ended are shown as the client is now. */
async function sweep() {
  const house = world.house();
  await db().prepare("UPDATE runs SET updated_at = 0").run();
  await sweepRuns(house.db, house.env.RUNS, cardDesk(house));
}

describe("a card", () => {
  it("asks in the owner's messages, and changes the record once it is accepted", async () => {
    await steps.createAcme();
    world.register.change(siren, { ...MOVED, name: "ACME EUROPE" });
    expect(await review(siren)).toContain("il y a du nouveau");
    const asked = card();
    for (const part of [
      "Fiche à revoir\u00a0: ACME FRANCE",
      "Adresse, dans la fiche",
      "18 RUE DES ENTREPRENEURS",
      "9 QUAI DES BELGES, 13001\u00a0MARSEILLE",
      "ACME EUROPE",
      "SIRET",
    ])
      expect(asked).toContain(part);
    await press(/^Tout accepter/);
    expect(card()).toMatch(/Accepté par Malik Benali le .*: Nom, Adresse et SIRET/);
    expect(card()).not.toContain("Tout accepter");
    expect(cards().filter((text) => /à revoir/.test(text))).toHaveLength(1);
    await sweep();
    expect(cards().some((text) => text.startsWith("ACME EUROPE") && text.includes("9 QUAI DES BELGES"))).toBe(true);
    const answer = await steps.afterCommand("U0MALIK", siren);
    expect(words(answer)).toContain("ACME EUROPE");
  });

  it("is in the reader's language, and says who may not", async () => {
    await steps.createAcme("U0JAMES");
    world.register.change(siren, { legalForm: "5599", vatNumber: "FR83404833048" });
    await world.know("U0TOM");
    expect(await review(siren, "U0TOM")).toContain("Votre rôle ne permet pas");
    expect(await review(siren, "U0JAMES")).toContain("there is news");
    expect(card("U0JAMES")).toContain("Record to review: ACME FRANCE");
    expect(card("U0JAMES")).toContain("VAT number, in the record");
    await press(/^Ignore/, "U0JAMES");
    expect(card("U0JAMES")).toMatch(/Ignored by James Carter on .*Nothing was changed\./);
    expect(await review(siren, "U0JAMES")).toContain("nothing new");
  });

  it("lets fields be chosen in a window", async () => {
    await steps.createAcme();
    world.register.change(siren, { ...MOVED, name: "ACME EUROPE" });
    await review(siren);
    await press(/^Choisir/);
    const person = world.slack.person("U0MALIK");
    expect(words(person.modal() as never)).toContain("À reporter dans la fiche");
    const none = await person.submit(undefined, { take: [] });
    await world.settled();
    expect(JSON.stringify(none)).toContain("Cochez au moins une ligne");
    await person.submit(undefined, { take: ["name"] });
    await world.settled();
    expect(person.modal()).toBeUndefined();
    expect(card()).toMatch(/Accepté par Malik Benali le .*: Nom\./);
    expect(await db().prepare("SELECT name, city FROM clients").first()).toEqual({ name: "ACME EUROPE", city: "PARIS 15" });
  });

  it("warns of a company that closed; its card and the search say since when", async () => {
    await steps.createAcme();
    world.register.change(siren, { closedOn: "2026-11-03" });
    await review(siren);
    expect(card()).toContain("⚠\u00a0ACME FRANCE est fermée depuis le 3 novembre 2026");
    expect(words(await steps.afterCommand("U0MALIK", "acme france"))).toContain("fermée depuis le 3 novembre 2026");
    await press(/^C’est noté/);
    expect(card()).toMatch(/Noté par Malik Benali/);
    await sweep();
    expect(cards().some((text) => text.includes("Fermée depuis le 3 novembre 2026"))).toBe(true);
  });
});

describe("a list", () => {
  /** As a first sync leaves it: so many clients that differ. */
  async function found(count: number, person: string): Promise<void> {
    for (let i = 0; i < count; i++) {
      const id = `c${i}`;
      await db()
        .prepare(
          `INSERT INTO clients (id, reference, connector, external_id, name, name_key, words, kinds, company, siren, created_at, updated_at)
           VALUES (?1, ?1, 'elsewhere', ?1, ?2, ?2, ?2, '[]', 1, '732829320', 1, 1)`,
        )
        .bind(id, `client ${i}`)
        .run();
      const difference = { field: "name" as const, held: `client ${i}`, official: `CLIENT NUMÉRO ${i}` };
      await putProposal(db(), { clientId: id, edition: 1, differences: [difference], company: null }, `h${i}`, person, i).run();
    }
  }

  it("takes the place of a flood: one card for 37, gone through in a window, and done with the last", async () => {
    const malik = await world.know("U0MALIK");
    await found(37, malik.id);
    for (let minute = 0; minute < 3; minute++) {
      await dealProposals(world.house());
      await world.settled();
    }
    expect(cards()).toHaveLength(1);
    expect(card()).toContain("37 fiches à revoir");
    await press(/^Les revoir une à une/);
    const person = world.slack.person("U0MALIK");
    expect(words(person.modal() as never)).toContain("CLIENT NUMÉRO 0");
    await person.submit(undefined, {});
    await world.settled();
    expect(words(person.modal() as never)).toContain("CLIENT NUMÉRO 1");
    await person.press(person.modal() as never, "review_ignore");
    await world.settled();
    await person.press(person.modal() as never, "review_skip");
    await world.settled();
    expect(words(person.modal() as never)).toContain("CLIENT NUMÉRO 3");
    expect(await db().prepare("SELECT name FROM clients WHERE id IN ('c0', 'c1') ORDER BY id").all()).toMatchObject({
      results: [{ name: "CLIENT NUMÉRO 0" }, { name: "client 1" }],
    });
    // Nothing of it makes a card of its own.
    expect(cards()).toHaveLength(1);
    await db().prepare("DELETE FROM proposals WHERE client_id NOT IN ('c2')").run();
    expect(await review("")).toContain("1 fiche à revoir");
    await dealProposals(world.house());
    await db().prepare("DELETE FROM proposals").run();
  });

  it("deals a few as cards, each its own, and no more in a day", async () => {
    const malik = await world.know("U0MALIK");
    await found(3, malik.id);
    await dealProposals(world.house());
    await world.settled();
    expect(cards()).toHaveLength(3);
    await found(0, malik.id);
    await dealProposals(world.house());
    await world.settled();
    expect(cards()).toHaveLength(3);
  });
});

describe("who reviews", () => {
  it("what nobody made: whom the admins chose, and before that an admin", async () => {
    await world.know("U0AMELIE");
    await world.know("U0CLAIRE");
    await world.know("U0TOM");
    expect(await review("<@U0TOM|tom>", "U0AMELIE")).toContain("n’a pas le droit de modifier des clients");
    expect(await review("<@U0CLAIRE|claire>", "U0AMELIE")).toContain("Claire Fontaine revoit désormais");
    expect(await review("<@U0CLAIRE|claire>", "U0CLAIRE")).toContain("Votre rôle ne permet pas");
    await steps.createAcme();
    await db().prepare("UPDATE clients SET owner = NULL").run();
    world.register.change(siren, { name: "ACME EUROPE" });
    await review(siren, "U0AMELIE");
    expect(card("U0CLAIRE")).toContain("Fiche à revoir");
    expect(await review("personne", "U0AMELIE")).toContain("de nouveau aux administrateurs");
  });

  it("says so when there is nothing, nobody, or too many", async () => {
    await world.know("U0MALIK");
    expect(await review("")).toContain("Aucune fiche à revoir.");
    expect(await review("zzzz")).toContain("Aucun client connu pour");
  });
});
