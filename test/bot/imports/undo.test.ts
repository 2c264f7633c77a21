/** What an import made is taken back, except what somebody has changed or used since; and the report says so, line by line. */
import { describe, expect, it } from "vitest";
import { handleSlack } from "../../../bot/receiver.ts";
import { createApp } from "../../../edge/app.ts";
import { forgetImports } from "../../../edge/imports/import-store.ts";
import { eachWorld } from "../each-world.ts";
import { type World, words } from "../world.ts";
import { checkFile, count, importFile, lines } from "./import-steps.ts";

let world: World;
eachWorld(async (opened) => {
  world = opened;
  for (const who of ["U0AMELIE", "U0HENRI", "U0MALIK", "U0CLAIRE"]) await world.know(who);
});

const db = () => world.house().db;
const FILE = "Nom;SIREN;E-mail\nCafé;732829320;\nChênes;002012599;\nAtelier Roux;;roux@atelier.example\nDurand;;\n";

async function undo(who: string, card: Parameters<ReturnType<World["slack"]["person"]>["press"]>[0]) {
  const seen = await world.slack.person(who).press(card, "import_undo");
  await world.settled();
  return seen;
}

/** What the link leads to. */
async function report(who: string, card: Parameters<ReturnType<World["slack"]["person"]>["press"]>[0]): Promise<string> {
  const person = world.slack.person(who);
  await person.press(card, "import_report");
  await world.settled();
  const link = JSON.stringify(person.ephemerals().at(-1)?.blocks).match(/http:\/\/worker\.test[^"]+/)?.[0] ?? "";
  const app = createApp({ slack: handleSlack, house: () => world.house() });
  const context = { waitUntil() {}, passThroughOnException() {}, props: {} } as unknown as ExecutionContext;
  const answer = await app.fetch(new Request(link), world.house().env, context);
  expect(answer.status).toBe(200);
  return answer.text();
}

describe("undoing an import", () => {
  it("takes back what nobody has touched, once, and keeps the rest", async () => {
    const { card } = await importFile(world, "U0AMELIE", FILE);
    expect(words(card())).toContain("Vous pouvez le défaire");
    // One is changed by a person, one is asked for again.
    const claire = world.slack.person("U0CLAIRE");
    await claire.command("/client", "Atelier Roux");
    await world.settled();
    const { id } = (await db().prepare("SELECT id FROM clients WHERE name = 'Atelier Roux'").first<{ id: string }>())!;
    await db().batch([
      db()
        .prepare(
          "INSERT INTO audit (at, actor, action, object_kind, object_id, outcome, run_id) VALUES (1, 'p2', 'client.update', 'client', ?1, 'done', 'another')",
        )
        .bind(id),
      db().prepare("INSERT INTO claims (kind, key, run_id, claimed_at) VALUES ('siren', '002012599', 'another', 1)"),
    ]);
    const final = card();
    await Promise.all([undo("U0AMELIE", final), undo("U0HENRI", final)]);
    await undo("U0AMELIE", final);
    expect(await lines(db())).toEqual({ 2: "removed", 3: "kept used", 4: "kept changed", 5: "removed" });
    expect(await count(db(), "clients")).toBe(2);
    expect(await count(db(), "crm_parties")).toBe(2);
    expect(await count(db(), "audit", "action = 'client.remove'")).toBe(2);
    expect(await count(db(), "runs", "kind = 'undo-import'")).toBe(1);
    const told = [...world.slack.person("U0AMELIE").messages(), ...world.slack.person("U0HENRI").messages()].map(words).join("\n");
    expect(told).toContain("Import défait");
    // What was taken back can be imported again.
    await importFile(world, "U0AMELIE", FILE);
    expect(await count(db(), "clients")).toBe(4);
  });

  it("is over after seven days, and for who may not import", async () => {
    const { card } = await importFile(world, "U0AMELIE", FILE);
    const final = card();
    await db().prepare("UPDATE imports SET ended_at = ended_at - 8 * 86400000").run();
    await undo("U0AMELIE", final);
    expect(await count(db(), "clients")).toBe(4);
    expect(words(world.slack.person("U0AMELIE").messages().at(-1))).toContain("n’est plus valable");
    await world.know("U0AMELIE", { roles: ["sales"] });
    await undo("U0AMELIE", final);
    expect(await count(db(), "audit", "outcome = 'refused' AND action = 'client.import'")).toBe(1);
  });

  it("takes back what a person's contact hangs on", async () => {
    const { card } = await importFile(world, "U0AMELIE", "Nom;Contact\nCafé;Jeanne\n");
    expect(await count(db(), "crm_contacts")).toBe(1);
    await undo("U0AMELIE", card());
    expect(await count(db(), "crm_contacts")).toBe(0);
  });
});

describe("the report", () => {
  it("says what became of each line, before and after, and is no formula", async () => {
    const file = 'Nom;SIREN\n"=HYPERLINK(""http://evil"")";732829320\n@cmd;002012599\n+33;\nCafé;1\nCafé deux;732829320\n';
    const { card, person } = await checkFile(world, "U0AMELIE", file);
    const before = await report("U0AMELIE", card());
    expect(before.split("\r\n")).toEqual([
      "\ufeffLigne;Résultat;Motif;Nom;SIREN;N° TVA;E-mail;Fiche;Référence".replace("\ufeff", ""),
      `2;nouveau;;"'=HYPERLINK(""http://evil"")";732829320;;;;`,
      "3;nouveau;;'@cmd;002012599;;;;",
      "4;nouveau;;'+33;;;;;",
      "5;à corriger;SIREN faux\u00a0: vérifiez ses 9 chiffres;Café;;;;;",
      "6;déjà connu;même SIREN que la ligne 2;Café deux;732829320;;;;",
      "",
    ]);
    await person.press(card(), "answer:import:fresh");
    await world.settled();
    expect(await report("U0AMELIE", card())).toMatch(/2;créé;;"'=HYPERLINK\(""http:\/\/evil""\)";732829320;;;"'=HYPERLINK/);
  });

  it("is read in the reader's language", async () => {
    await world.know("U0JAMES", { roles: ["admin"] });
    const { card } = await checkFile(world, "U0JAMES", FILE);
    expect(words(card())).toContain("nothing has been created yet");
    expect(await report("U0JAMES", card())).toContain("Line;Result;Reason");
  });
});

describe("what is kept", () => {
  it("goes when its time is over: lines, file and import", async () => {
    await importFile(world, "U0AMELIE", FILE);
    await world.house().env.FILES.put("imports/old", "x");
    await db()
      .prepare(
        "INSERT INTO imports (id, actor, delimiter, header, kinds, bytes, lines, purge_at) VALUES ('old', 'p', ';', '[]', '[]', 1, 1, 1)",
      )
      .run();
    await forgetImports(db(), world.house().env.FILES);
    expect(await count(db(), "imports")).toBe(1);
    expect(await world.house().env.FILES.head("imports/old")).toBeNull();
    await db().prepare("UPDATE imports SET purge_at = 1").run();
    await forgetImports(db(), world.house().env.FILES);
    expect([await count(db(), "imports"), await count(db(), "import_lines")]).toEqual([0, 0]);
  });
});
