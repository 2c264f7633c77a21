/**
 * Shows a run's latest state on its card: one card per run, one teller at a time, at most one update a second, the last
 * state always, an older one never over a newer one.
 *
 * Posting is the one write that Slack does not make unique: `posting` is written first, and whoever finds it waits out
 * our time-out and adopts the card that is in the DM before posting another.
 */
import { asPasserelleError, type ErrorCode, framesOf, PasserelleError } from "../errors.ts";
import type { CardDesk } from "./progress.ts";
import { hasEnded, type Run } from "./run.ts";
import { runOf } from "./run-store.ts";
import { MAYBE_WRITTEN_MS } from "./write-once.ts";

/** Longer than a telling can take: three calls of 10 s (CRM, DM, card) and what lies between. */
const TURN_MS = 45_000;
const ONE_UPDATE_A_SECOND_MS = 1_000;
/** A revoked token, a card that Slack refuses: an admin has to act first. */
const NOT_SOON_MS = 120_000;
/** A bug, or the ground giving way, which mends itself. */
const UNEXPECTED_MS = 15_000;
/** With these nobody knows whether Slack has the update, or will. */
const MAY_STILL_ARRIVE: ErrorCode[] = ["vendor_unavailable", "maybe_written", "bad_answer", "unexpected"];

interface Turn {
  run: Run;
  card: { state: "none" | "posting" | "posted"; channel: string | null; ts: string | null; since: number | null };
  /** `card_until` as we wrote it: whoever finds another one there has lost the turn and touches nothing. */
  token: number;
  /** How the run stood when what Slack shows was written down. */
  latest?: Pick<Run, "version" | "state">;
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
    const waitMs = await showAndRelease(db, desk, turn);
    if (waitMs !== undefined) return { waitMs };
    const { latest } = turn;
    if (!latest || latest.version === turn.run.version) return undefined;
    if (!hasEnded(latest.state)) await new Promise((resolve) => setTimeout(resolve, Math.max(0, began + paceMs - Date.now())));
  }
}

async function takeTurn(db: D1Database, runId: string): Promise<Turn | null> {
  const now = Date.now();
  const row = await db
    .prepare(
      // Later than any token before it, even within one millisecond.
      `UPDATE runs SET card_until = max(?2, coalesce(card_until, 0) + 1) WHERE id = ?1 AND card_version < version
         AND (card_until IS NULL OR card_until < ?3) AND (card_retry_at IS NULL OR card_retry_at <= ?3) RETURNING *`,
    )
    .bind(runId, now + TURN_MS, now)
    .first<Record<string, unknown>>();
  if (!row) return null;
  const card = { state: row.card_state, channel: row.card_channel, ts: row.card_ts, since: row.card_since } as Turn["card"];
  return { run: runOf(row), card, token: row.card_until as number };
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
async function showAndRelease(db: D1Database, desk: CardDesk, turn: Turn): Promise<number | undefined> {
  const { run } = turn;
  try {
    await show(db, desk, turn);
    return undefined;
  } catch (error) {
    const problem = asPasserelleError(error);
    if (problem.code === "unknown_person") {
      // Nobody is there to be told; the run's story keeps the result.
      await release(db, turn, "card_version = ?3", run.version);
      return undefined;
    }
    if (problem.code === "unexpected") console.error("card failed", run.id, problem.message, framesOf(error));
    const patient = ["misconfigured", "vendor_refused", "forbidden"].includes(problem.code);
    const ourWaitMs = patient ? NOT_SOON_MS : problem.code === "unexpected" ? UNEXPECTED_MS : 2_000;
    const waitMs = Math.max((problem.retryAfterSeconds ?? 0) * 1000, ourWaitMs);
    await release(db, turn, "card_retry_at = ?3", Date.now() + waitMs);
    return waitMs;
  }
}

async function show(db: D1Database, desk: CardDesk, turn: Turn): Promise<void> {
  const { run, card } = turn;
  const channel = card.channel ?? (await desk.openDm(run.actor));
  const ts = card.state === "posted" ? card.ts : card.state === "posting" ? await adopt(db, desk, turn, channel) : null;
  if (ts && (await updateCard(db, desk, turn, channel, ts))) return;
  try {
    await post(db, desk, turn, channel);
  } catch (error) {
    if (asPasserelleError(error).code !== "not_found") throw error;
    await post(db, desk, turn, await desk.openDm(run.actor, true));
  }
}

/** False when the card is not there any more: what still happens is worth a new one. */
async function updateCard(db: D1Database, desk: CardDesk, turn: Turn, channel: string, ts: string): Promise<boolean> {
  const sentAt = Date.now();
  try {
    await desk.update(channel, ts, turn.run);
    await shown(db, turn, channel, ts);
    return true;
  } catch (error) {
    const problem = asPasserelleError(error);
    if (problem.code === "not_found") return false;
    throw MAY_STILL_ARRIVE.includes(problem.code) ? lateUntil(sentAt + MAYBE_WRITTEN_MS, problem) : problem;
  }
}

/** An update whose answer was lost may arrive late: a newer one sent before that could be overwritten by it, for good. */
const lateUntil = (at: number, problem: PasserelleError) =>
  new PasserelleError(problem.code, { cause: problem, retryAfterSeconds: (at - Date.now()) / 1000, message: problem.message });

async function adopt(db: D1Database, desk: CardDesk, { run, card }: Turn, channel: string): Promise<string | null> {
  const since = card.since ?? 0;
  const waitMs = since + MAYBE_WRITTEN_MS - Date.now();
  if (waitMs > 0) throw new PasserelleError("maybe_written", { retryAfterSeconds: waitMs / 1000 });
  const found = await desk.findPosted(channel, run.id, since - 60_000);
  if (found) await db.prepare("UPDATE runs SET card_state = 'posted', card_ts = ?2 WHERE id = ?1").bind(run.id, found).run();
  return found;
}

async function post(db: D1Database, desk: CardDesk, turn: Turn, channel: string): Promise<void> {
  const { run, token } = turn;
  const renewed = Math.max(Date.now() + TURN_MS, token + 1);
  const begun = await db
    .prepare(
      "UPDATE runs SET card_state = 'posting', card_channel = ?3, card_since = ?4, card_until = ?5, card_ts = NULL WHERE id = ?1 AND card_until = ?2",
    )
    .bind(run.id, token, channel, Date.now(), renewed)
    .run();
  if (begun.meta.changes !== 1) throw new PasserelleError("taken", { message: "another teller has the turn" });
  turn.token = renewed;
  try {
    await shown(db, turn, channel, await desk.post(channel, run));
  } catch (error) {
    const problem = asPasserelleError(error);
    const surelyNot = !["maybe_written", "unexpected", "bad_answer"].includes(problem.code);
    if (!surelyNot)
      throw new PasserelleError("maybe_written", { cause: problem, retryAfterSeconds: MAYBE_WRITTEN_MS / 1000, message: problem.message });
    await db
      .prepare("UPDATE runs SET card_state = 'none', card_channel = NULL WHERE id = ?1 AND card_until = ?2")
      .bind(run.id, turn.token)
      .run();
    throw problem;
  }
}

/** What Slack shows is written down even when the turn is over; only the turn's own end is fenced. */
async function shown(db: D1Database, turn: Turn, channel: string, ts: string): Promise<void> {
  const { run, token } = turn;
  const latest = await db
    .prepare(
      `UPDATE runs SET card_state = 'posted', card_channel = ?2, card_ts = ?3, card_version = max(card_version, ?4),
         card_until = iif(card_until = ?5, NULL, card_until), card_retry_at = NULL WHERE id = ?1 RETURNING version, state`,
    )
    .bind(run.id, channel, ts, run.version, token)
    .first<NonNullable<Turn["latest"]>>();
  if (latest) turn.latest = latest;
}

async function release(db: D1Database, { run, token }: Turn, set: string, value: number): Promise<void> {
  await db.prepare(`UPDATE runs SET card_until = NULL, ${set} WHERE id = ?1 AND card_until = ?2`).bind(run.id, token, value).run();
}
