/** SQL of mails. Whoever sends one holds its lease: `wake_at` as they wrote it. */
import { auditRow } from "../audit/audit.ts";
import type { ErrorCode } from "../errors.ts";
import type { Mail, MailState } from "./mail.ts";

/** Longer than a sending can take: attachments from R2, then the provider's time-out. */
export const LEASE_MS = 60_000;

const COLUMNS =
  "id, kind, actor, recipient, content, state, code, mailer, attempt, maybe_since AS maybeSince, wake_at AS wakeAt, created_at AS createdAt";

function mailOf(row: Record<string, unknown> | null): Mail | null {
  const parsed = (text: unknown) => (typeof text === "string" ? JSON.parse(text) : null);
  return row && ({ ...row, recipient: parsed(row.recipient), content: parsed(row.content) } as Mail);
}

export async function readMail(db: D1Database, id: string): Promise<Mail | null> {
  return mailOf(await db.prepare(`SELECT ${COLUMNS} FROM mails WHERE id = ?1`).bind(id).first());
}

/** Ids, the longest due first. */
export async function dueMails(db: D1Database, now: number, limit: number): Promise<string[]> {
  const { results } = await db
    .prepare("SELECT id FROM mails WHERE wake_at <= ?1 ORDER BY wake_at LIMIT ?2")
    .bind(now, limit)
    .all<{ id: string }>();
  return results.map(({ id }) => id);
}

/** Null = somebody else was quicker. Who takes it from a dead hand takes over the doubt whether that one had sent it. */
export async function takeMail(db: D1Database, { id, wakeAt }: Mail, mailer: string, now: number): Promise<Mail | null> {
  const row = await db
    .prepare(
      `UPDATE mails SET maybe_since = iif(state = 'sending', coalesce(maybe_since, begun_at), maybe_since), state = 'sending',
         attempt = attempt + 1, begun_at = ?3, wake_at = max(?3 + ?4, wake_at + 1), mailer = ?5
       WHERE id = ?1 AND wake_at = ?2 RETURNING ${COLUMNS}`,
    )
    .bind(id, wakeAt, now, LEASE_MS, mailer)
    .first();
  return mailOf(row);
}

/** Not now. `maybe` = it may be there already. */
export async function putOff(db: D1Database, mail: Mail, code: ErrorCode, wakeAt: number, maybe: boolean): Promise<void> {
  await db
    .prepare(
      `UPDATE mails SET state = 'queued', code = ?3, wake_at = ?4, maybe_since = iif(?5, coalesce(maybe_since, begun_at), maybe_since)
       WHERE id = ?1 AND wake_at = ?2`,
    )
    .bind(mail.id, mail.wakeAt, code, wakeAt, maybe ? 1 : 0)
    .run();
}

/** That it was taken is written down even when the lease is over: it is so. */
export const endSent = (db: D1Database, mail: Mail, messageId: string | null) => end(db, mail, "sent", null, messageId);

export const endUnsent = (db: D1Database, mail: Mail, state: "unknown" | "refused" | "failed", code: ErrorCode) =>
  end(db, mail, state, code, null);

async function end(db: D1Database, mail: Mail, state: MailState, code: ErrorCode | null, messageId: string | null): Promise<void> {
  const { id, actor, wakeAt } = mail;
  const now = Date.now();
  const outcome = code ? ({ outcome: "refused", code } as const) : ({ outcome: "done" } as const);
  await db.batch([
    db
      .prepare(
        `UPDATE mails SET state = ?2, code = ?3, message_id = ?4, wake_at = NULL, ended_at = ?5
         WHERE id = ?1 AND iif(?2 = 'sent', state <> 'sent', wake_at = ?6)`,
      )
      .bind(id, state, code, messageId, now, wakeAt),
    auditRow(db, { actor, action: "mail.send", objectKind: "mail", objectId: id, ...outcome }, now),
  ]);
}
