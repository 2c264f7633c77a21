/**
 * A job of the cron: whoever should know of an alert gets a card, each exactly once: a run that asks them, or for a notice
 * one that has ended already and whose card the sweep shows.
 */
import type { House } from "../house.ts";
import { listAdmins } from "../people/people-store.ts";
import type { Person } from "../people/person.ts";
import { intentId } from "../runs/intent.ts";
import { startRun } from "../runs/start-run.ts";
import { alertOf, decidersOf, type KeptAlert } from "./alert-store.ts";
import { watchTrail } from "./watch-trail.ts";

export const ALERT = "alert";
const AT_ONCE = 20;

/** What has come into the trail since is weighed, and told. */
export async function raiseAlerts(house: House): Promise<void> {
  await watchTrail(house.db);
  await tellAlerts(house);
}

/** How many are told. Who is appointed later is told of later ones. */
export async function tellAlerts(house: House): Promise<number> {
  const { results } = await house.db.prepare("SELECT * FROM alerts WHERE told_at IS NULL ORDER BY at LIMIT ?1").bind(AT_ONCE).all();
  for (const row of results) await tellAlert(house, alertOf(row));
  return results.length;
}

export async function tellAlert(house: House, alert: KeptAlert): Promise<string[]> {
  const { db } = house;
  const people = alert.level === "alert" ? await decidersOf(db, alert) : await listAdmins(db);
  const told = alert.level === "alert" ? people : people.filter(({ id }) => id !== alert.person || alert.rule === "cron");
  const runs = await Promise.all(told.map(({ id }) => cardOf(alert.id, id)));
  // Known before the first card can be answered: a decision locks the others.
  await db.prepare("UPDATE alerts SET told = ?2 WHERE id = ?1").bind(alert.id, JSON.stringify(runs)).run();
  for (const person of told) {
    if (alert.level === "notice") await noticeRun(db, alert.id, person);
    else await startRun(house, { kind: ALERT, intent: [alert.id, person.id], input: { alertId: alert.id }, actor: person });
  }
  // Without an admin it waits for the first one, but for what only the others would be told.
  if (people.length > 0) await db.prepare("UPDATE alerts SET told_at = ?2 WHERE id = ?1").bind(alert.id, Date.now()).run();
  return runs;
}

const cardOf = (alertId: string, personId: string) => intentId(ALERT, alertId, personId);

async function noticeRun(db: D1Database, alertId: string, { id, dmChannel }: Person): Promise<void> {
  const now = Date.now();
  await db
    .prepare(
      `INSERT INTO runs (id, kind, actor, state, outcome, created_at, updated_at, ended_at, card_channel)
       VALUES (?1, '${ALERT}', ?2, 'done', ?3, ?4, ?4, ?4, ?5) ON CONFLICT DO NOTHING`,
    )
    .bind(await cardOf(alertId, id), id, JSON.stringify({ alertId }), now, dmChannel)
    .run();
}
