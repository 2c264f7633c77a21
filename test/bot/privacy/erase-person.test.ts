/** Erasure of one person, through Slack's door: what a window says, what is gone, what must stay, and kills in between. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { cardDesk } from "../../../bot/cards.ts";
import { putDocument } from "../../../edge/documents/put-document.ts";
import { PasserelleError } from "../../../edge/errors.ts";
import { ErasePerson } from "../../../edge/privacy/wishes.ts";
import { sweepRuns } from "../../../edge/runs/sweep.ts";
import { aHouse, begin, carry, worker } from "../../edge/carry.ts";
import { passerelle, words } from "../world.ts";
import { dyingBehind, MAIL, openPrivacy, type Privacy, tracesOf } from "./privacy-steps.ts";

let p: Privacy;
beforeEach(async () => {
  p = await openPrivacy();
});
afterEach(async () => {
  await p.world.settled();
  vi.restoreAllMocks();
});

describe("erasing a private client", () => {
  it("says what will go, takes the word and a reason, and leaves nothing but ids", async () => {
    const id = await p.jeanne();
    await p.db.batch([
      p.db.prepare("DELETE FROM imports"),
      p.db.prepare("DELETE FROM mails_in"),
      p.db.prepare("INSERT INTO mails_in (id, received_at, state, sender) VALUES ('m', 1, 'ignored', ?1)").bind(MAIL),
      p.db.prepare("DELETE FROM import_lines"),
      p.db.prepare(
        "INSERT INTO imports (id, actor, delimiter, header, kinds, bytes, lines, phase, purge_at) VALUES ('i', 'p', ';', '[]', '[]', 1, 2, 'ended', 9e15)",
      ),
      p.db
        .prepare(
          "INSERT INTO import_lines (import_id, line, state, client_id, name, email, name_key, party) VALUES ('i', 2, 'known', ?1, 'Jeanne Zygomar', ?2, 'jeanne zygomar', '{}')",
        )
        .bind(id, MAIL),
    ]);
    expect(await tracesOf(p, /zygomar/i)).toEqual(expect.arrayContaining(["clients", "crm_parties", "crm_contacts", "name_words", "runs"]));
    const said = words(await p.windowOf("erase-person jeanne zygomar"));
    expect(said).toContain("Jeanne Zygomar");
    expect(said).toContain("sans retour possible");
    expect(await p.admin.submit(undefined, { reason: "asked", word: "oui" })).toMatchObject({
      errors: { word: expect.stringContaining("EFFACER") },
    });
    expect(await p.count("clients")).toBe(1);
    await p.admin.submit(undefined, { reason: "asked", word: "effacer" });
    await p.world.settled();
    expect(p.card()).toContain("1 fiche client effacée, 1 contact effacé, 1 demande vidée");
    expect(await tracesOf(p, /zygomar|laposte|allergique|11 22 33/i)).toEqual([]);
    expect(await p.actions()).toEqual(expect.arrayContaining(["contact.erase", "client.erase", "run.forget", "person.erase/asked"]));
    expect(await p.type("erase-person jeanne zygomar")).toContain("ne conserve rien");
    // The card of the creation is drawn anew, without her.
    await p.db.prepare("UPDATE runs SET updated_at = 1").run();
    await sweepRuns(p.db, p.world.house().env.RUNS, cardDesk(p.world.house()));
    expect(words(p.world.slack.person("U0AMELIE").messages().at(0))).not.toMatch(/zygomar/i);
  });

  it("keeps what the law wants kept, and says so before and after", async () => {
    const id = await p.jeanne();
    const shelf = { db: p.db, files: worker.FILES };
    const common = { owner: { kind: "client", id }, mediaType: "application/pdf", createdBy: p.amelie.id } as const;
    const invoice = await putDocument(shelf, { ...common, id: `inv${Date.now()}`, class: "invoice", name: "F-1.pdf", body: "%PDF" });
    const report = await putDocument(shelf, { ...common, id: `rep${Date.now()}`, class: "import-report", name: "r.pdf", body: "%PDF" });
    expect(words(await p.windowOf("effacer-personne jeanne zygomar"))).toContain("La loi impose de conserver 1 document");
    await p.admin.submit(undefined, { reason: "unneeded", word: "EFFACER" });
    await p.world.settled();
    expect(p.card()).toContain("1 fiche garde le nom et l’adresse");
    expect(await p.db.prepare("SELECT name, email, phone, note FROM crm_parties").first()).toEqual({
      name: "Jeanne Zygomar",
      email: "",
      phone: "",
      note: "",
    });
    expect(await p.db.prepare("SELECT name, email FROM clients").first()).toEqual({ name: "Jeanne Zygomar", email: null });
    expect(await worker.FILES.head(invoice.r2Key)).not.toBeNull();
    expect(report.id).toBeTruthy();
    expect(await tracesOf(p, /laposte|allergique|11 22 33/i)).toEqual([]);
  });

  it.each(["forget what was typed", "erase in the CRM", "forget the person"])(
    "goes on after being killed behind the step “%s”, and counts right",
    async (step) => {
      const id = await p.jeanne();
      const house = aHouse();
      const input = ErasePerson.parse({ subject: { kind: "client", id }, reason: "asked" });
      const run = await begin(house, p.amelie, "erase-person", input);
      expect((await carry(house, run.id, { engine: dyingBehind(step) })).state).not.toBe("done");
      const ended = await carry(house, run.id);
      expect(ended).toMatchObject({ state: "done", outcome: { clients: 1, kept: 0, contacts: 1, requests: 1 } });
      expect(await tracesOf(p, /zygomar|laposte|allergique/i)).toEqual([]);
      expect(await p.count("audit WHERE action = 'client.erase'")).toBe(1);
    },
  );

  it("goes on when the CRM has erased and its answer was lost, and counts right", async () => {
    const id = await p.jeanne();
    const { crm } = aHouse().ports;
    let lost = 0;
    const eraseParty = async (externalId: string) => {
      const erased = await crm.privacy.eraseParty(externalId);
      if (lost++ === 0) throw new PasserelleError("maybe_written");
      return erased;
    };
    const house = aHouse({ crm: { ...crm, privacy: { ...crm.privacy, eraseParty } } });
    const run = await begin(house, p.amelie, "erase-person", { subject: { kind: "client", id }, reason: "unlawful" });
    expect(await carry(house, run.id)).toMatchObject({ state: "done", outcome: { clients: 1, contacts: 1, requests: 1 } });
    expect(lost).toBe(2);
    expect(await tracesOf(p, /zygomar|laposte|allergique/i)).toEqual([]);
  });

  it("is one run however often the window is handed in", async () => {
    await p.jeanne();
    await p.windowOf("erase-person jeanne zygomar");
    const view = p.admin.modal()!;
    await Promise.all([1, 2].map(() => p.admin.submit(view, { reason: "asked", word: "EFFACER" }).catch(() => undefined)));
    await p.world.settled();
    expect(await p.count("runs WHERE kind = 'erase-person'")).toBe(1);
    expect(await p.count("audit WHERE action = 'person.erase/asked'")).toBe(1);
  });
});

describe("erasing by e-mail", () => {
  it("takes the contact person out of companies, which stay, and forgets the address in its own request too", async () => {
    await p.company("office@studio-nord.example");
    await p.jeanne();
    for (const table of ["clients", "crm_parties", "crm_contacts"])
      await p.db.prepare(`UPDATE ${table} SET email = ?1 WHERE email LIKE 'office%'`).bind(MAIL).run();
    const said = await p.type(`erase-person ${MAIL}`);
    expect(said).toContain("1 fiche client");
    await p.erase(`erase-person <mailto:${MAIL}|${MAIL}>`);
    expect(p.card()).toContain("1 fiche client effacée, 2 contacts effacés");
    expect(await p.db.prepare("SELECT name, email, phone FROM crm_parties").first()).toEqual({
      name: "Studio Nord GmbH",
      email: "",
      phone: "",
    });
    expect(await tracesOf(p, /zygomar|laposte|11 22 33/i)).toEqual([]);
    expect(await p.db.prepare("SELECT input FROM runs WHERE kind = 'erase-person'").first("input")).toContain('"email":null');
  });

  it("knows a company from a person", async () => {
    await p.company("office@studio-nord.example");
    expect(await p.type("erase-person studio nord")).toContain("Une entreprise n’est pas une personne");
    expect(await p.type("erase-person nobody@example.org")).toContain("ne conserve rien");
    expect(await p.type("erase-person")).toContain("Indiquez un client");
  });
});

describe("erasing an employee", () => {
  it("waits until they have left", async () => {
    expect(words(await p.windowOf("erase-person <@U0TOM|tom>"))).toContain("fait encore partie");
    const tom = await p.world.know("U0TOM", { gone: true });
    await p.db.prepare("UPDATE people SET manager = ?1 WHERE id = ?2").bind(tom.id, p.amelie.id).run();
    await p.erase("erase-person tom.girard@atelier-lumiere.example");
    expect(await p.db.prepare("SELECT name, email, manager FROM people WHERE id = ?1").bind(tom.id).first()).toEqual({
      name: "",
      email: null,
      manager: null,
    });
    expect(await p.db.prepare("SELECT manager FROM people WHERE id = ?1").bind(p.amelie.id).first("manager")).toBeNull();
    expect(await tracesOf(p, /girard/i)).toEqual([]);
  });
});

describe("who may", () => {
  it.each(["export-person", "erase-person", "duplicates"])("%s: admins only", async (command) => {
    expect(await passerelle(p.world, "U0MALIK", `${command} jeanne`)).toContain("Votre rôle ne permet pas");
    expect(await passerelle(p.world, "U0TOM", `${command} jeanne`)).toContain("Votre rôle ne permet pas");
  });

  it("is asked again when the run starts", async () => {
    const id = await p.jeanne();
    const house = aHouse();
    const malik = await p.world.know("U0MALIK");
    for (const [kind, more] of [
      ["erase-person", { reason: "asked" }],
      ["export-person", {}],
    ] as const) {
      const run = await begin(house, malik, kind, { subject: { kind: "client", id }, ...more });
      expect(await carry(house, run.id)).toMatchObject({ state: "refused", code: "forbidden" });
    }
    expect(await p.count("clients")).toBe(1);
  });
});
