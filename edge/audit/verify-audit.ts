/**
 * Goes through the whole trail and its chain and says what does not fit, by row: changed, removed, slipped in, or sealed
 * anew behind a head that the admins were told. What it cannot see: a row that was written and removed within the minute
 * before it was sealed, when no other came after it.
 */
import { type AuditRow, BEGINNING, type Head, type Seal, sealOf } from "./audit-chain.ts";

export type Finding =
  /** The row, or its seal, is not what was sealed. */
  | { what: "changed"; auditId: number; position: number }
  /** Sealed, and no longer there. */
  | { what: "removed"; auditId: number; position: number }
  /** Of these ids at least one is gone that was never sealed. */
  | { what: "missing"; auditId: number; upTo: number }
  /** Never sealed, though later ones are. */
  | { what: "slipped in"; auditId: number }
  /** The seal itself is gone; what it sealed cannot be checked. */
  | { what: "seal missing"; position: number }
  /** The chain no longer holds what it was told to hold at the end of that day. */
  | { what: "head"; day: string; position: number };

export interface AuditReport {
  rows: number;
  sealed: number;
  /** Rows behind the last seal: the cron seals them within a minute. */
  unsealed: number;
  heads: number;
  /** The last seal. */
  head: Head;
  findings: Finding[];
}

/** Runs one SELECT. Its parameters are numbers, written into the text: `wrangler d1 execute` takes no others. */
export type Query = <Row>(sql: string) => Promise<Row[]>;

export interface KnownHead extends Head {
  /** When, for the report. */
  day: string;
}

/** More than this is not listed: the trail is rotten, not scratched. */
const LISTED = 50;

/** @param known heads that lie elsewhere, as the admins got them; those in `audit_heads` are checked in any case */
export async function verifyAudit(query: Query, known: KnownHead[] = [], pageSize = 2_000): Promise<AuditReport> {
  const heads = [...(await query<KnownHead>("SELECT day, position, hash FROM audit_heads ORDER BY day")), ...known];
  const findings: Finding[] = [];
  let before: Seal = BEGINNING;
  let sealed = 0;
  for await (const link of links(query, pageSize)) {
    sealed++;
    findings.push(...(await examine(before, link, heads)));
    before = link.seal;
    if (findings.length >= LISTED) break;
  }
  const whole = findings.length < LISTED;
  if (whole)
    for (const { day, position } of heads.filter((head) => head.position > before.position)) findings.push({ what: "head", day, position });
  const { rows, unsealed, loose } = await unsealedRows(query, before.auditId);
  if (whole) findings.push(...loose);
  const head = { position: before.position, hash: before.hash };
  return { rows, sealed, unsealed, heads: heads.length, head, findings: findings.slice(0, LISTED) };
}

interface Link {
  seal: Seal;
  /** Null when it is gone. */
  row: AuditRow | null;
}

async function examine(before: Seal, { seal, row }: Link, heads: KnownHead[]): Promise<Finding[]> {
  const { position, auditId, hash } = seal;
  const found: Finding[] = [];
  if (!row) found.push({ what: "removed", auditId, position });
  if (position !== before.position + 1) found.push({ what: "seal missing", position: before.position + 1 });
  else {
    if (auditId !== before.auditId + 1) found.push({ what: "missing", auditId: before.auditId + 1, upTo: auditId - 1 });
    if (row && (await sealOf(before, row)).hash !== hash) found.push({ what: "changed", auditId, position });
  }
  const broken = heads.filter((head) => head.position === position && head.hash !== hash);
  return [...found, ...broken.map(({ day }) => ({ what: "head" as const, day, position }))];
}

async function* links(query: Query, pageSize: number): AsyncGenerator<Link> {
  for (let after = 0; ; ) {
    const page = await query<AuditRow & { position: number; audit_id: number; hash: string }>(
      `SELECT s.position, s.audit_id, s.hash, a.* FROM audit_seals s LEFT JOIN audit a ON a.id = s.audit_id
       WHERE s.position > ${after} ORDER BY s.position LIMIT ${pageSize}`,
    );
    for (const { position, audit_id, hash, ...row } of page) {
      yield { seal: { position, auditId: audit_id, hash }, row: row.id === null ? null : row };
      after = position;
    }
    if (page.length < pageSize) return;
  }
}

/** Rows that no seal covers: those behind the last one are waiting for theirs, any other was put there. */
async function unsealedRows(query: Query, lastSealed: number): Promise<{ rows: number; unsealed: number; loose: Finding[] }> {
  const [count] = await query<{ rows: number; unsealed: number; last: number }>(
    `SELECT count(*) AS rows, count(iif(id > ${lastSealed}, 1, NULL)) AS unsealed, coalesce(max(id), 0) AS last FROM audit`,
  );
  const strangers = await query<{ id: number }>(
    `SELECT id FROM audit WHERE id <= ${lastSealed} AND id NOT IN (SELECT audit_id FROM audit_seals) ORDER BY id LIMIT ${LISTED}`,
  );
  const { rows = 0, unsealed = 0, last = 0 } = count ?? {};
  const loose: Finding[] = strangers.map(({ id }) => ({ what: "slipped in", auditId: id }));
  if (unsealed > 0 && last - lastSealed !== unsealed) loose.push({ what: "missing", auditId: lastSealed + 1, upTo: last });
  return { rows, unsealed, loose };
}
