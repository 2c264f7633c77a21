/**
 * A mail is written down in the same batch as the change that it tells of, so that neither is without the other; the same
 * intent twice is one mail. `sendMail` sends it at once, or the cron within a minute.
 */
import { intentId } from "../runs/intent.ts";
import { addressOf, contentOf, type NewMail } from "./mail.ts";

export interface QueuedMail {
  id: string;
  /** For the batch. */
  row: D1PreparedStatement;
}

/**
 * @param ifChanged right behind the change in its batch: written only when that changed something
 * @throws PasserelleError `invalid_input` (field to) when the address is none
 */
export async function mailRow(db: D1Database, mail: NewMail, { ifChanged = false } = {}): Promise<QueuedMail> {
  const id = await intentId("mail", mail.kind, ...mail.intent);
  const row = db
    .prepare(
      `INSERT INTO mails (id, kind, actor, object_kind, object_id, recipient, content, wake_at, created_at)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8 WHERE ${ifChanged ? "changes() > 0" : "true"} ON CONFLICT DO NOTHING`,
    )
    .bind(
      id,
      mail.kind,
      mail.actor,
      mail.object?.kind ?? null,
      mail.object?.id ?? null,
      JSON.stringify(addressOf(mail.to)),
      JSON.stringify(contentOf(mail)),
      Date.now(),
    );
  return { id, row };
}
