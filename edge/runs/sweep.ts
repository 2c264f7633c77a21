/**
 * What the minute cron does for runs: starts what was written down and never started, wakes what stands still, tells
 * what was not told.
 */
import type { CardDesk } from "./progress.ts";
import type { RunState } from "./run.ts";
import { storyRow } from "./run-store.ts";
import { LEASE_MS } from "./run-turns.ts";
import { carryOn } from "./start-run.ts";
import { tell } from "./tell.ts";

const AT_ONCE = 100;

export async function sweepRuns(
  db: D1Database,
  workflow: Workflow<{ runId: string; generation: number }>,
  desk: CardDesk,
): Promise<{ woken: number; told: number }> {
  const woken = await wakeWhatStandsStill(db, workflow);
  const told = await tellWhatWasNotTold(db, desk);
  return { woken, told };
}

async function wakeWhatStandsStill(db: D1Database, workflow: Workflow<{ runId: string; generation: number }>): Promise<number> {
  const now = Date.now();
  const { results } = await db
    .prepare("SELECT id, generation, state FROM runs WHERE wake_at <= ?1 ORDER BY wake_at LIMIT ?2")
    .bind(now, AT_ONCE)
    .all<{ id: string; generation: number; state: RunState }>();
  for (const { id, generation, state } of results) {
    // A new generation: what the former instance still does, it finds itself fenced.
    const [taken] = await db.batch([
      db
        .prepare(
          "UPDATE runs SET generation = generation + 1, wake_at = ?3, updated_at = ?4 WHERE id = ?1 AND generation = ?2 AND ended_at IS NULL",
        )
        .bind(id, generation, now + LEASE_MS, now),
      // Going on after a wait that was announced is no news.
      ...(state === "waiting" ? [] : [storyRow(db, id, { at: now, event: "woken", step: null, code: null })]),
    ]);
    if (taken?.meta.changes) await carryOn(workflow, id, generation + 1);
  }
  return results.length;
}

async function tellWhatWasNotTold(db: D1Database, desk: CardDesk): Promise<number> {
  const now = Date.now();
  const { results } = await db
    .prepare(
      // Those never tried first: a card that Slack refuses for ever keeps nobody else waiting.
      `SELECT id FROM runs WHERE card_version < version AND updated_at < ?1 AND (card_until IS NULL OR card_until < ?2)
         AND (card_retry_at IS NULL OR card_retry_at <= ?2) ORDER BY card_retry_at, updated_at LIMIT ?3`,
    )
    .bind(now - 5_000, now, AT_ONCE)
    .all<{ id: string }>();
  // A few at a time: Slack takes about one message a second per channel.
  for (let i = 0; i < results.length; i += 4) {
    await Promise.allSettled(results.slice(i, i + 4).map(({ id }) => tell(db, desk, id)));
  }
  return results.length;
}
