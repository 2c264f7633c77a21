/** The log of reviews: what was done to each, by whom; ids and codes only. The database refuses to change or delete a line. */

export type LogEvent =
  | "submitted"
  | "published"
  | "refused"
  /** What its author had changed; it shows as before. */
  | "change-refused"
  | "replied"
  | "asked"
  | "edited"
  | "erased"
  | "imported"
  | "reported"
  | "report-dismissed";

export interface LogEntry {
  review: string;
  /** Person's id, or `author`, `visitor`, `cron`. */
  actor: string;
  event: LogEvent;
  /** Ground of a refusal, reason of a report. */
  code?: string;
  runId?: string;
}

/** Right behind the change it tells of, in its batch; written only when that changed something. */
export const logRow = (db: D1Database, { review, actor, event, code, runId }: LogEntry, now = Date.now()): D1PreparedStatement =>
  db
    .prepare("INSERT INTO review_log (review, at, actor, event, code, run_id) SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE changes() > 0")
    .bind(review, now, actor, event, code ?? null, runId ?? null);

export interface LogLine {
  at: number;
  actor: string;
  event: LogEvent;
  code: string | null;
}

/** Of one review, the first first. */
export async function logOf(db: D1Database, review: string): Promise<LogLine[]> {
  const { results } = await db
    .prepare("SELECT at, actor, event, code FROM review_log WHERE review = ?1 ORDER BY n LIMIT 200")
    .bind(review)
    .all<LogLine>();
  return results;
}
