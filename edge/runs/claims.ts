/**
 * Two people, one thing: before a create, a run claims the natural key of what it creates. Whoever comes second waits
 * for the first and shows its result; when the first ended without creating anything, the claim passes on.
 */
import { PasserelleError } from "../errors.ts";
import type { Result, RunState } from "./run.ts";

export type ClaimKind = "siren" | "vat" | "email" | "name";

export interface Twin {
  runId: string;
  result: Result;
}

/**
 * Null = ours, go on. Else the run that made it, and its result.
 *
 * @throws PasserelleError `taken` while the other run is not at its end
 */
export async function claimOrTwin(db: D1Database, runId: string, kind: ClaimKind, key: string): Promise<Twin | null> {
  const [, , holder] = await db.batch([
    // A claim whose run ended with nothing is free again.
    db
      .prepare(
        `UPDATE claims SET run_id = ?1, claimed_at = ?4 WHERE kind = ?2 AND key = ?3 AND run_id <> ?1
           AND run_id IN (SELECT id FROM runs WHERE id = claims.run_id AND (state = 'refused' OR state = 'failed') AND outcome IS NULL)`,
      )
      .bind(runId, kind, key, Date.now()),
    db
      .prepare("INSERT INTO claims (kind, key, run_id, claimed_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING")
      .bind(kind, key, runId, Date.now()),
    db
      .prepare(
        "SELECT c.run_id AS holder, r.state AS state, r.outcome AS outcome FROM claims c LEFT JOIN runs r ON r.id = c.run_id WHERE c.kind = ?1 AND c.key = ?2",
      )
      .bind(kind, key),
  ]);
  const row = holder?.results[0] as { holder: string; state: RunState | null; outcome: string | null } | undefined;
  if (!row || row.holder === runId) return null;
  if (row.outcome) return { runId: row.holder, result: JSON.parse(row.outcome) as Result };
  throw new PasserelleError("taken", { retryAfterSeconds: 1, message: "another run creates the same thing" });
}

/** What the other run made is gone since (deleted): the claim is ours. False when a third one was quicker. */
export async function takeOver(db: D1Database, runId: string, kind: ClaimKind, key: string, from: string): Promise<boolean> {
  const done = await db
    .prepare("UPDATE claims SET run_id = ?1, claimed_at = ?5 WHERE kind = ?2 AND key = ?3 AND run_id = ?4")
    .bind(runId, kind, key, from, Date.now())
    .run();
  return done.meta.changes === 1;
}
