/** Letters about an order or a review, which name who they went to: found by what they are about. */
import { PasserelleError } from "../../errors.ts";

type About = "order" | "review";

/** One that waits is not sent any more. @param ids a JSON list */
export const forgetLetters = (db: D1Database, kind: About, ids: string, now: number): D1PreparedStatement =>
  db
    .prepare(
      `UPDATE mails SET recipient = NULL, content = NULL, wake_at = NULL, state = iif(state = 'queued', 'refused', state),
         code = iif(state = 'queued', 'expired', code), ended_at = coalesce(ended_at, ?3)
       WHERE object_kind = ?2 AND object_id IN (SELECT value FROM json_each(?1)) AND state <> 'sending' AND content IS NOT NULL`,
    )
    .bind(ids, kind, now);

/** Whether one that is being sent arrives is known in a minute: its words are needed until then. @throws PasserelleError `taken` */
export async function refuseWhileSending(db: D1Database, kind: About, ids: string[]): Promise<void> {
  const sending = await db
    .prepare("SELECT 1 FROM mails WHERE object_kind = ?2 AND object_id IN (SELECT value FROM json_each(?1)) AND state = 'sending' LIMIT 1")
    .bind(JSON.stringify(ids), kind)
    .first();
  if (sending) throw new PasserelleError("taken");
}
