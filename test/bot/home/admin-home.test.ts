/** What only admins have in App Home: people and their roles, connectors, requests that wait or were given up, the trail. */
import { describe, expect, it } from "vitest";
import { findPerson } from "../../../edge/people/people-store.ts";
import type { View } from "../../sandbox/slack/workspace.ts";
import { stepsIn } from "../clients/client-steps.ts";
import { eachWorld } from "../each-world.ts";
import { signedPayload, type World, words } from "../world.ts";
import { buttonsOf, headings, homeStepsIn, spoken, under } from "./home-steps.ts";

let world: World;
let steps: ReturnType<typeof homeStepsIn>;
eachWorld(async (opened) => {
  world = opened;
  steps = homeStepsIn(world);
  for (const id of ["U0AMELIE", "U0MALIK", "U0TOM", "U0SOPHIE"]) await world.know(id);
});

const db = () => world.house().db;
const find = (id: string) => findPerson(db(), "T0ATELIER", id);
const modal = (who: string) => world.slack.person(who).modal() as View;
const PEOPLE = "Personnes et rôles";

async function editing(name: RegExp, who = "U0AMELIE") {
  await steps.open(who);
  await steps.press(who, name);
  return world.slack.person(who);
}

describe("people and roles", () => {
  it("changes roles and manager in a window, tells what was saved, and shows it to both", async () => {
    await steps.open("U0TOM");
    const amelie = await editing(/^Modifier Tom Girard/);
    expect(modal("U0AMELIE").title?.text).toBe("Rôles et responsable");
    expect(await amelie.submit(undefined, { roles: ["sales", "hr"], manager: "U0SOPHIE" })).toEqual({});
    await world.settled();
    expect(await find("U0TOM")).toMatchObject({
      roles: expect.arrayContaining(["sales", "hr", "employee"]),
      manager: (await find("U0SOPHIE"))?.id,
    });
    const home = steps.home("U0AMELIE");
    expect(words(home)).toContain("✓ Rôles et responsable de Tom Girard enregistrés.");
    expect(under(home, PEOPLE)).toMatch(/Tom Girard.*commercial, RH et collaborateur · responsable\u00a0: Sophie Marchand/s);
    // Tom had his Home open: he may create from it now.
    expect(buttonsOf(steps.home("U0TOM")).map(spoken)).toContain("Nouveau client");
    const { results } = await db().prepare("SELECT action, outcome FROM audit WHERE object_kind = 'person' ORDER BY id").all();
    expect(results).toEqual([
      { action: "person.roles", outcome: "done" },
      { action: "person.grant/hr", outcome: "done" },
      { action: "person.manager", outcome: "done" },
    ]);
  });

  it("takes roles and manager back", async () => {
    let amelie = await editing(/^Modifier Tom Girard/);
    await amelie.submit(undefined, { roles: ["sales"], manager: "U0SOPHIE" });
    await world.settled();
    amelie = await editing(/^Modifier Tom Girard/);
    expect(await amelie.submit(undefined, { roles: [], manager: null })).toEqual({});
    await world.settled();
    expect(await find("U0TOM")).toMatchObject({ roles: ["employee"], manager: null });
  });

  it("refuses the last admin's going, a circle, somebody unknown, a guest: at the field, and nothing is changed", async () => {
    await world.know("U0GUEST");
    let amelie = await editing(/^Modifier Amélie Laurent/);
    expect((await amelie.submit(undefined, { roles: [] })).errors?.roles).toContain("dernier administrateur");
    amelie = await editing(/^Modifier Tom Girard/);
    expect((await amelie.submit(undefined, { roles: ["sales"], manager: "U0TOM" })).errors?.manager).toContain("responsable de l’autre");
    expect((await amelie.submit(undefined, { roles: ["sales"], manager: "U0HENRI" })).errors?.manager).toContain("ne connaît pas encore");
    expect((await amelie.submit(undefined, { roles: ["sales"], manager: "U0GUEST" })).errors?.manager).toContain("Seul un membre");
    expect(await find("U0TOM")).toMatchObject({ roles: ["employee"], manager: null });
    expect(await find("U0AMELIE")).toMatchObject({ roles: ["admin"] });
  });

  it("lets two admins not write over each other", async () => {
    await world.know("U0HENRI", { roles: ["admin"] });
    const amelie = await editing(/^Modifier Tom Girard/);
    const henri = await editing(/^Modifier Tom Girard/, "U0HENRI");
    expect(await henri.submit(undefined, { roles: ["hr"] })).toEqual({});
    expect((await amelie.submit(undefined, { roles: ["sales"] })).errors?.roles).toContain("entre-temps");
    expect((await find("U0TOM"))?.roles).toContain("hr");
  });

  it("writes nothing when nothing was changed, nor a second time on a double click", async () => {
    const amelie = await editing(/^Modifier Malik Benali/);
    const view = modal("U0AMELIE");
    expect(await amelie.submit()).toEqual({});
    await world.settled();
    expect(await db().prepare("SELECT count(*) AS n FROM audit WHERE outcome = 'done'").first("n")).toBe(0);
    const payload = async () =>
      world.send(
        await signedPayload({
          type: "view_submission",
          user: { id: "U0AMELIE", team_id: "T0ATELIER" },
          team: { id: "T0ATELIER" },
          view: { ...view, state: { values: { roles: { roles: { selected_options: [{ value: "hr" }] } } } } },
        }),
      );
    await Promise.all([payload(), payload()]);
    await world.settled();
    expect((await find("U0MALIK"))?.roles.filter((role) => role !== "employee")).toEqual(["hr"]);
  });

  it("asks the policy again at each click: who is an admin no more is refused", async () => {
    const amelie = await editing(/^Modifier Tom Girard/);
    await world.know("U0AMELIE", { roles: ["sales"] });
    expect((await amelie.submit(undefined, { roles: ["admin"] })).errors?.roles).toContain("Votre rôle ne permet pas cette action.");
    await amelie.close();
    await steps.press("U0AMELIE", /^Modifier Tom Girard/);
    expect(words(modal("U0AMELIE"))).toContain("Votre rôle ne permet pas cette action.");
    expect((await find("U0TOM"))?.roles).toEqual(["employee"]);
    expect(await db().prepare("SELECT count(*) AS n FROM audit WHERE outcome = 'refused' AND action = 'person.roles'").first("n")).toBe(2);
  });

  it("turns the pages of people", async () => {
    for (const id of ["U0HENRI", "U0CLAIRE", "U0NADEGE", "U0JAMES", "U0GUEST"]) await world.know(id);
    const names = () => under(steps.home("U0AMELIE"), PEOPLE).match(/Amélie|Claire|Gaël|Henri|James|Malik|Nadège|Sophie|Tom/g);
    await steps.open("U0AMELIE");
    expect(names()?.slice(0, 3)).toEqual(["Amélie", "Claire", "Gaël"]);
    expect(buttonsOf(steps.home("U0AMELIE")).map(spoken)).not.toContain("Modifier Gaël Vidal");
    await steps.press("U0AMELIE", /^Suite – personnes/);
    expect(names()).toEqual(["Tom"]);
    // The page stays where it is when somebody was changed on it.
    await steps.press("U0AMELIE", /^Modifier Tom/);
    await world.slack.person("U0AMELIE").submit(undefined, { roles: ["hr"] });
    await world.settled();
    expect(names()).toEqual(["Tom"]);
  });
});

describe("how Passerelle is", () => {
  it("says when each connector answered and failed last, and what to do", async () => {
    const health = db().prepare(
      "INSERT INTO connector_health (connector, ok_at, failed_at, code, ms, failing_since) VALUES (?, ?, ?, ?, 5, ?)",
    );
    const at = Date.parse("2026-11-20T09:00:00Z");
    await db().batch([
      health.bind("builtin", at, null, null, null),
      health.bind("register", at, at + 60_000, "misconfigured", at + 60_000),
      health.bind("vat", at, at + 60_000, "vendor_unavailable", null),
    ]);
    const shown = under(await steps.open("U0AMELIE"), "État de Passerelle");
    expect(shown).toMatch(/✓ Le fichier clients.*dernière bonne réponse.: 20 novembre 2026 à 10:00/s);
    expect(shown).toMatch(/✗ Registre des entreprises.*ne répond pas depuis le 20 novembre 2026 à 10:01.*npm run doctor/s);
    expect(shown).toMatch(/✓ VIES.*dernier incident.: 20 novembre 2026 à 10:01/s);
  });

  it("retries what was given up where that is safe, and shows the story of what waits", async () => {
    await stepsIn(world).createAcme("U0MALIK");
    await db().batch(
      [
        "DELETE FROM clients",
        "DELETE FROM claims",
        "UPDATE vendor_writes SET external_id = NULL, begun_at = begun_at - 60000",
        "UPDATE runs SET state = 'failed', code = 'vendor_unavailable', outcome = NULL",
      ].map((sql) => db().prepare(sql)),
    );
    const home = await steps.open("U0AMELIE");
    expect(under(home, "État de Passerelle")).toMatch(/Demandes abandonnées depuis 30 jours.: 1/);
    // Whom it is about is not the admin's to see here.
    expect(under(home, "État de Passerelle")).not.toContain("ACME");
    await steps.press("U0AMELIE", /^Relancer/);
    expect(words(steps.home("U0AMELIE"))).toContain("reprend.");
    expect(await db().prepare("SELECT state FROM runs").first("state")).toBe("done");
    expect(await db().prepare("SELECT count(*) AS n FROM crm_parties").first("n")).toBe(1);

    await db().prepare("UPDATE runs SET state = 'waiting', code = 'vendor_unavailable', ended_at = NULL, wake_at = 1").run();
    await steps.open("U0AMELIE");
    await steps.press("U0AMELIE", /^Voir Création d’un client/);
    expect(words(modal("U0AMELIE"))).toContain("demandée");
    expect(words(modal("U0AMELIE"))).not.toContain("ACME");
  });

  it("shows the trail's latest lines, and older ones", async () => {
    for (let i = 0; i < 8; i += 1)
      await world
        .house()
        .db.prepare("INSERT INTO audit (at, actor, action, object_kind, outcome) VALUES (?, 'cron', 'client.verify', 'client', 'done')")
        .bind(i)
        .run();
    const lines = () => under(steps.home("U0AMELIE"), "Journal d’audit").match(/Vérification d’un client/g)?.length;
    await steps.open("U0AMELIE");
    expect(lines()).toBe(6);
    await steps.press("U0AMELIE", /^Suite – journal/);
    expect(lines()).toBe(2);
  });

  it("is nobody else's", async () => {
    for (const who of ["U0MALIK", "U0TOM", "U0SOPHIE"]) {
      const shown = headings(await steps.open(who));
      for (const heading of [PEOPLE, "État de Passerelle", "Journal d’audit"]) expect(shown).not.toContain(heading);
    }
  });
});
