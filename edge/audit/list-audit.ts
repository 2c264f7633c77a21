/** The latest rows of the trail, for an admin: ids and codes as they are kept, with the names of whom they are about. */
import type { ErrorCode } from "../errors.ts";
import type { Head } from "./audit-chain.ts";

export interface AuditLine {
  id: number;
  /** UTC ms. */
  at: number;
  /** A person's id, or who acts by itself: `cron`, `slack`. */
  actor: string;
  /** Null when it is no person, or one that is no longer kept. */
  actorName: string | null;
  action: string;
  objectKind: string;
  objectId: string | null;
  /** Of a client or a person that is still there. */
  objectName: string | null;
  outcome: "done" | "refused";
  code: ErrorCode | null;
  runId: string | null;
}

export interface AuditList {
  lines: AuditLine[];
  /** Rows sealed so far, and the seal that they hang on. */
  head: Head | null;
}

/**
 * Newest first; keyset by id. @param before the last one shown, null for the first page
 * @param actor one person's, with the clients they looked at, which are left out elsewhere
 */
export async function listAudit(db: D1Database, before: number | null, limit: number, actor?: string): Promise<AuditList> {
  const rows = actor
    ? "a.actor = ?3 AND a.id < ?1 ORDER BY a.at DESC, a.id DESC"
    : "NOT (a.outcome = 'done' AND a.action IN ('client.search', 'client.read')) AND a.id < ?1 ORDER BY a.id DESC";
  const [lines, head] = await db.batch([
    db
      .prepare(
        `SELECT a.id, a.at, a.actor, nullif(p.name, '') AS actorName, a.action, a.object_kind AS objectKind, a.object_id AS objectId, a.outcome,
           a.code, a.run_id AS runId, coalesce(c.name, nullif(o.name, '')) AS objectName
         FROM audit a LEFT JOIN people p ON p.id = a.actor LEFT JOIN clients c ON a.object_kind = 'client' AND c.id = a.object_id
           LEFT JOIN people o ON a.object_kind = 'person' AND o.id = a.object_id WHERE ${rows} LIMIT ?2`,
      )
      .bind(before ?? Number.MAX_SAFE_INTEGER, limit, ...(actor ? [actor] : [])),
    db.prepare("SELECT position, hash FROM audit_seals ORDER BY position DESC LIMIT 1"),
  ]);
  return { lines: (lines?.results ?? []) as unknown as AuditLine[], head: (head?.results[0] as unknown as Head) ?? null };
}
