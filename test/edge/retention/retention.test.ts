/** What is kept for how long: every table has a line, the README shows it, and the sweep does what the line says, a little at a time. */
import { beforeEach, describe, expect, it } from "vitest";
import { CLASSES } from "../../../edge/documents/document.ts";
import { KEPT, SWEEPS } from "../../../edge/retention/retention.ts";
import { sweepRetention } from "../../../edge/retention/sweep-retention.ts";
import readme from "../../../README.md?raw";
import { aHouse, aPerson, begin, worker } from "../carry.ts";

const db = worker.DB;
const DAY_MS = 86_400_000;
const count = (table: string) => db.prepare(`SELECT count(*) AS n FROM ${table}`).first<number>("n");
const all = (sql: string, ...values: unknown[]) =>
  db
    .prepare(sql)
    .bind(...values)
    .run();

beforeEach(async () => {
  await db.batch(
    ["run_events", "vendor_writes", "claims", "runs", "people", "register_answers", "vat_checks"].map((table) =>
      db.prepare(`DELETE FROM ${table}`),
    ),
  );
});

describe("the table", () => {
  it("has a line for every table of the schema, and no other", async () => {
    const { results } = await db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").all<{ name: string }>();
    // SQLite's and D1's own, and what an index over words keeps for itself.
    const ours = results.map(({ name }) => name).filter((name) => !/^(sqlite_|_cf_|d1_)|^(client|price|review)_words_/.test(name));
    expect(ours.length).toBeGreaterThan(15);
    expect(Object.keys(KEPT).sort()).toEqual(ours);
  });

  it("is the README's", () => {
    for (const [table, kept] of Object.entries(KEPT)) expect(readme).toContain(`| \`${table}\` | ${kept} |`);
  });

  it("says how long, where there is a term", () => {
    for (const { table, days } of SWEEPS) expect(KEPT[table]).toMatch(new RegExp(`\\b${days} day`));
    expect(KEPT.documents).toContain("personal exports 2 days, import reports 30 days, invoices and quotes 11 years");
    expect([CLASSES["personal-export"].keepMs, CLASSES["import-report"].keepMs]).toEqual([2 * DAY_MS, 30 * DAY_MS]);
  });

  it("finds what is old by an index, whatever there is", async () => {
    for (const one of SWEEPS.flatMap(({ sql }) => sql)) {
      const { results } = await db.prepare(`EXPLAIN QUERY PLAN ${one}`).bind(1, 10).all<{ detail: string }>();
      const scans = results.map(({ detail }) => detail).filter((detail) => detail.startsWith("SCAN"));
      expect(scans, one).toEqual([]);
    }
  });
});

describe("the sweep", () => {
  async function anEndedRun(daysAgo: number) {
    const { id } = await begin(aHouse(), await aPerson("sales"), "test", { name: "Jeanne Durand" });
    await all("UPDATE runs SET state = 'done', ended_at = ?2, wake_at = NULL WHERE id = ?1", id, Date.now() - daysAgo * DAY_MS);
    await all("INSERT INTO vendor_writes (reference, run_id, begun_at) VALUES (?1, ?1, 0)", id);
    await all("INSERT INTO claims (kind, key, run_id, claimed_at) VALUES ('siren', ?1, ?1, 0)", id);
    return id;
  }

  it("forgets what was typed 30 days after the end, and the request with all that hangs on it after a year", async () => {
    const [young, typed, old] = [await anEndedRun(29), await anEndedRun(31), await anEndedRun(366)];
    const { id: open } = await begin(aHouse(), await aPerson("sales"), "test", {});
    await all("UPDATE runs SET created_at = 1 WHERE id = ?1", open);
    await sweepRetention(db);
    const { results } = await db.prepare("SELECT id, input IS NULL AS forgotten FROM runs").all<{ id: string; forgotten: number }>();
    expect(Object.fromEntries(results.map(({ id, forgotten }) => [id, forgotten]))).toEqual({ [young]: 0, [typed]: 1, [open]: 0 });
    for (const table of ["run_events", "vendor_writes", "claims"])
      expect(await db.prepare(`SELECT count(*) AS n FROM ${table} WHERE run_id = ?1`).bind(old).first("n")).toBe(0);
    expect(await count("claims")).toBe(2);
  });

  it("takes so many rows at a time, and the rest the next time", async () => {
    const rows = Array.from({ length: 1_200 }, (_, i) => i);
    await all("INSERT INTO register_answers (key, body, fetched_at) SELECT value, '[]', 1 FROM json_each(?1)", JSON.stringify(rows));
    const left = [];
    for (let turn = 0; turn < 3; turn++) {
      await sweepRetention(db);
      left.push(await count("register_answers"));
    }
    expect(left).toEqual([700, 200, 0]);
  });

  it("keeps proofs of VAT numbers as long as the books, answers of the register a day", async () => {
    const now = Date.now();
    for (const days of [3_000, 4_020])
      await all("INSERT INTO vat_checks (number, checked_at, state) VALUES ('DE136695976', ?1, 'valid')", now - days * DAY_MS);
    for (const hours of [23, 25])
      await all("INSERT INTO register_answers (key, body, fetched_at) VALUES (?1, '[]', ?2)", String(hours), now - hours * 3_600_000);
    await sweepRetention(db);
    expect(await count("vat_checks")).toBe(1);
    expect(await db.prepare("SELECT key FROM register_answers").first("key")).toBe("23");
  });

  it("erases who left a year ago, and nobody who is here", async () => {
    const [here, left, leaver] = [await aPerson("sales"), await aPerson("admin"), await aPerson("hr")];
    await all("UPDATE people SET refreshed_at = 1 WHERE id IN (?1, ?2)", here.id, left.id);
    await all("UPDATE people SET standing = 'gone' WHERE id IN (?1, ?2)", left.id, leaver.id);
    await sweepRetention(db);
    const { results } = await db.prepare("SELECT id, name, email FROM people WHERE name <> ''").all<{ id: string }>();
    expect(results.map(({ id }) => id).sort()).toEqual([here.id, leaver.id].sort());
    expect(await db.prepare("SELECT email, roles, slack_user AS user FROM people WHERE id = ?1").bind(left.id).first()).toEqual({
      email: null,
      roles: '["employee"]',
      user: left.slackUser,
    });
  });
});
