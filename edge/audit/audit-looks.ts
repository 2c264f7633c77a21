/** Who saw which clients. A row for each person, client and day (UTC), so that a conscientious colleague does not fill the trail. */

const DAY_MS = 86_400_000;

/** `client.search` = among what a search showed; `client.read` = its card was opened. */
export type Look = "client.search" | "client.read";

/** One statement, for house.later: nobody waits for it. A client whose card was opened that day is not found anew. */
export async function auditLooks(db: D1Database, actor: string, action: Look, clientIds: string[], now = Date.now()): Promise<void> {
  if (clientIds.length === 0) return;
  await db
    .prepare(
      `INSERT INTO audit (at, actor, action, object_kind, object_id, outcome)
       SELECT ?1, ?2, ?3, 'client', value, 'done' FROM json_each(?4) WHERE NOT EXISTS (
         SELECT 1 FROM audit WHERE actor = ?2 AND object_kind = 'client' AND object_id = value AND at >= ?5
           AND outcome = 'done' AND action IN (?3, iif(?3 = 'client.search', 'client.read', ?3)))`,
    )
    .bind(now, actor, action, JSON.stringify(clientIds), now - (now % DAY_MS))
    .run();
}

/** Somebody who acts by itself and often: once a day tells that it does. */
export async function auditDaily(db: D1Database, actor: string, action: string, objectKind: string, now = Date.now()): Promise<void> {
  await db
    .prepare(
      `INSERT INTO audit (at, actor, action, object_kind, outcome) SELECT ?1, ?2, ?3, ?4, 'done'
       WHERE NOT EXISTS (SELECT 1 FROM audit WHERE actor = ?2 AND at >= ?5 AND action = ?3)`,
    )
    .bind(now, actor, action, objectKind, now - (now % DAY_MS))
    .run();
}
