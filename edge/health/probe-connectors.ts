/**
 * A job of the cron: every connector in use is asked something harmless, and how it answered is kept, one row each. One
 * that answers again after a failure is told to the admins, once.
 */
import { asPasserelleError, type ErrorCode } from "../errors.ts";
import type { AdminDesk } from "../people/admin-desk.ts";
import { listAdmins } from "../people/people-store.ts";
import type { Ports } from "../ports.ts";
import { type ConnectorInUse, connectorsInUse } from "./connectors-in-use.ts";

/** All at once: together they take no longer than the slowest, whose own time-out ends it. */
export async function probeConnectors(db: D1Database, ports: Ports, desk: AdminDesk): Promise<void> {
  const inUse = connectorsInUse(ports);
  await Promise.all(inUse.map((connector) => probe(db, connector)));
  for (const connector of inUse) await tellRecovery(db, desk, connector);
}

async function probe(db: D1Database, connector: ConnectorInUse): Promise<void> {
  const began = Date.now();
  try {
    await connector.probe();
  } catch (error) {
    const { code, message } = asPasserelleError(error);
    console.warn("connector does not answer", connector.id, code, message);
    return failed(db, connector.id, code, began);
  }
  await answered(db, connector.id, began);
}

async function answered(db: D1Database, id: string, began: number): Promise<void> {
  const now = Date.now();
  await db
    .prepare(
      `INSERT INTO connector_health (connector, ok_at, ms) VALUES (?1, ?2, ?3) ON CONFLICT (connector) DO UPDATE SET ok_at = ?2, ms = ?3,
         recovered_from = coalesce(failing_since, recovered_from), recovered_at = iif(failing_since IS NULL, recovered_at, ?2),
         told = iif(failing_since IS NULL, told, '[]'), failing_since = NULL`,
    )
    .bind(id, now, now - began)
    .run();
}

/** A recovery that nobody was told of yet is over: it never happened. */
async function failed(db: D1Database, id: string, code: ErrorCode, began: number): Promise<void> {
  const now = Date.now();
  await db
    .prepare(
      `INSERT INTO connector_health (connector, failed_at, code, ms, failing_since) VALUES (?1, ?2, ?3, ?4, ?2)
       ON CONFLICT (connector) DO UPDATE SET failed_at = ?2, code = ?3, ms = ?4,
         failing_since = coalesce(failing_since, iif(told = '[]', recovered_from, NULL), ?2), recovered_from = NULL`,
    )
    .bind(id, now, code, now - began)
    .run();
}

interface Recovery {
  recovered_from: number;
  recovered_at: number;
  told: string;
}

async function tellRecovery(db: D1Database, desk: AdminDesk, { port, id }: ConnectorInUse): Promise<void> {
  const row = await db
    .prepare("SELECT recovered_from, recovered_at, told FROM connector_health WHERE connector = ?1 AND recovered_from IS NOT NULL")
    .bind(id)
    .first<Recovery>();
  if (!row) return;
  const know = new Set(JSON.parse(row.told) as string[]);
  let owed = 0;
  for (const person of (await listAdmins(db)).filter((admin) => !know.has(admin.id))) {
    try {
      await desk.notify(person, { about: "recovery", port, since: row.recovered_from, at: row.recovered_at });
      await db.prepare("UPDATE connector_health SET told = json_insert(told, '$[#]', ?2) WHERE connector = ?1").bind(id, person.id).run();
    } catch (error) {
      const { code } = asPasserelleError(error);
      console.warn("recovery not told yet", person.id, code);
      // Somebody who has left is told nothing any more.
      if (code !== "unknown_person") owed++;
    }
  }
  if (owed > 0) return;
  await db
    .prepare("UPDATE connector_health SET recovered_from = NULL, told = '[]' WHERE connector = ?1 AND recovered_at = ?2")
    .bind(id, row.recovered_at)
    .run();
}
