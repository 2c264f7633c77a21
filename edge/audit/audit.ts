/**
 * The trail: who did what to which object, ids and codes only, never names or free text.
 * A row is written in the same batch as the change it tells of.
 */
import type { ErrorCode } from "../errors.ts";

export interface AuditEntry {
  actor: string;
  action: string;
  objectKind: string;
  objectId?: string | null;
  outcome: "done" | "refused";
  code?: ErrorCode;
  runId?: string;
}

/** Goes into the batch right behind the change it tells of (or its story row), and is written only when that changed something. */
export function auditRow(db: D1Database, entry: AuditEntry, now = Date.now()): D1PreparedStatement {
  return insert(db, entry, now, "WHERE changes() > 0");
}

/** A refusal changes nothing, so its row stands alone. */
export async function auditRefusal(db: D1Database, entry: Omit<AuditEntry, "outcome">): Promise<void> {
  await insert(db, { ...entry, outcome: "refused" }, Date.now(), "").run();
}

function insert(db: D1Database, entry: AuditEntry, now: number, when: string): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO audit (at, actor, action, object_kind, object_id, outcome, code, run_id) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 ${when}`,
    )
    .bind(now, entry.actor, entry.action, entry.objectKind, entry.objectId ?? null, entry.outcome, entry.code ?? null, entry.runId ?? null);
}
