/**
 * The cron tells everything else, so the door tells of the cron: when it has not run for minutes, the admins get a card, and
 * one more when it is back. Told by whoever comes to the door, over and over until each has it; exactly once each.
 */

import { asPasserelleError } from "../errors.ts";
import type { House } from "../house.ts";
import type { CardDesk } from "../runs/progress.ts";
import { tell } from "../runs/tell.ts";
import { alertOf, showAlertAgain } from "./alert-store.ts";
import { tellAlert } from "./tell-alerts.ts";
import { limitsFrom } from "./thresholds.ts";
import { insertAlert } from "./watch-trail.ts";

const OPEN = "SELECT * FROM alerts WHERE pattern = 'cron//' AND decision IS NULL";

/** @param cards only when there is something to tell */
export async function noticeStoppedCron(house: House, cards: () => Promise<CardDesk>, now = Date.now()): Promise<void> {
  const { db } = house;
  const seen = await db
    .prepare(
      // A cron that never ran counts from the first person we met.
      `SELECT coalesce((SELECT CAST(value AS INTEGER) FROM settings WHERE key = 'cron_ran_at'),
         (SELECT created_at FROM people ORDER BY rowid LIMIT 1)) AS ranAt, (SELECT value FROM settings WHERE key = 'alert_limits') AS limits`,
    )
    .first<{ ranAt: number | null; limits: string | null }>();
  const { on, minutes = 0 } = limitsFrom(seen?.limits).cron;
  if (!on || !seen?.ranAt || now - seen.ranAt < minutes * 60_000) return;
  const evidence = { since: seen.ranAt };
  await (await insertAlert(db, { rule: "cron", level: "notice", person: null, what: "", at: seen.ranAt, count: 1, evidence })).run();
  const row = await db.prepare(OPEN).first();
  if (row) await tellNow(house, cards, row);
}

async function tellNow(house: House, cards: () => Promise<CardDesk>, row: Record<string, unknown>): Promise<void> {
  const alert = alertOf(row);
  const runs = row.told_at === null ? await tellAlert(house, alert) : alert.told;
  const { results } = await house.db
    .prepare("SELECT id FROM runs WHERE id IN (SELECT value FROM json_each(?1)) AND card_version < version")
    .bind(JSON.stringify(runs))
    .all<{ id: string }>();
  if (results.length === 0) return;
  const desk = await cards();
  for (const { id } of results)
    await tell(house.db, desk, id).catch((error) => console.warn("cron's stop not told yet", id, asPasserelleError(error).code));
}

/** First job of the cron: it is back. The card says so too, for whoever scrolls up. */
export async function cronIsBack({ db }: House, now = Date.now()): Promise<void> {
  const row = await db.prepare(OPEN).first();
  if (!row) return;
  const alert = alertOf(row);
  const evidence = { since: alert.at, until: now };
  await db.batch([
    await insertAlert(db, { rule: "cron", level: "notice", person: null, what: `back/${alert.at}`, at: alert.at, count: 1, evidence }),
    db.prepare("UPDATE alerts SET decision = 'over', decided_at = ?2 WHERE id = ?1").bind(alert.id, now),
    showAlertAgain(db, alert.id),
  ]);
}
