/**
 * How a run's row changes while it is carried out. Every change names the generation that makes it: when a later
 * generation has taken over, the earlier one changes nothing and learns so (`false`).
 */

import { type AuditEntry, auditRow } from "../audit/audit.ts";
import type { ErrorCode } from "../errors.ts";
import type { Outcome, Question, Result, RunState } from "./run.ts";
import { storyRow } from "./run-store.ts";

/** A step that says nothing for this long is taken for dead. Twice the time-out of a vendor call; a step of several calls says `stillAlive`. */
export const LEASE_MS = 30_000;

export interface Turn {
  db: D1Database;
  runId: string;
  generation: number;
}

interface Changed {
  stuck_step: string | null;
  blocked_at: number | null;
}

async function change(turn: Turn, set: string, values: unknown[], then: D1PreparedStatement[] = []): Promise<boolean> {
  return (await changed(turn, set, values, then)) !== null;
}

/** The row's step that the run is stuck in, once changed, and whether its person is blocked; null when it belongs to another generation by now. */
async function changed(
  { db, runId, generation }: Turn,
  set: string,
  values: unknown[],
  then: D1PreparedStatement[],
): Promise<Changed | null> {
  const update = db
    .prepare(`UPDATE runs SET ${set}, updated_at = ?3 WHERE id = ?1 AND generation = ?2 AND ended_at IS NULL
       RETURNING stuck_step, (SELECT blocked_at FROM people WHERE people.id = runs.actor) AS blocked_at`)
    .bind(runId, generation, Date.now(), ...values);
  const [answer] = await db.batch<Changed>([update, ...then]);
  return answer?.results[0] ?? null;
}

/**
 * The step begins (again). While the run is stuck in a step, the steps before it are gone through in silence: a person
 * goes on seeing where it really stands. `stuck` = it is this one; `blocked` = whose run it is has been shut out;
 * null = the run belongs to another generation.
 */
export async function enterStep(turn: Turn, step: string): Promise<{ stuck: boolean; blocked: boolean } | null> {
  const now = Date.now();
  const set = `state = iif(stuck_step IS NULL, 'running', state), step = iif(stuck_step IS NULL, ?4, step),
    version = version + iif(stuck_step IS NULL, 1, 0), wake_at = ?5`;
  const began = storyRow(turn.db, turn.runId, { at: now, event: "began", step, code: null });
  const row = await changed(turn, set, [step, now + LEASE_MS], [began]);
  return row && { stuck: row.stuck_step === step, blocked: row.blocked_at !== null };
}

/** The step succeeded: what failed in it before counts no more. */
export async function stepDone({ db, runId, generation }: Turn, step: string): Promise<void> {
  await db
    .prepare(
      `UPDATE runs SET attempt = 0, code = NULL, stuck_step = NULL, stuck_since = NULL, state = 'running', version = version + 1
       WHERE id = ?1 AND generation = ?2 AND stuck_step = ?3`,
    )
    .bind(runId, generation, step)
    .run();
}

/** Something did not answer: the run stands still until `until`, then the Workflow or, if that died, the sweep goes on. */
export async function waitUntilLater(turn: Turn, step: string, code: ErrorCode, until: number): Promise<boolean> {
  const set = `state = 'waiting', step = ?4, code = ?5, wake_at = ?6, version = version + 1, attempt = iif(stuck_step IS ?4, attempt, 0) + 1,
    stuck_since = iif(stuck_step IS ?4, stuck_since, ?3), stuck_step = ?4`;
  return change(turn, set, [step, code, until], [storyRow(turn.db, turn.runId, { at: Date.now(), event: "waits", step, code })]);
}

/** The sweep goes on with it, in a new generation. */
export const handOver = (turn: Turn): Promise<boolean> => change(turn, "wake_at = ?4", [Date.now()]);

/** Between two long calls of one step: it is alive. */
export async function stillAlive(db: D1Database, runId: string): Promise<void> {
  await db
    .prepare("UPDATE runs SET wake_at = ?2 WHERE id = ?1 AND state <> 'asking' AND wake_at IS NOT NULL")
    .bind(runId, Date.now() + LEASE_MS)
    .run();
}

export async function putQuestion(turn: Turn, question: Question, until: number): Promise<boolean> {
  return change(
    turn,
    "state = 'asking', question = ?4, wake_at = ?5, version = version + 1",
    [JSON.stringify({ ...question, until }), until],
    [storyRow(turn.db, turn.runId, { at: Date.now(), event: "question", step: question.name, code: null })],
  );
}

/** Something to show before the end. */
export async function noteResult(turn: Turn, result: Result): Promise<boolean> {
  return change(turn, "outcome = ?4, version = version + 1", [JSON.stringify(result)]);
}

export async function endRun(
  turn: Turn,
  state: Extract<RunState, "done" | "refused" | "failed">,
  outcome: Outcome,
  audit: AuditEntry,
): Promise<boolean> {
  const now = Date.now();
  const code = outcome.ok ? null : outcome.code;
  const set =
    "state = ?4, outcome = coalesce(?5, outcome), code = ?6, field = ?7, ended_at = ?8, wake_at = NULL, question = NULL, version = version + 1";
  const values = [state, outcome.ok ? JSON.stringify(outcome.result) : null, code, outcome.ok ? null : (outcome.field ?? null), now];
  return change(turn, set, values, [
    storyRow(turn.db, turn.runId, { at: now, event: state, step: null, code }),
    auditRow(turn.db, audit, now),
    wakeThoseBehind(turn.db, turn.runId, now),
  ]);
}

/** This run can do nothing before that one has ended: it is woken then, however long it was going to wait. Its step throws `taken`. */
export const waitBehind = (db: D1Database, runId: string, other: string): D1PreparedStatement =>
  db
    .prepare("INSERT INTO claims (kind, key, run_id, claimed_at) VALUES ('behind', ?2 || '/' || ?1, ?1, ?3) ON CONFLICT DO NOTHING")
    .bind(runId, other, Date.now());

const wakeThoseBehind = (db: D1Database, runId: string, now: number): D1PreparedStatement =>
  db
    .prepare(
      `UPDATE runs SET wake_at = ?2 WHERE state = 'waiting' AND wake_at > ?2
         AND id IN (SELECT run_id FROM claims WHERE kind = 'behind' AND key > ?1 || '/' AND key < ?1 || '0')`,
    )
    .bind(runId, now);

/** What an ended run's card shows has changed since: the sweep shows it again. */
export const showAgain = (db: D1Database, runId: string): D1PreparedStatement =>
  db.prepare("UPDATE runs SET version = version + 1 WHERE id = ?1 AND ended_at IS NOT NULL").bind(runId);
