/** SQL of VAT checks: each is kept, as proof; the latest is what a card tells. */
import type { VatCheck } from "./vat-register.ts";

export const keepVatCheck = (db: D1Database, number: string, check: VatCheck, runId: string | null): D1PreparedStatement =>
  db
    .prepare(
      `INSERT INTO vat_checks (number, checked_at, state, name, address, request_identifier, run_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT DO NOTHING`,
    )
    .bind(number, check.checkedAt, check.state, check.name, check.address, check.requestIdentifier, runId);

/** Null = it was never checked, or only in vain. */
export async function latestVatCheck(db: D1Database, number: string): Promise<VatCheck | null> {
  return db
    .prepare(
      `SELECT state, name, address, request_identifier AS requestIdentifier, checked_at AS checkedAt
         FROM vat_checks WHERE number = ?1 ORDER BY checked_at DESC LIMIT 1`,
    )
    .bind(number)
    .first<VatCheck>();
}
