/** SQL of mails that came in and of who was asked about. */
import type { MailState, Reason, Sender } from "./mail.ts";

export interface KeptMail {
  id: string;
  /** UTC ms. */
  receivedAt: number;
  state: MailState;
  reason: Reason | null;
  /** Null once forgotten. */
  sender: string | null;
  runId: string | null;
}

type NewMail = { id: string; sender: string | null } & ({ reason: Reason } | { reading: Sender });

/** Of today, UTC. */
const dayOf = (now: number) => new Date(now).toISOString().slice(0, 10);

/** Right behind the change that it counts. */
const countRow = (db: D1Database, reason: Reason | "asked", now: number): D1PreparedStatement =>
  db
    .prepare(
      `INSERT INTO mail_counts (day, reason, mails) SELECT ?1, ?2, 1 WHERE changes() > 0
       ON CONFLICT (day, reason) DO UPDATE SET mails = mails + 1`,
    )
    .bind(dayOf(now), reason);

/** False when this very mail was there already. */
export async function keepMail(db: D1Database, mail: NewMail): Promise<boolean> {
  const now = Date.now();
  const reason = "reason" in mail ? mail.reason : null;
  const reading = "reading" in mail ? mail.reading : null;
  const insert = db
    .prepare(
      "INSERT INTO mails_in (id, received_at, state, reason, sender, reading) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
    )
    .bind(mail.id, now, reason ? "ignored" : "new", reason, reading?.address ?? mail.sender, reading && JSON.stringify(reading));
  const [kept] = await db.batch([insert, ...(reason ? [countRow(db, reason, now)] : [])]);
  return kept?.meta.changes === 1;
}

export interface WaitingMail {
  id: string;
  receivedAt: number;
  reading: Sender;
}

/** Null when it is done with. */
export async function readWaiting(db: D1Database, id: string): Promise<WaitingMail | null> {
  const row = await db
    .prepare("SELECT received_at AS receivedAt, reading FROM mails_in WHERE id = ?1 AND state = 'new'")
    .bind(id)
    .first<{ receivedAt: number; reading: string }>();
  return row && { id, receivedAt: row.receivedAt, reading: JSON.parse(row.reading) as Sender };
}

/** Those that nobody carried on: received before `before`, the oldest first. */
export async function waitingMails(db: D1Database, before: number, limit: number): Promise<string[]> {
  const { results } = await db
    .prepare("SELECT id FROM mails_in WHERE state = 'new' AND received_at < ?1 ORDER BY received_at LIMIT ?2")
    .bind(before, limit)
    .all<{ id: string }>();
  return results.map(({ id }) => id);
}

/** What became of it; the second time nothing changes. */
export async function settleMail(db: D1Database, id: string, end: { runId: string } | { reason: Reason; runId?: string }): Promise<void> {
  const reason = "reason" in end ? end.reason : null;
  const now = Date.now();
  await db.batch([
    db
      .prepare("UPDATE mails_in SET state = ?2, reason = ?3, run_id = ?4, reading = NULL WHERE id = ?1 AND state = 'new'")
      .bind(id, reason ? "ignored" : "asked", reason, end.runId ?? null),
    countRow(db, reason ?? "asked", now),
  ]);
}

/** How many people were asked about since then, counted up to `most`. */
export async function askedSince(db: D1Database, since: number, most: number): Promise<number> {
  const sql = "SELECT count(*) AS n FROM (SELECT 1 FROM mails_in WHERE state = 'asked' AND received_at > ?1 LIMIT ?2)";
  return (await db.prepare(sql).bind(since, most).first<number>("n")) ?? 0;
}

/** Do we know them? Null = no. */
export async function knownSender(db: D1Database, { key, address }: Sender, domain: string | null): Promise<Reason | null> {
  const [email, company, ignored, client] = await db.batch([
    db.prepare("SELECT 1 FROM clients WHERE email = ?1 LIMIT 1").bind(address),
    db.prepare("SELECT 1 FROM clients WHERE email_domain = ?1 LIMIT 1").bind(domain),
    db.prepare("SELECT 1 FROM mail_senders WHERE key = ?1 AND ignored_at IS NOT NULL").bind(key),
    db
      .prepare(
        "SELECT 1 FROM mail_senders s JOIN runs r ON r.id = s.run_id JOIN clients c ON c.id = r.outcome ->> 'clientId' WHERE s.key = ?1",
      )
      .bind(key),
  ]);
  const found = (answer: D1Result | undefined) => (answer?.results.length ?? 0) > 0;
  if (found(ignored)) return "sender_ignored";
  if (found(email) || found(client)) return "known_client";
  return found(company) ? "known_company" : null;
}

/** Whose question it is about this sender: ours, unless another one stands or was decided. */
export async function claimSender(db: D1Database, key: string, runId: string): Promise<string> {
  const [, holder] = await db.batch<{ run_id: string }>([
    db
      .prepare(
        `INSERT INTO mail_senders (key, run_id) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET run_id = ?2
         WHERE ignored_at IS NULL AND EXISTS (SELECT 1 FROM runs WHERE id = mail_senders.run_id AND ended_at IS NOT NULL)`,
      )
      .bind(key, runId),
    db.prepare("SELECT run_id FROM mail_senders WHERE key = ?1").bind(key),
  ]);
  return holder?.results[0]?.run_id ?? runId;
}

/** Nobody is to be asked about the sender this time, unless the run stands already: false. */
export async function dropClaim(db: D1Database, key: string, runId: string): Promise<boolean> {
  const { meta } = await db
    .prepare(
      "DELETE FROM mail_senders WHERE key = ?1 AND run_id = ?2 AND ignored_at IS NULL AND NOT EXISTS (SELECT 1 FROM runs WHERE id = ?2)",
    )
    .bind(key, runId)
    .run();
  return meta.changes > 0;
}
