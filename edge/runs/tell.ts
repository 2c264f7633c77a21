/**
 * Shows a run's latest state on its card: one card per run, one teller at a time, at most one update a second, the last
 * state always, an older one never over a newer one.
 *
 * Posting is the one write that Slack does not make unique: `posting` is written first, and whoever finds it waits out
 * our time-out and adopts the card that is in the DM before posting another.
 */
import { asPasserelleError, type ErrorCode, PasserelleError } from "../errors.ts";
import type { CardDesk } from "./progress.ts";
import { hasEnded, type Run } from "./run.ts";
import { readRun, runOf } from "./run-store.ts";
import { MAYBE_WRITTEN_MS } from "./write-once.ts";

/** Longer than a telling can take: three calls of 10 s (CRM, DM, card) and what lies between. */
const TURN_MS = 45_000;
const ONE_UPDATE_A_SECOND_MS = 1_000;
/** A revoked token, a broken card: an admin has to act first. */
const NOT_SOON_MS = 120_000;
/** With these nobody knows whether Slack has the update, or will. */
const MAY_STILL_ARRIVE: ErrorCode[] = ["vendor_unavailable", "maybe_written", "bad_answer", "unexpected"];

interface Card {
  state: "none" | "posting" | "posted";
  channel: string | null;
  ts: string | null;
  since: number | null;
}

/** Undefined = told, or somebody else is telling. `waitMs` = Slack would not, try again then. */
export async function tell(
  db: D1Database,
  desk: CardDesk,
  runId: string,
  paceMs = ONE_UPDATE_A_SECOND_MS,
): Promise<{ waitMs: number } | undefined> {
  for (;;) {
    const began = Date.now();
    const turn = await takeTurn(db, runId);
    if (!turn) return waitOf(db, runId);
    const waitMs = await showAndRelease(db, desk, turn.run, turn.card);
    if (waitMs !== undefined) return { waitMs };
    const latest = await readRun(db, runId);
    if (!latest || latest.version === turn.run.version) return undefined;
    if (!hasEnded(latest.state)) await new Promise((resolve) => setTimeout(resolve, Math.max(0, began + paceMs - Date.now())));
  }
}

async function takeTurn(db: D1Database, runId: string): Promise<{ run: Run; card: Card } | null> {
  const now = Date.now();
  const row = await db
    .prepare(
      `UPDATE runs SET card_until = ?2 WHERE id = ?1 AND card_version < version
         AND (card_until IS NULL OR card_until < ?3) AND (card_retry_at IS NULL OR card_retry_at <= ?3) RETURNING *`,
    )
    .bind(runId, now + TURN_MS, now)
    .first<Record<string, unknown>>();
  if (!row) return null;
  const card = { state: row.card_state, channel: row.card_channel, ts: row.card_ts, since: row.card_since } as Card;
  return { run: runOf(row), card };
}

/** Why there was no turn: all told (undefined), another teller is at it, or Slack asked us to wait. */
async function waitOf(db: D1Database, runId: string): Promise<{ waitMs: number } | undefined> {
  const row = await db
    .prepare("SELECT card_until AS until, card_retry_at AS retry FROM runs WHERE id = ?1 AND card_version < version")
    .bind(runId)
    .first<{ until: number | null; retry: number | null }>();
  if (!row) return undefined;
  return { waitMs: Math.max(1_000, Math.max(row.retry ?? 0, Math.min(row.until ?? 0, Date.now() + 2_000)) - Date.now()) };
}

/** Shows the run; answers how long to wait when Slack would not. */
async function showAndRelease(db: D1Database, desk: CardDesk, run: Run, card: Card): Promise<number | undefined> {
  try {
    await show(db, desk, run, card);
    return undefined;
  } catch (error) {
    const problem = asPasserelleError(error);
    if (problem.code === "unknown_person") {
      // Nobody is there to be told; the run's story keeps the result.
      await release(db, run.id, "card_version = ?2", run.version);
      return undefined;
    }
    if (problem.code === "unexpected") console.error("card failed", run.id, problem.message, error instanceof Error ? error.stack : "");
    const patient = ["misconfigured", "unexpected", "vendor_refused", "forbidden"].includes(problem.code);
    const waitMs = Math.max((problem.retryAfterSeconds ?? 0) * 1000, patient ? NOT_SOON_MS : 2_000);
    await release(db, run.id, "card_retry_at = ?2", Date.now() + waitMs);
    return waitMs;
  }
}

async function show(db: D1Database, desk: CardDesk, run: Run, card: Card): Promise<void> {
  const channel = card.channel ?? (await desk.openDm(run.actor));
  const ts = card.state === "posted" ? card.ts : card.state === "posting" ? await adopt(db, desk, run, channel, card.since ?? 0) : null;
  if (!ts) return post(db, desk, run, channel);
  const sentAt = Date.now();
  try {
    await desk.update(channel, ts, run);
    await shown(db, run, channel, ts);
  } catch (error) {
    const problem = asPasserelleError(error);
    // The person deleted the card: what still happens is worth a new one.
    if (problem.code === "not_found") return post(db, desk, run, channel);
    throw MAY_STILL_ARRIVE.includes(problem.code) ? lateUntil(sentAt + MAYBE_WRITTEN_MS, problem) : problem;
  }
}

/** An update whose answer was lost may arrive late: a newer one sent before that could be overwritten by it, for good. */
const lateUntil = (at: number, problem: PasserelleError) =>
  new PasserelleError(problem.code, { cause: problem, retryAfterSeconds: (at - Date.now()) / 1000, message: problem.message });

async function adopt(db: D1Database, desk: CardDesk, run: Run, channel: string, since: number): Promise<string | null> {
  const waitMs = since + MAYBE_WRITTEN_MS - Date.now();
  if (waitMs > 0) throw new PasserelleError("maybe_written", { retryAfterSeconds: waitMs / 1000 });
  const found = await desk.findPosted(channel, run.id, since - 60_000);
  if (found) await db.prepare("UPDATE runs SET card_state = 'posted', card_ts = ?2 WHERE id = ?1").bind(run.id, found).run();
  return found;
}

async function post(db: D1Database, desk: CardDesk, run: Run, channel: string): Promise<void> {
  await db
    .prepare("UPDATE runs SET card_state = 'posting', card_channel = ?2, card_since = ?3, card_until = ?4, card_ts = NULL WHERE id = ?1")
    .bind(run.id, channel, Date.now(), Date.now() + TURN_MS)
    .run();
  try {
    await shown(db, run, channel, await desk.post(channel, run));
  } catch (error) {
    const problem = asPasserelleError(error);
    const surelyNot = !["maybe_written", "unexpected", "bad_answer"].includes(problem.code);
    if (surelyNot) await db.prepare("UPDATE runs SET card_state = 'none' WHERE id = ?1").bind(run.id).run();
    throw surelyNot
      ? problem
      : new PasserelleError("maybe_written", { cause: problem, retryAfterSeconds: MAYBE_WRITTEN_MS / 1000, message: problem.message });
  }
}

async function shown(db: D1Database, run: Run, channel: string, ts: string): Promise<void> {
  await db
    .prepare(
      `UPDATE runs SET card_state = 'posted', card_channel = ?2, card_ts = ?3, card_version = max(card_version, ?4),
         card_until = NULL, card_retry_at = NULL WHERE id = ?1`,
    )
    .bind(run.id, channel, ts, run.version)
    .run();
}

async function release(db: D1Database, runId: string, set: string, value: number): Promise<void> {
  await db.prepare(`UPDATE runs SET card_until = NULL, ${set} WHERE id = ?1`).bind(runId, value).run();
}
