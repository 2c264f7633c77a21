/**
 * A job of the cron: seals the rows of the trail that have come since, in the order of their ids.
 *
 * That order is the order of the commits: D1 has one writer, which gives each row the highest id so far plus one inside
 * the transaction that writes it. No row can appear later with a lower id, unless somebody put it there, which
 * verify-audit.ts finds, as it finds an id that is missing.
 */
import { type AuditRow, BEGINNING, type Seal, sealOf } from "./audit-chain.ts";

const AT_ONCE = 500;
/** Rows that one turn seals at most: what a bulk change wrote is sealed over a few minutes. */
const A_TURN = 5_000;

/** How many rows were sealed. Two at once do no harm: the later one finds the chain longer than it knew and adds nothing. */
export async function sealAudit(db: D1Database): Promise<number> {
  let sealed = 0;
  while (sealed < A_TURN) {
    const read = await sealSome(db);
    sealed += read.sealed;
    if (read.sealed < AT_ONCE) break;
  }
  return sealed;
}

async function sealSome(db: D1Database): Promise<{ sealed: number }> {
  const head = await headOf(db);
  const { results } = await db
    .prepare("SELECT * FROM audit WHERE id > ?1 ORDER BY id LIMIT ?2")
    .bind(head.auditId, AT_ONCE)
    .all<AuditRow>();
  if (results.length === 0) return { sealed: 0 };
  const seals: Seal[] = [];
  for (const row of results) seals.push(await sealOf(seals.at(-1) ?? head, row));
  const { meta } = await db
    .prepare(
      // The whole stretch or nothing: only where the chain still ends where it was read.
      `INSERT INTO audit_seals (position, audit_id, hash)
       SELECT value ->> 'position', value ->> 'auditId', value ->> 'hash' FROM json_each(?1)
       WHERE ?2 = coalesce((SELECT max(position) FROM audit_seals), 0) ORDER BY key`,
    )
    .bind(JSON.stringify(seals), head.position)
    .run();
  return { sealed: meta.changes };
}

/** The last seal; `BEGINNING` when there is none. */
export async function headOf(db: D1Database): Promise<Seal> {
  const last = await db.prepare("SELECT position, audit_id AS auditId, hash FROM audit_seals ORDER BY position DESC LIMIT 1").first<Seal>();
  return last ?? BEGINNING;
}
