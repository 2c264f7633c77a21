/** The clients that a person created or changed last. What fills the table stands in migration 0013. */
import type { Client } from "./client.ts";
import { clientOf } from "./client-store.ts";

export interface MyClient {
  client: Client;
  /** When they created or changed it, UTC ms. */
  at: number;
}

/** Newest first; keyset. @param after the last one shown, null for the first page */
export async function myClients(
  db: D1Database,
  person: string,
  after: [at: number, id: string] | null,
  limit: number,
): Promise<MyClient[]> {
  const [at, id] = after ?? [Number.MAX_SAFE_INTEGER, ""];
  const { results } = await db
    .prepare(
      `SELECT t.at AS touched_at, c.* FROM (SELECT client, at FROM touched_clients WHERE person = ?1 AND (at, client) < (?2, ?3)
         ORDER BY at DESC, client DESC LIMIT ?4) t CROSS JOIN clients c ON c.id = t.client ORDER BY t.at DESC, t.client DESC`,
    )
    .bind(person, at, id, limit)
    .all<{ touched_at: number }>();
  return results.map((row) => ({ client: clientOf(row), at: row.touched_at }));
}
