/** A file becomes clients: from the window to the last card, with all that people do on the way. */
import { describe, expect, it } from "vitest";
import { eachWorld } from "../each-world.ts";
import { type World, words } from "../world.ts";
import { checkFile, count, giveFile, importFile, lines } from "./import-steps.ts";

let world: World;
eachWorld(async (opened) => {
  world = opened;
  for (const who of ["U0AMELIE", "U0HENRI", "U0MALIK"]) await world.know(who);
});

const db = () => world.house().db;

const FILE = [
  "Raison sociale;SIREN;E-mail;Code postal;Ville;Contact;Notes",
  "Café de l’Étoile;732 829 320;bonjour@etoile.example;38000;Grenoble;Jeanne Roux;Livrer le matin",
  '"Menuiserie ""Les Trois Chênes"" ; Fils";002012599;;69001;Lyon;;"Deux\nlignes"',
  "Café de l'Etoile;732829320;;;;;",
  "Boulangerie Martin;;;75001;Paris;;",
  "Boulangerie Martin;;;69002;Lyon;;",
  "boulangerie martin SARL;;;;;;",
  "Faux numéro;732829321;;;;;",
  ";;;;Nantes;;",
  ";;jeanne@laposte.net;;;Jeanne Durand;",
  "",
].join("\r\n");

describe("an import", () => {
  it("shows what it makes of the columns, then what it would do, and creates only when told to", async () => {
    const person = await giveFile(world, "U0AMELIE", FILE);
    const shown = words(person.modal());
    expect(shown).toContain("9 lignes");
    expect(shown).toContain("Café de l’Étoile  ·  Menuiserie");
    await person.submit();
    await world.settled();
    const card = person.messages().at(-1);
    expect(words(card)).toContain("rien n’est encore créé");
    expect(await lines(db())).toEqual({
      2: "fresh",
      3: "fresh",
      4: "known siren #2",
      5: "fresh",
      6: "fresh",
      7: "alike name #5",
      8: "wrong siren",
      9: "wrong name",
      10: "fresh",
    });
    expect(await count(db(), "clients")).toBe(0);
    await person.press(card!, "answer:import:fresh");
    await world.settled();
    expect(await lines(db())).toMatchObject({ 2: "created", 7: "alike name #5", 10: "created" });
    expect(words(person.messages().at(-1))).toContain("Import terminé\u00a0: 5 clients créés");
    const { results } = await db().prepare("SELECT name, kinds, siren, note, email, address, company FROM crm_parties ORDER BY id").all();
    expect(results).toMatchObject([
      {
        name: "Café de l’Étoile",
        kinds: '["client"]',
        siren: "732829320",
        note: "Livrer le matin",
        email: "bonjour@etoile.example",
        company: 1,
      },
      { name: 'Menuiserie "Les Trois Chênes" ; Fils', note: "Deux\nlignes" },
      { name: "Boulangerie Martin" },
      { name: "Boulangerie Martin" },
      { name: "Jeanne Durand", company: 0, email: "jeanne@laposte.net" },
    ]);
    expect(await count(db(), "crm_contacts", "name = 'Jeanne Roux'")).toBe(1);
    expect(await count(db(), "clients", "connector = 'builtin' AND external_id IS NOT NULL AND verification = 'none'")).toBe(5);
    expect(await count(db(), "audit", "action = 'client.create'")).toBe(5);
    expect(await count(db(), "claims")).toBe(0);
    expect((await world.house().env.FILES.list({ prefix: "imports/" })).objects).toEqual([]);
  });

  it("creates the look-alikes too when asked", async () => {
    await importFile(world, "U0AMELIE", FILE, "all");
    expect(await count(db(), "clients")).toBe(6);
  });

  it("knows every line of a file that was imported before", async () => {
    await importFile(world, "U0AMELIE", FILE, "all");
    const { card } = await checkFile(world, "U0HENRI", FILE);
    expect(await count(db(), "clients")).toBe(6);
    expect(await count(db(), "import_lines", "state = 'fresh'")).toBe(0);
    // A bare name says too little: a person tells namesakes apart.
    expect(await count(db(), "import_lines", "state = 'alike'")).toBe(1);
    expect(words(card())).toContain("Importer la ressemblance");
    const numbered = "Nom;SIREN\nCafé;732829320\nChênes;002012599\n";
    const again = await checkFile(world, "U0AMELIE", numbered);
    expect(words(again.card())).toContain("Rien à importer");
  });

  it("is one import, however often its button or its window is sent", async () => {
    const { person, card } = await checkFile(world, "U0AMELIE", FILE);
    const asking = card();
    await Promise.all([
      person.press(asking, "answer:import:fresh"),
      person.press(asking, "answer:import:all"),
      person.press(asking, "answer:import:fresh"),
    ]);
    await world.settled();
    await person.press(asking, "answer:import:fresh").catch(() => undefined);
    await world.settled();
    expect(await count(db(), "runs")).toBe(1);
    expect([5, 6]).toContain(await count(db(), "clients"));
    expect(await count(db(), "crm_parties")).toBe(await count(db(), "clients"));
    expect(await count(db(), "audit", "action = 'client.create'")).toBe(await count(db(), "clients"));
    expect(person.messages()).toHaveLength(1);
  });

  it("creates nothing when it is cancelled", async () => {
    const { card } = await importFile(world, "U0AMELIE", FILE, "cancel");
    expect(words(card())).toContain("Import annulé");
    expect(await count(db(), "clients")).toBe(0);
    expect(await count(db(), "crm_parties")).toBe(0);
  });

  it("goes by what a person says of the columns", async () => {
    const { answer, person } = await checkFile(world, "U0AMELIE", "a;b\nAtelier Roux;1\n", {
      column_0: "none",
      column_1: "note",
      titled: [],
    });
    expect(answer.errors).toEqual({ titled: expect.stringContaining("nom") });
    expect(await person.submit(undefined, { column_0: "email", column_1: "email" })).toEqual({
      errors: { column_1: expect.stringContaining("E-mail") },
    });
    expect(await person.submit(undefined, { column_0: "name", column_1: "note" })).toEqual({});
    await world.settled();
    expect(await lines(db())).toEqual({ 1: "fresh", 2: "fresh" });
  });

  it("makes no second client of one that somebody creates meanwhile", async () => {
    const { person, card } = await checkFile(world, "U0AMELIE", FILE);
    await importFile(world, "U0HENRI", "Nom;SIREN\nCafé;732829320\n");
    await person.press(card(), "answer:import:fresh");
    await world.settled();
    expect(await count(db(), "clients", "siren = '732829320'")).toBe(1);
    expect(await count(db(), "import_lines", "line = 2 AND state = 'known' AND reason = 'siren'")).toBe(1);
  });

  it.each([
    ["an Excel workbook", Uint8Array.from([0x50, 0x4b, 3, 4, 20]), "classeur Excel"],
    ["an empty file", " \n", "vide"],
    ["50,001 lines", "Nom\n".repeat(50_002), "50\u202f000 lignes"],
    ["15 MB", new Uint8Array(15_000_001).fill(65), "15\u00a0Mo"],
  ])("refuses %s in words", async (_what, content, said) => {
    const person = await giveFile(world, "U0AMELIE", content);
    expect(words(person.modal())).toContain(said);
    expect(words(person.modal())).toContain("Rien n’a été créé");
    expect(await count(db(), "imports")).toBe(0);
  });

  it("says what is missing when Slack gives no file", async () => {
    world.faults.add({ kind: "500", match: { service: "slack", method: "files.info" } });
    expect(words((await giveFile(world, "U0AMELIE", FILE)).modal())).toContain("ne répond pas");
    world.slack.person("U0AMELIE").close();
    world.faults.add({ kind: "500", match: { service: "slack", method: "files" } });
    expect(words((await giveFile(world, "U0AMELIE", FILE)).modal())).toContain("ne répond pas");
  });

  it("is for admins and directors only", async () => {
    const malik = world.slack.person("U0MALIK");
    await malik.command("/passerelle", "import");
    await world.settled();
    expect(malik.modal()).toBeUndefined();
    expect(words(malik.ephemerals().at(-1))).toContain("rôle");
    // Who has lost the right since is refused when the run goes on.
    const { person, card } = await checkFile(world, "U0HENRI", FILE);
    await world.know("U0HENRI", { roles: ["employee"] });
    await person.press(card(), "answer:import:fresh");
    await world.settled();
    expect(await count(db(), "clients")).toBe(0);
    expect(words(card())).toContain("Votre rôle");
  });
});
