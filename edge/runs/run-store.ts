/** SQL of runs: reading them and their story. What the executor changes is in run-turns.ts. */
import type { ErrorCode } from "../errors.ts";
import type { Question, Result, Run, RunState } from "./run.ts";

interface Row {
  id: string;
  kind: string;
  actor: string;
  input: string | null;
  state: RunState;
  step: string | null;
  code: ErrorCode | null;
  field: string | null;
  question: string | null;
  answers: string;
  outcome: string | null;
  generation: number;
  attempt: number;
  stuck_step: string | null;
  stuck_since: number | null;
  version: number;
  wake_at: number | null;
  created_at: number;
  updated_at: number;
  ended_at: number | null;
}

export const runOf = (row: unknown): Run => {
  const r = row as Row;
  return {
    id: r.id,
    kind: r.kind,
    actor: r.actor,
    input: r.input === null ? null : JSON.parse(r.input),
    state: r.state,
    step: r.step,
    code: r.code,
    field: r.field,
    question: r.question === null ? null : (JSON.parse(r.question) as Question),
    answers: JSON.parse(r.answers) as Record<string, string>,
    outcome: r.outcome === null ? null : (JSON.parse(r.outcome) as Result),
    generation: r.generation,
    attempt: r.attempt,
    stuckStep: r.stuck_step,
    stuckSince: r.stuck_since,
    version: r.version,
    wakeAt: r.wake_at,
    createdAt: r.created_at,
    updatedAt: r.updated_at,
    endedAt: r.ended_at,
  };
};

export async function readRun(db: D1Database, id: string): Promise<Run | null> {
  const row = await db.prepare("SELECT * FROM runs WHERE id = ?1").bind(id).first();
  return row ? runOf(row) : null;
}

/** The run whose id begins like this (people type the short form); null when none or several do. */
export async function findRunByPrefix(db: D1Database, prefix: string): Promise<Run | null> {
  const start = prefix.toLowerCase().replace(/[^0-9a-z]/g, "");
  if (start.length < 6) return null;
  const { results } = await db.prepare("SELECT * FROM runs WHERE id >= ?1 AND id < ?2 LIMIT 2").bind(start, `${start}~`).all();
  return results.length === 1 ? runOf(results[0]) : null;
}

/** The person's runs, newest first; keyset. @param after the last one shown, null for the first page */
export async function runsOf(db: D1Database, actor: string, after: [createdAt: number, id: string] | null, limit: number): Promise<Run[]> {
  const [createdAt, id] = after ?? [Number.MAX_SAFE_INTEGER, ""];
  const { results } = await db
    .prepare("SELECT * FROM runs WHERE actor = ?1 AND (created_at, id) < (?2, ?3) ORDER BY created_at DESC, id DESC LIMIT ?4")
    .bind(actor, createdAt, id, limit)
    .all();
  return results.map(runOf);
}

export interface StoryLine {
  /** UTC ms. */
  at: number;
  event: "asked" | "began" | "waits" | "question" | "answered" | "woken" | "done" | "refused" | "failed";
  step: string | null;
  code: ErrorCode | null;
}

/** The latest lines, in order. */
export async function storyOf(db: D1Database, runId: string, most = 40): Promise<StoryLine[]> {
  const { results } = await db
    .prepare("SELECT at, event, step, code FROM run_events WHERE run_id = ?1 ORDER BY seq DESC LIMIT ?2")
    .bind(runId, most)
    .all<StoryLine>();
  return results.reverse();
}

/** When a question of the run was answered, UTC ms; null = never. */
export async function answeredAt(db: D1Database, runId: string, question: string): Promise<number | null> {
  const sql = "SELECT at FROM run_events WHERE run_id = ?1 AND event = 'answered' AND step = ?2 ORDER BY seq LIMIT 1";
  return db.prepare(sql).bind(runId, question).first<number>("at");
}

/**
 * Goes into the batch right behind the change it tells of, and is written only when that changed something and the story
 * does not say so already: a step begins once, and waiting goes on until something else happens.
 */
export function storyRow(db: D1Database, runId: string, line: StoryLine): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO run_events (run_id, seq, at, event, step, code)
       SELECT ?1, coalesce(max(seq), 0) + 1, ?2, ?3, ?4, ?5 FROM run_events WHERE run_id = ?1 HAVING changes() > 0 AND NOT EXISTS (
         SELECT 1 FROM run_events WHERE run_id = ?1 AND event = ?3 AND step IS ?4 AND code IS ?5 AND (
           event = 'began' OR (event = 'waits' AND seq = (SELECT max(seq) FROM run_events WHERE run_id = ?1))))`,
    )
    .bind(runId, line.at, line.event, line.step, line.code);
}
