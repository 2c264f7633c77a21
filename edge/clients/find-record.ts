/** A client by what others know it by, its record in the CRM or our reference there, whether or not it was merged since. */
import type { Client } from "./client.ts";
import { clientOf, forwardOf } from "./client-store.ts";

export async function readClientByRecord(db: D1Database, connector: string, externalId: string): Promise<Client | null> {
  const own = "(SELECT id FROM clients WHERE connector = ?1 AND external_id = ?2)";
  const row = await db
    .prepare(`SELECT * FROM clients WHERE id = coalesce(${own}, ${forwardOf("connector = ?1 AND external_id = ?2")})`)
    .bind(connector, externalId)
    .first();
  return row ? clientOf(row) : null;
}

export async function readClientByReference(db: D1Database, reference: string): Promise<Client | null> {
  const own = "(SELECT id FROM clients WHERE reference = ?1)";
  const row = await db
    .prepare(`SELECT * FROM clients WHERE id = coalesce(${own}, ${forwardOf("reference = ?1")})`)
    .bind(reference)
    .first();
  return row ? clientOf(row) : null;
}
