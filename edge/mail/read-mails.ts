/** How mail goes, for an admin: what waits, what went wrong lately. Kinds and codes; never whom it was for. */
import type { ErrorCode } from "../errors.ts";
import type { MailState } from "./mail.ts";

export interface MailTrouble {
  id: string;
  kind: string;
  state: Extract<MailState, "unknown" | "refused" | "failed">;
  code: ErrorCode | null;
  endedAt: number;
}

export interface MailOverview {
  /** Counted up to MOST_COUNTED. */
  waiting: number;
  /** Of the last 30 days, counted likewise. */
  troubled: number;
  /** The latest of them. */
  lastTroubles: MailTrouble[];
}

export const MOST_COUNTED = 1_000;
const SHOWN = 5;
const LOOK_BACK_MS = 30 * 86_400_000;

export async function readMails(db: D1Database): Promise<MailOverview> {
  const since = Date.now() - LOOK_BACK_MS;
  const troubled = "state IN ('unknown', 'refused', 'failed') AND ended_at > ?1";
  const [waiting, count, last] = await db.batch([
    db.prepare("SELECT count(*) AS n FROM (SELECT 1 FROM mails WHERE wake_at IS NOT NULL LIMIT ?1)").bind(MOST_COUNTED),
    db.prepare(`SELECT count(*) AS n FROM (SELECT 1 FROM mails WHERE ${troubled} LIMIT ?2)`).bind(since, MOST_COUNTED),
    db
      .prepare(`SELECT id, kind, state, code, ended_at AS endedAt FROM mails WHERE ${troubled} ORDER BY ended_at DESC LIMIT ?2`)
      .bind(since, SHOWN),
  ]);
  const countOf = (answer: D1Result | undefined) => (answer?.results[0] as { n: number } | undefined)?.n ?? 0;
  return { waiting: countOf(waiting), troubled: countOf(count), lastTroubles: (last?.results ?? []) as unknown as MailTrouble[] };
}
