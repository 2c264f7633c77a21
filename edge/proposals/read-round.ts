/** How far the clients are kept true: for an admin. Counted by what is late, which is little, not by what there is. */

/** Instants are UTC ms. */
export interface Round {
  /** With an official number. */
  clients: number;
  /** Not read within the last 30 days; counted up to MOST_COUNTED. */
  late: number;
  /** The oldest reading; 0 = one was never read, null = there is no client. */
  oldest: number | null;
}

const MOST_COUNTED = 1_000;
const PROMISED_MS = 30 * 86_400_000;

export async function readRound(db: D1Database): Promise<Round> {
  const [count, late, oldest] = await db.batch<{ n: number | null }>([
    db.prepare("SELECT CAST(value AS INTEGER) AS n FROM settings WHERE key = 'clients_kept'"),
    db
      .prepare("SELECT count(*) AS n FROM (SELECT 1 FROM clients WHERE kept_by IS NOT NULL AND checked_at < ?1 LIMIT ?2)")
      .bind(Date.now() - PROMISED_MS, MOST_COUNTED),
    db.prepare("SELECT min(checked_at) AS n FROM clients WHERE kept_by IS NOT NULL"),
  ]);
  const of = (answer: D1Result<{ n: number | null }> | undefined) => answer?.results[0]?.n ?? null;
  return { clients: of(count) ?? 0, late: of(late) ?? 0, oldest: of(oldest) };
}
