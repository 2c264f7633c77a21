/** The cron that tells everything else has stopped: the door tells, once, and once more when it is back. */
import { expect, it } from "vitest";
import { cardDesk } from "../../../bot/cards.ts";
import { cronIsBack, noticeStoppedCron } from "../../../edge/alerts/stopped-cron.ts";
import { eachWorld } from "../each-world.ts";
import { type World, words } from "../world.ts";
import { alertsIn } from "./alert-steps.ts";

let world: World;
let steps: ReturnType<typeof alertsIn>;
eachWorld(async (opened) => {
  world = opened;
  steps = alertsIn(world);
  await world.house().db.prepare("DELETE FROM settings WHERE key LIKE 'alert%' OR key = 'cron_ran_at'").run();
  await world.know("U0AMELIE");
  await world.know("U0JAMES", { roles: ["admin"] });
});

const MINUTE_MS = 60_000;
const cronRan = (at: number) =>
  world.house().db.prepare("INSERT OR REPLACE INTO settings VALUES ('cron_ran_at', ?1)").bind(String(at)).run();
const knock = (now?: number) => noticeStoppedCron(world.house(), async () => cardDesk(world.house()), now);

it("is told to each admin once, however many knock, and its return once", async () => {
  const stopped = Date.now() - 25 * MINUTE_MS;
  await cronRan(stopped);
  await Promise.all([knock(), knock(), knock()]);
  await knock();
  expect(steps.cards("U0AMELIE")).toHaveLength(1);
  expect(steps.reads("U0AMELIE")).toContain("ne tourne plus depuis");
  expect(steps.cards("U0JAMES")).toHaveLength(1);
  await cronIsBack(world.house());
  await cronIsBack(world.house());
  await cronRan(Date.now());
  await steps.minute();
  await steps.minute();
  expect(steps.cards("U0JAMES").map(words)).toEqual([
    expect.stringContaining("Running again since"),
    expect.stringContaining("Running again since"),
  ]);
  // A second stop the same day is news.
  await knock(Date.now() + 30 * MINUTE_MS);
  expect(steps.cards("U0JAMES")).toHaveLength(3);
});

it("is told to whom Slack would not let us tell it, at the next knock", async () => {
  await cronRan(Date.now() - 25 * MINUTE_MS);
  world.faults.add({ match: { service: "slack", method: "chat.postMessage" }, kind: "500", times: 2 });
  await knock();
  await world.house().db.prepare("UPDATE runs SET card_since = card_since - 60000, card_retry_at = NULL, card_until = NULL").run();
  await knock();
  await knock();
  expect(steps.cards("U0AMELIE")).toHaveLength(1);
  expect(steps.cards("U0JAMES")).toHaveLength(1);
});

it("is no news while it runs, when it is new, or when the rule is off", async () => {
  await knock();
  await cronRan(Date.now() - 2 * MINUTE_MS);
  await knock();
  await cronRan(Date.now() - 60 * MINUTE_MS);
  await world.house().db.prepare(`INSERT OR REPLACE INTO settings VALUES ('alert_limits', '{"cron":{"on":false}}')`).run();
  await knock();
  expect(steps.cards("U0AMELIE")).toEqual([]);
  await world.house().db.prepare("DELETE FROM settings WHERE key LIKE 'alert%' OR key = 'cron_ran_at'").run();
  // It never ran since we met the first person.
  await knock(Date.now() + 11 * MINUTE_MS);
  expect(steps.cards("U0AMELIE")).toHaveLength(1);
});
