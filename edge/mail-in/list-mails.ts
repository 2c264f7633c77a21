/** The latest mails and how many there were, for admins. */

import type { Reason } from "./mail.ts";
import type { KeptMail } from "./mail-store.ts";

/** The last one of a page. */
export interface MailPlace {
  receivedAt: number;
  id: string;
}

export interface ListedMail extends KeptMail {
  /** Its sender was ignored in this run and may be asked about again; null = not so. */
  ignoredIn: string | null;
}

const COUNTED_DAYS = 30;

export async function listMails(db: D1Database, before: MailPlace | null, limit: number): Promise<ListedMail[]> {
  const { results } = await db
    .prepare(
      `SELECT m.id, m.received_at AS receivedAt, m.state, m.reason, m.sender, m.run_id AS runId,
         (SELECT run_id FROM mail_senders s WHERE s.run_id = m.run_id AND s.ignored_at IS NOT NULL) AS ignoredIn
       FROM mails_in m WHERE (m.received_at, m.id) < (?1, ?2) ORDER BY m.received_at DESC, m.id DESC LIMIT ?3`,
    )
    .bind(before?.receivedAt ?? Number.MAX_SAFE_INTEGER, before?.id ?? "", limit)
    .all<ListedMail>();
  return results;
}

/** Of the last 30 days, the most frequent first. */
export async function countMails(db: D1Database, now = Date.now()): Promise<{ reason: Reason | "asked"; mails: number }[]> {
  const since = new Date(now - COUNTED_DAYS * 86_400_000).toISOString().slice(0, 10);
  const { results } = await db
    .prepare("SELECT reason, sum(mails) AS mails FROM mail_counts WHERE day >= ?1 GROUP BY reason ORDER BY mails DESC, reason")
    .bind(since)
    .all<{ reason: Reason | "asked"; mails: number }>();
  return results;
}
