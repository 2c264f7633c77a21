/** SQL of mails. Whoever sends one holds its lease: `wake_at` as they wrote it. */
import { type AuditEntry, auditRow } from "../audit/audit.ts";
import type { ErrorCode } from "../errors.ts";
import type { Mail, MailState } from "./mail.ts";

/** Longer than a sending can take: attachments from R2, then the provider's time-out. */
export const LEASE_MS = 60_000;

const parsed = (text: unknown) => (typeof text === "string" ? JSON.parse(text) : null);

const mailOf = (row: Record<string, unknown>): Mail => ({
  id: row.id as string,
  kind: row.kind as string,
  actor: row.actor as string,
  recipient: parsed(row.recipient),
  content: parsed(row.content),
  state: row.state as MailState,
  code: row.code as string | null,
  mailer: row.mailer as string | null,
  attempt: row.attempt as number,
  begunAt: row.begun_at as number | null,
  maybeSince: row.maybe_since as number | null,
  wakeAt: row.wake_at as number | null,
  createdAt: row.created_at as number,
  endedAt: row.ended_at as number | null,
});

export async function readMail(db: D1Database, id: string): Promise<Mail | null> {
  const row = await db.prepare("SELECT * FROM mails WHERE id = ?1").bind(id).first();
  return row && mailOf(row);
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
       WHERE id = ?1 AND wake_at = ?2 RETURNING *`,
    )
    .bind(id, wakeAt, now, LEASE_MS, mailer)
    .first();
  return row && mailOf(row);
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
export const endSent = (db: D1Database, mail: Mail, messageId: string | null) =>
  end(db, mail, { state: "sent", code: null, messageId }, "state <> 'sent'");

export const endUnsent = (db: D1Database, mail: Mail, state: "unknown" | "refused" | "failed", code: ErrorCode) =>
  end(db, mail, { state, code, messageId: null }, "wake_at = ?6", [mail.wakeAt]);

interface End {
  state: MailState;
  code: ErrorCode | null;
  messageId: string | null;
}

async function end(db: D1Database, mail: Mail, { state, code, messageId }: End, when: string, lease: unknown[] = []) {
  const now = Date.now();
  const audit: AuditEntry = {
    actor: mail.actor,
    action: "mail.send",
    objectKind: "mail",
    objectId: mail.id,
    outcome: state === "sent" ? "done" : "refused",
    ...(code && { code }),
  };
  await db.batch([
    db
      .prepare(`UPDATE mails SET state = ?2, code = ?3, message_id = ?4, wake_at = NULL, ended_at = ?5 WHERE id = ?1 AND ${when}`)
      .bind(mail.id, state, code, messageId, now, ...lease),
    auditRow(db, audit, now),
  ]);
}

/** Who it went to and what it said, once nobody needs it any more. */
export async function forgetMails(db: D1Database, before: number): Promise<void> {
  await db.prepare("UPDATE mails SET recipient = NULL, content = NULL WHERE content IS NOT NULL AND ended_at < ?1").bind(before).run();
}
