/** The trail, sealed: whatever is done to it afterwards is found, and whoever seals at once makes one chain. */
import { beforeEach, describe, expect, it } from "vitest";
import { auditRefusal, auditRow } from "../../../edge/audit/audit.ts";
import { headOf, sealAudit } from "../../../edge/audit/seal-audit.ts";
import { type AuditReport, type KnownHead, type Query, verifyAudit } from "../../../edge/audit/verify-audit.ts";
import { worker } from "../carry.ts";

const db = worker.DB;
const query: Query = async <Row>(sql: string) => (await db.prepare(sql).all<Row>()).results;
const verify = (known: KnownHead[] = []) => verifyAudit(query, known, 7);
const run = (sql: string, ...values: unknown[]) =>
  db
    .prepare(sql)
    .bind(...values)
    .run();

beforeEach(async () => {
  await db.batch(["audit", "audit_seals", "audit_heads"].map((table) => db.prepare(`DELETE FROM ${table}`)));
});

const write = (actor = "p1") =>
  auditRefusal(db, { actor, action: "client.create", objectKind: "client", objectId: "c1", code: "forbidden" });

async function sealedRows(count: number): Promise<AuditReport> {
  for (let i = 0; i < count; i++) await write();
  await sealAudit(db);
  return verify();
}

describe("sealAudit", () => {
  it("seals every row once, in order", async () => {
    expect(await sealedRows(20)).toMatchObject({ rows: 20, sealed: 20, unsealed: 0, findings: [], head: { position: 20 } });
    expect(await sealAudit(db)).toBe(0);
    await write();
    expect(await verify()).toMatchObject({ rows: 21, sealed: 20, unsealed: 1, findings: [] });
    expect(await sealAudit(db)).toBe(1);
  });

  it("has nothing to seal at the beginning", async () => {
    expect(await sealAudit(db)).toBe(0);
    expect(await headOf(db)).toEqual({ position: 0, auditId: 0, hash: "" });
    expect(await verify()).toMatchObject({ rows: 0, sealed: 0, findings: [] });
  });

  it("makes one chain of what eight write while three seal", async () => {
    let writing = 8;
    const writer = async (name: number) => {
      for (let i = 0; i < 25; i++) {
        // As in the house: behind the change that it tells of, in one batch.
        const change = db.prepare("INSERT INTO settings (key, value) VALUES (?1, '') ON CONFLICT DO NOTHING").bind(`w${name}/${i}`);
        await db.batch([change, auditRow(db, { actor: `p${name}`, action: "client.create", objectKind: "client", outcome: "done" })]);
      }
      writing--;
    };
    const sealer = async () => {
      while (writing > 0) await sealAudit(db);
    };
    await Promise.all([...Array.from({ length: 8 }, (_, i) => writer(i)), sealer(), sealer(), sealer()]);
    await sealAudit(db);
    expect(await verify()).toMatchObject({ rows: 200, sealed: 200, unsealed: 0, findings: [] });
  });
});

describe("verifyAudit finds", () => {
  const columns = {
    at: 1,
    actor: "p2",
    action: "client.read",
    object_kind: "person",
    object_id: "c2",
    outcome: "done",
    code: null,
    run_id: "r1",
  };
  it.each(Object.entries(columns))("a changed %s, in the row where it is", async (column, value) => {
    await sealedRows(12);
    await run(`UPDATE audit SET ${column} = ?1 WHERE id = 8`, value);
    expect((await verify()).findings).toEqual([{ what: "changed", auditId: 8, position: 8 }]);
  });

  it.each([1, 8, 12])("row %i removed", async (id) => {
    await sealedRows(12);
    await run("DELETE FROM audit WHERE id = ?1", id);
    expect((await verify()).findings).toEqual([{ what: "removed", auditId: id, position: id }]);
  });

  it("a row removed whose number a new one has got since", async () => {
    await sealedRows(12);
    await run("DELETE FROM audit WHERE id = 12");
    await write("p9");
    await sealAudit(db);
    expect((await verify()).findings).toEqual([{ what: "changed", auditId: 12, position: 12 }]);
  });

  it("two rows that have changed places", async () => {
    await sealedRows(4);
    await run("UPDATE audit SET actor = 'p' || id");
    await run("DELETE FROM audit_seals");
    await sealAudit(db);
    await db.batch([
      statement("UPDATE audit SET id = -1 WHERE id = 2"),
      statement("UPDATE audit SET id = 2 WHERE id = 3"),
      statement("UPDATE audit SET id = 3 WHERE id = -1"),
    ]);
    expect((await verify()).findings.map((finding) => "auditId" in finding && finding.auditId)).toEqual([2, 3]);
  });

  it("a row slipped in, before the first or in a gap", async () => {
    await sealedRows(3);
    await run("INSERT INTO audit (id, at, actor, action, object_kind, outcome) VALUES (-5, 1, 'p1', 'x', 'y', 'done')");
    expect((await verify()).findings).toEqual([{ what: "slipped in", auditId: -5 }]);
  });

  it("a row that was gone before it was sealed", async () => {
    await sealedRows(3);
    for (let i = 0; i < 3; i++) await write();
    await run("DELETE FROM audit WHERE id = 5");
    expect((await verify()).findings).toEqual([{ what: "missing", auditId: 4, upTo: 6 }]);
    await sealAudit(db);
    expect((await verify()).findings).toEqual([{ what: "missing", auditId: 5, upTo: 5 }]);
  });

  it("a seal removed or changed", async () => {
    await sealedRows(9);
    await run("UPDATE audit_seals SET hash = ?1 WHERE position = 4", "0".repeat(64));
    expect((await verify()).findings.map(({ what }) => what)).toEqual(["changed", "changed"]);
    await run("DELETE FROM audit_seals WHERE position = 4");
    expect((await verify()).findings).toEqual(
      expect.arrayContaining([
        { what: "seal missing", position: 4 },
        { what: "slipped in", auditId: 4 },
      ]),
    );
  });

  it("a trail that was rewritten and sealed anew, or cut off, by the heads that are known", async () => {
    const { head } = await sealedRows(9);
    const known = { ...head, day: "2026-11-21" };
    await run("UPDATE audit SET actor = 'p2' WHERE id = 2");
    await run("DELETE FROM audit_seals");
    await sealAudit(db);
    expect((await verify()).findings).toEqual([]);
    expect((await verify([known])).findings).toEqual([{ what: "head", day: known.day, position: 9 }]);

    await run("INSERT INTO audit_heads (day, position, hash) VALUES (?1, ?2, ?3)", known.day, head.position, head.hash);
    await run("DELETE FROM audit_seals WHERE position > 7");
    await run("DELETE FROM audit WHERE id > 7");
    expect(await verify()).toMatchObject({ heads: 1, findings: [{ what: "head", day: known.day, position: 9 }] });
  });

  it("no more than can be read, when everything is wrong", async () => {
    await sealedRows(80);
    await run("UPDATE audit SET at = 1");
    expect((await verify()).findings).toHaveLength(50);
  });
});

const statement = (sql: string) => db.prepare(sql);
