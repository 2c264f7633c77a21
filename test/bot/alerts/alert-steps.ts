/** A firm with something to be told about it, and what people do with it. */

import { cardDesk } from "../../../bot/cards.ts";
import { tellAlerts } from "../../../edge/alerts/tell-alerts.ts";
import { watchTrail } from "../../../edge/alerts/watch-trail.ts";
import type { Person } from "../../../edge/people/person.ts";
import { sweepRuns } from "../../../edge/runs/sweep.ts";
import { beginWatch, type Entry, granted, refused, writeTrail } from "../../edge/alerts/trail.ts";
import { type World, words } from "../world.ts";

export function alertsIn(world: World) {
  const { db } = world.house();
  const cards = (who: string) =>
    world.slack
      .person(who)
      .messages()
      .filter(({ ephemeralTo }) => !ephemeralTo);

  /** What the minute cron does for alerts and their cards. */
  async function minute() {
    const house = world.house();
    await watchTrail(db);
    await tellAlerts(house);
    await world.settled();
    await db.prepare("UPDATE runs SET updated_at = updated_at - 10000 WHERE card_version < version").run();
    await sweepRuns(db, house.env.RUNS, cardDesk(house));
    await world.settled();
  }

  return {
    minute,
    cards,
    begin: () => beginWatch(db),
    /** The latest card, as it reads now. */
    reads: (who: string) => words(cards(who).at(-1)),
    async happens(...entries: Entry[]) {
      await writeTrail(db, entries);
      await minute();
    },
    async press(who: string, action: RegExp | string) {
      const message = cards(who).at(-1);
      const found = JSON.stringify(message?.blocks).match(
        typeof action === "string" ? new RegExp(`"action_id":"(${action})"`) : action,
      )?.[1];
      if (!message || !found) throw new Error(`${who} has no button ${action}: ${words(message)}`);
      await world.slack.person(who).press(message, found);
      await world.settled();
    },
  };
}

export const burstOf = ({ id }: Person, at = Date.now()): Entry[] =>
  Array.from({ length: 12 }, (_, i) => refused(at - 12_000 + i * 1_000, id));

/** At three in the morning of the day before. */
export const nightlyGrant = (by: Person, role: string, to: Person): Entry => {
  const day = 86_400_000;
  return granted(Math.floor(Date.now() / day) * day - day + 2 * 3_600_000, by.id, role, to.id);
};
