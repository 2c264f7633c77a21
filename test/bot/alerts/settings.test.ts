/** `/passerelle settings`: thresholds within their limits, for admins, in the trail and told to the other admins. */
import { describe, expect, it } from "vitest";
import { readLimits } from "../../../edge/alerts/thresholds.ts";
import { eachWorld } from "../each-world.ts";
import { type World, words } from "../world.ts";
import { alertsIn } from "./alert-steps.ts";

let world: World;
eachWorld(async (opened) => {
  world = opened;
  await world.house().db.prepare("DELETE FROM settings WHERE key LIKE 'alert%'").run();
  await world.know("U0AMELIE");
  await world.know("U0JAMES", { roles: ["admin"] });
});

async function opened(who: string, rule?: string) {
  const person = world.slack.person(who);
  await person.command("/passerelle", "settings");
  await world.settled();
  if (rule) {
    await person.press(person.modal()!, `alert_rule:${rule}`);
    await world.settled();
  }
  return person;
}

describe("/passerelle settings", () => {
  it("changes a rule, writes it down and tells the other admins", async () => {
    const steps = alertsIn(world);
    await steps.begin();
    const amelie = await opened("U0AMELIE", "bulk");
    expect(await amelie.submit(undefined, { opened: "12", found: "90", times: "5" })).toEqual({});
    await world.settled();
    expect(words(amelie.modal())).toMatch(/Consultation massive.*Clients ouverts en une heure\s: 12/s);
    const { db } = world.house();
    expect((await readLimits(db)).bulk).toEqual({ opened: 12, found: 90, times: 5, on: true });
    expect(await db.prepare("SELECT object_id FROM audit WHERE action = 'alert.settings'").first("object_id")).toBe("bulk");
    await steps.minute();
    expect(steps.reads("U0JAMES")).toContain("Alert setting changed by Amélie");
    expect(steps.cards("U0AMELIE")).toEqual([]);
  });

  it("turns a rule off", async () => {
    const amelie = await opened("U0AMELIE", "doors");
    await amelie.submit(undefined, { on: [] });
    await world.settled();
    expect((await readLimits(world.house().db)).doors.on).toBe(false);
    expect(words(amelie.modal())).toContain("désactivée");
  });

  it.each([
    ["bulk", { opened: "2" }, "opened", /De 3 à 1\s000/],
    ["refusals", { count: "" }, "count", /./],
    ["roles", { from: "19", to: "8" }, "to", /après le début/],
  ])("says at the field what is wrong in %s %o", async (rule, answers, field, sentence) => {
    const amelie = await opened("U0AMELIE", rule);
    const { errors } = await amelie.submit(undefined, answers);
    expect(errors?.[field]).toMatch(sentence);
    expect(await world.house().db.prepare("SELECT count(*) AS n FROM audit WHERE action = 'alert.settings'").first("n")).toBe(0);
  });

  it("is for admins, also when the window was open before", async () => {
    await world.know("U0TOM");
    const tom = await opened("U0TOM");
    expect(words(tom.ephemerals().at(-1)) + words(tom.modal())).toContain("Votre rôle ne permet pas");
    const james = await opened("U0JAMES", "cron");
    await world.house().db.prepare(`UPDATE people SET roles = '["sales"]' WHERE slack_user = 'U0JAMES'`).run();
    expect(JSON.stringify((await james.submit(undefined, { minutes: "60" })).errors)).toContain("Your role does not allow this");
    expect((await readLimits(world.house().db)).cron.minutes).toBe(10);
  });
});
