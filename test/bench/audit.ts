/**
 * The audit trail: eight writers and three sealers at once in a real D1, then every way of tampering with every row of it,
 * one at a time, on a copy.
 */
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { auditRow } from "../../edge/audit/audit.ts";
import type { AuditRow } from "../../edge/audit/audit-chain.ts";
import { sealAudit } from "../../edge/audit/seal-audit.ts";
import { type Query, verifyAudit } from "../../edge/audit/verify-audit.ts";
import type { Figure, Measured } from "./figure.ts";
import { migrate } from "./migrate.ts";

const WRITERS = 8;
const SEALERS = 3;
const ROWS_EACH = 250;
/** Each is tampered with in each way, and the whole chain read again each time. */
const TAMPERED_ROWS = 200;

export const audit: Figure = {
  id: "audit",
  counted: true,
  name: `audit: ${WRITERS} writers and ${SEALERS} sealers at once, ${WRITERS * ROWS_EACH} rows; ${TAMPERED_ROWS} rows tampered with in every way`,
  unit: "findings",
  goal: "0",
  async measure() {
    const miniflare = new Miniflare(
      convertV4MiniflareOptions({ modules: true, script: "export default {}", compatibilityDate: "2026-10-23", d1Databases: ["DB"] }),
    );
    try {
      const db = (await miniflare.getD1Database("DB")) as unknown as D1Database;
      await migrate(db);
      const chain = await writeAndSeal(db);
      const copy = await copyOf(db);
      return [chain, await tamper(copy)];
    } finally {
      await miniflare.dispose();
    }
  },
};

async function writeAndSeal(db: D1Database): Promise<Measured> {
  let writing = WRITERS;
  const writer = async (name: number) => {
    for (let i = 0; i < ROWS_EACH; i++) {
      const change = db.prepare("INSERT INTO settings (key, value) VALUES (?1, '')").bind(`${name}/${i}`);
      const entry = {
        actor: `p${name}`,
        action: "client.create",
        objectKind: "client",
        objectId: `c${i}`,
        outcome: "done",
        runId: `r${i}`,
      };
      await db.batch([change, auditRow(db, entry as Parameters<typeof auditRow>[1])]);
    }
    writing--;
  };
  const sealer = async () => {
    while (writing > 0) await sealAudit(db);
  };
  await Promise.all([...numbers(WRITERS).map(writer), ...numbers(SEALERS).map(sealer)]);
  await sealAudit(db);
  const report = await verifyAudit(async <Row>(sql: string) => (await db.prepare(sql).all<Row>()).results);
  const whole = report.rows === WRITERS * ROWS_EACH && report.sealed === report.rows;
  return { part: "chain", value: whole ? report.findings.length : Number.NaN, ok: whole && report.findings.length === 0 };
}

/** The first rows and their seals, for a beginning of a chain is a chain, and the head that it ends with. */
async function copyOf(db: D1Database): Promise<DatabaseSync> {
  const copy = new DatabaseSync(":memory:");
  for (const table of ["audit", "audit_seals", "audit_heads"]) {
    const made = await db.prepare("SELECT sql FROM sqlite_master WHERE name = ?1").bind(table).first<{ sql: string }>();
    copy.exec(made?.sql ?? "");
  }
  const rows = (await db.prepare("SELECT * FROM audit ORDER BY id LIMIT ?1").bind(TAMPERED_ROWS).all<AuditRow>()).results;
  const seals = (await db.prepare("SELECT * FROM audit_seals ORDER BY position LIMIT ?1").bind(TAMPERED_ROWS).all()).results;
  for (const [table, many] of [
    ["audit", rows],
    ["audit_seals", seals],
  ] as const) {
    for (const row of many as unknown as Record<string, SQLInputValue>[])
      copy
        .prepare(
          `INSERT INTO ${table} VALUES (${Object.keys(row)
            .map(() => "?")
            .join(", ")})`,
        )
        .run(...Object.values(row));
  }
  // As the admins were told it: without it nobody could say that the last seal was ever there.
  copy.exec(
    "INSERT INTO audit_heads (day, position, hash) SELECT '2026-11-21', position, hash FROM audit_seals ORDER BY position DESC LIMIT 1",
  );
  return copy;
}

/** Each leaves a row that could be a true one. */
const WAYS = [
  "UPDATE audit SET at = at + 1 WHERE id = ?1",
  "UPDATE audit SET actor = 'p99' WHERE id = ?1",
  "UPDATE audit SET action = 'client.update' WHERE id = ?1",
  "UPDATE audit SET object_kind = 'person' WHERE id = ?1",
  "UPDATE audit SET object_id = NULL WHERE id = ?1",
  "UPDATE audit SET outcome = 'refused' WHERE id = ?1",
  "UPDATE audit SET code = 'forbidden' WHERE id = ?1",
  "UPDATE audit SET run_id = '' WHERE id = ?1",
  "DELETE FROM audit WHERE id = ?1",
  // Another row in its place.
  "REPLACE INTO audit SELECT ?1, at, actor, action, object_kind, object_id, outcome, code, run_id FROM audit WHERE id <> ?1 LIMIT 1",
  "DELETE FROM audit_seals WHERE audit_id = ?1",
  "UPDATE audit_seals SET hash = upper(hash) WHERE audit_id = ?1",
];

async function tamper(copy: DatabaseSync): Promise<Measured> {
  const query: Query = async <Row>(sql: string) => copy.prepare(sql).all() as Row[];
  const clean = await verifyAudit(query);
  let missed = 0;
  for (const way of WAYS) {
    for (const id of numbers(TAMPERED_ROWS).map((n) => n + 1)) {
      copy.exec("BEGIN");
      copy.prepare(way).run(id);
      const { findings } = await verifyAudit(query);
      copy.exec("ROLLBACK");
      // Named by the row itself, or by the seal of the same number.
      const named = findings.some(
        (finding) => ("auditId" in finding && finding.auditId === id) || ("position" in finding && finding.position === id),
      );
      if (!named) missed++;
    }
  }
  copy.close();
  const ok = clean.rows === TAMPERED_ROWS && clean.findings.length === 0 && missed === 0;
  return { part: "tampering", unit: `of ${WAYS.length * TAMPERED_ROWS} not found`, value: missed, ok };
}

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);
