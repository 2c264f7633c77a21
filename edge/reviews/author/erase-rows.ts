/** What erases one review, in one batch; the photos' files follow by the cron. @param runId of the request, if it is somebody's */
import { auditRow } from "../../audit/audit.ts";
import { logRow } from "../log.ts";

export function eraseRows(db: D1Database, id: string, actor: string, runId?: string): D1PreparedStatement[] {
  const ofRun = runId ? { runId } : {};
  const now = Date.now();
  return [
    db
      .prepare(
        `UPDATE reviews SET state = 'erased', text = '', author = '', photos = '[]', reply = NULL, replied_at = NULL, revision = NULL, waiting_since = NULL,
           signals = '[]', content_hash = '', version = version + 1 WHERE id = ?1 AND state <> 'erased'`,
      )
      .bind(id),
    logRow(db, { review: id, actor, event: "erased", ...ofRun }, now),
    auditRow(db, { actor, action: "review.erased", objectKind: "review", objectId: id, outcome: "done", ...ofRun }, now),
    db.prepare("DELETE FROM review_authors WHERE review = ?1").bind(id),
    db.prepare("UPDATE review_photos SET review = NULL WHERE review = ?1").bind(id),
    db.prepare("UPDATE review_reports SET text = NULL, email = NULL WHERE review = ?1").bind(id),
  ];
}
