/** SQL of the firm: one row. */
import type { Seller } from "../seller.ts";
import type { Firm, Rules } from "./firm.ts";

interface Row {
  seller: string;
  rules: string;
  version: number;
}

/** Null as long as nobody has set it up. */
export async function readFirm(db: Pick<D1Database, "prepare">): Promise<Firm | null> {
  return firmOf(await firmRow(db).first());
}

/** For a batch of reads. */
export const firmRow = (db: Pick<D1Database, "prepare">): D1PreparedStatement =>
  db.prepare("SELECT seller, rules, version FROM firm WHERE id = 1");

export function firmOf(row: unknown): Firm | null {
  if (!row) return null;
  const { seller, rules, version } = row as Row;
  return { seller: JSON.parse(seller) as Seller, rules: JSON.parse(rules) as Rules, version };
}

/** Only over the version that was shown. */
export const writeFirm = (db: D1Database, { seller, rules, version }: Firm, by: string, now = Date.now()): D1PreparedStatement =>
  version === 0
    ? db
        .prepare(
          "INSERT INTO firm (id, seller, rules, version, updated_by, updated_at) VALUES (1, ?1, ?2, 1, ?3, ?4) ON CONFLICT DO NOTHING",
        )
        .bind(JSON.stringify(seller), JSON.stringify(rules), by, now)
    : db
        .prepare(
          "UPDATE firm SET seller = ?1, rules = ?2, version = version + 1, updated_by = ?3, updated_at = ?4 WHERE id = 1 AND version = ?5",
        )
        .bind(JSON.stringify(seller), JSON.stringify(rules), by, now, version);
