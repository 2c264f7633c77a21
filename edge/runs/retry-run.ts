/** An admin gives a request that was given up another chance: a new generation, behind the same guards as any other. */
import { auditRow } from "../audit/audit.ts";
import type { House } from "../house.ts";
import type { Person } from "../people/person.ts";
import { OLDEST_MS } from "./executor.ts";
import type { Run } from "./run.ts";
import { runOf, storyRow } from "./run-store.ts";
import { carryOn, START_GRACE_MS } from "./start-run.ts";

/**
 * Kinds that may be carried out days later: a creation looks for its own earlier writes, claims and twins anew. A change
 * may have been overtaken by a later one meanwhile, and would undo it.
 */
const SAFE_LATER = [
  ...["create-client", "meet-sender", "merge-clients", "erase-person", "forget-buyers"],
  // Versions and states guard these: what has changed meanwhile refuses them.
  ...["draft-invoice", "draft-quote", "issue-invoice", "credit-invoice", "send-quote", "invoice-quote"],
];

export const mayRetry = ({ kind, state }: Pick<Run, "kind" | "state">): boolean => state === "failed" && SAFE_LATER.includes(kind);

/** Null = nothing to do again: not given up, not safe, what was typed is forgotten, or somebody else was quicker. */
export async function retryRun({ db, env, later }: House, run: Run, actor: Person): Promise<Run | null> {
  if (!mayRetry(run)) return null;
  const now = Date.now();
  const [again] = await db.batch([
    db
      .prepare(
        `UPDATE runs SET state = 'queued', generation = generation + 1, step = NULL, code = NULL, field = NULL, attempt = 0, stuck_step = NULL,
           stuck_since = NULL, ended_at = NULL, wake_at = ?3, version = version + 1, updated_at = ?4
         WHERE id = ?1 AND generation = ?2 AND state = 'failed' AND input IS NOT NULL AND created_at > ?5 RETURNING *`,
      )
      .bind(run.id, run.generation, now + START_GRACE_MS, now, now - OLDEST_MS),
    storyRow(db, run.id, { at: now, event: "woken", step: null, code: null }),
    auditRow(db, { actor: actor.id, action: "run.retry", objectKind: "run", objectId: run.id, outcome: "done", runId: run.id }, now),
  ]);
  const row = again?.results[0];
  if (!row) return null;
  const next = runOf(row);
  later(carryOn(env.RUNS, next.id, next.generation));
  return next;
}
