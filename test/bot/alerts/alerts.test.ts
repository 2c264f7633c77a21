/** An alert in Slack: who is asked, what they may decide, and what becomes of the others' cards. */
import { describe, expect, it } from "vitest";
import type { Person } from "../../../edge/people/person.ts";
import { entry, granted, looked, refused } from "../../edge/alerts/trail.ts";
import { eachWorld } from "../each-world.ts";
import { passerelle, type World, words } from "../world.ts";
import { alertsIn, burstOf, nightlyGrant } from "./alert-steps.ts";

let world: World;
let steps: ReturnType<typeof alertsIn>;
let people: Record<"amelie" | "james" | "tom" | "malik", Person>;
eachWorld(async (opened) => {
  world = opened;
  steps = alertsIn(world);
  people = {
    amelie: await world.know("U0AMELIE"),
    james: await world.know("U0JAMES", { roles: ["admin"] }),
    tom: await world.know("U0TOM"),
    malik: await world.know("U0MALIK"),
  };
  await steps.begin();
});

const db = () => world.house().db;
const alert = () => db().prepare("SELECT decision, decided_by, word, quiet_until, told FROM alerts").first<Record<string, unknown>>();
const trail = async () =>
  (await db().prepare("SELECT actor, action, outcome FROM audit WHERE action LIKE 'alert.%' OR action LIKE 'person.%block%'").all())
    .results;

describe("an alert", () => {
  it("is one card for each admin, in their language, and for nobody else", async () => {
    await steps.happens(...burstOf(people.tom));
    await steps.minute();
    expect(steps.cards("U0AMELIE")).toHaveLength(1);
    expect(steps.reads("U0AMELIE")).toMatch(/Alerte\s: Refus en rafale.*Tom Girard\s: 10 refus en 60 minutes/);
    expect(steps.reads("U0JAMES")).toContain("Alert: A burst of refusals");
    expect(steps.cards("U0TOM")).toEqual([]);
    expect(steps.cards("U0MALIK")).toEqual([]);
  });

  it("is decided by the first who presses; the others' cards say by whom, and their buttons are gone", async () => {
    await steps.happens(...burstOf(people.tom));
    await steps.press("U0AMELIE", "answer:alert:fine");
    expect(await alert()).toMatchObject({ decision: "fine", decided_by: people.amelie.id });
    expect(steps.reads("U0AMELIE")).toMatch(/Jugé normal par Amélie .*, le /);
    expect(steps.reads("U0JAMES")).toMatch(/Found to be fine by Amélie/);
    expect(JSON.stringify(steps.cards("U0JAMES").at(-1)?.blocks)).not.toContain("answer:");
    expect(await trail()).toEqual([{ actor: people.amelie.id, action: "alert.fine", outcome: "done" }]);
    expect(await db().prepare("SELECT count(*) AS n FROM runs WHERE ended_at IS NULL").first("n")).toBe(0);
  });

  it("is decided once when two press at once", async () => {
    await steps.happens(...burstOf(people.tom));
    const both = ["U0AMELIE", "U0JAMES"].map((who) => world.slack.person(who).press(steps.cards(who).at(-1)!, "answer:alert:block"));
    await Promise.all(both);
    await world.settled();
    await steps.minute();
    expect(await alert()).toMatchObject({ decision: "blocked" });
    expect((await trail()).map(({ action }) => action).sort()).toEqual(["alert.blocked", "person.block"]);
    for (const who of ["U0AMELIE", "U0JAMES"]) expect(JSON.stringify(steps.cards(who).at(-1)?.blocks)).not.toContain("answer:");
  });

  it("is not decided by somebody who is no admin any more", async () => {
    await steps.happens(...burstOf(people.tom));
    await db().prepare(`UPDATE people SET roles = '["sales"]' WHERE id = ?1`).bind(people.james.id).run();
    await steps.press("U0JAMES", "answer:alert:block");
    expect(await alert()).toMatchObject({ decision: null });
    expect(steps.reads("U0JAMES")).toContain("Your role does not allow this");
  });

  it("shows the rows that it goes by to who may read the trail", async () => {
    await steps.happens(...burstOf(people.tom));
    await steps.press("U0AMELIE", "alert_trail");
    const shown = JSON.stringify(world.slack.person("U0AMELIE").ephemerals().at(-1));
    expect(shown.match(/Création d’un client/g)?.length).toBeGreaterThan(5);
  });

  it("stays open for a week, then in the trail", async () => {
    await steps.happens(...burstOf(people.tom));
    await db().prepare("UPDATE runs SET wake_at = 1, question = json_set(question, '$.until', 1)").run();
    await steps.minute();
    await steps.minute();
    expect(await alert()).toMatchObject({ decision: null });
    expect(steps.reads("U0AMELIE")).toContain("Personne n’a décidé en 7 jours");
  });
});

it("of a key that nobody holds, or of a stranger, asks without somebody to be blocked", async () => {
  const at = Date.now();
  const strangers = Array.from({ length: 11 }, (_, i) => refused(at + i, "U0STRANGER", "other_team"));
  await steps.happens(looked(at - 30 * 86_400_000, people.tom.id, 1), entry(at - 1, "http", "http.health"), ...strangers);
  const [key, stranger] = steps.cards("U0AMELIE").map(words);
  expect(key).toMatch(/Clé HTTP\s: première fois dans l’entreprise\./);
  expect(stranger).toMatch(/Quelqu’un d’un autre espace de travail\s: 10 refus/);
  expect(JSON.stringify(steps.cards("U0AMELIE").map(({ blocks }) => blocks))).not.toContain("answer:alert:block");
});

describe("an alert about an admin", () => {
  it("is for the others to decide, not for whom it is about, nor for whom they appointed", async () => {
    await db().prepare(`UPDATE people SET roles = '["admin"]' WHERE id = ?1`).bind(people.malik.id).run();
    await steps.happens(nightlyGrant(people.james, "admin", people.malik));
    expect(steps.reads("U0AMELIE")).toMatch(/Rôle «\sadministration\s» donné par James Carter à Malik Benali/);
    expect(steps.cards("U0JAMES")).toEqual([]);
    expect(steps.cards("U0MALIK")).toEqual([]);
    // While the appointment is in question, neither of them has a say in what is found about the other.
    await steps.happens(...burstOf(people.james));
    expect(steps.cards("U0AMELIE")).toHaveLength(2);
    expect(steps.cards("U0MALIK")).toEqual([]);
  });

  it("goes to the directors when no other admin is left, who may block", async () => {
    await db().prepare(`UPDATE people SET roles = '["sales"]' WHERE id = ?1`).bind(people.james.id).run();
    await world.know("U0HENRI");
    await db().prepare(`UPDATE people SET roles = '["admin"]' WHERE id = ?1`).bind(people.malik.id).run();
    await steps.happens(nightlyGrant(people.amelie, "admin", people.malik));
    await steps.press("U0HENRI", "answer:alert:block");
    expect(await alert()).toMatchObject({ decision: "blocked" });
    expect(await passerelle(world, "U0AMELIE", "people")).toContain("est suspendu");
  });

  it("of a firm that has only one is told to them, who cannot block themself", async () => {
    await db().prepare(`UPDATE people SET roles = '["sales"]' WHERE id = ?1`).bind(people.james.id).run();
    await steps.happens(...burstOf(people.amelie));
    const blocks = JSON.stringify(steps.cards("U0AMELIE").at(-1)?.blocks);
    expect(blocks).not.toContain("answer:alert:block");
    expect(blocks).toContain("C’était moi");
  });
});

describe("a role given in office hours", () => {
  it("is told to the other admins, and asks nothing", async () => {
    await steps.happens(granted(Date.UTC(2026, 9, 6, 8), people.amelie.id, "hr", people.tom.id));
    expect(steps.reads("U0JAMES")).toMatch(/For your information: Rights and oversight.*Role “HR” given by Amélie/);
    expect(JSON.stringify(steps.cards("U0JAMES").at(-1)?.blocks)).not.toContain("action_id");
    expect(steps.cards("U0AMELIE")).toEqual([]);
  });

  it("leaves a row of its own in the trail, when it gives power", async () => {
    await passerelle(world, "U0AMELIE", "role <@U0TOM> hr, sales");
    const { results } = await db().prepare("SELECT action FROM audit WHERE action LIKE 'person.%' ORDER BY id").all();
    expect(results.map(({ action }) => action)).toEqual(["person.roles", "person.grant/hr"]);
    expect(await passerelle(world, "U0AMELIE", "audit")).toMatch(/Rôle donné\s: RH/);
  });
});

describe("the person themself", () => {
  it("is asked when an admin wants it; what they say is shown and decides nothing", async () => {
    await steps.happens(...burstOf(people.tom));
    await steps.press("U0AMELIE", "answer:alert:ask");
    await steps.minute();
    expect(steps.reads("U0AMELIE")).toMatch(/Question posée à Tom Girard\s: pas encore de réponse/);
    expect(steps.reads("U0TOM")).toMatch(/Était-ce vous.*Tom Girard\s: 1\d refus/);
    await steps.press("U0TOM", "answer:witness:mine");
    expect(await alert()).toMatchObject({ word: "mine", decision: null });
    expect(steps.reads("U0TOM")).toContain("votre réponse a été transmise");
    expect(steps.reads("U0AMELIE")).toMatch(/Tom Girard répond\s: «\sC’était moi/);
    expect(steps.reads("U0JAMES")).toContain("Tom Girard answers: “It was me.”");
    await steps.press("U0AMELIE", "answer:again:block");
    expect(await alert()).toMatchObject({ word: "mine", decision: "blocked" });
  });

  it("cannot answer in an admin's place", async () => {
    await steps.happens(...burstOf(people.tom));
    const card = steps.cards("U0AMELIE").at(-1)!;
    const { id } = (await db()
      .prepare("SELECT id FROM runs WHERE kind = 'alert' AND actor = ?1")
      .bind(people.amelie.id)
      .first<{ id: string }>())!;
    expect(JSON.stringify(card.blocks)).toContain(id);
    const forged = await import("../../../edge/runs/start-run.ts");
    await expect(forged.answerRun(world.house(), { runId: id, name: "alert", option: "fine", actor: people.tom })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await alert()).toMatchObject({ decision: null });
  });
});
