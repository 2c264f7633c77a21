/** The watch in the database: each misuse is told of once, by however many crons and however often one of them dies. */
import { beforeEach, describe, expect, it } from "vitest";
import { watchTrail } from "../../../edge/alerts/watch-trail.ts";
import { worker } from "../carry.ts";
import { dyingAt } from "./killed.ts";
import { misuses } from "./misuse.ts";
import { alertsIn, beginWatch, DAY_MS, type Entry, looked, personId, refused, writeTrail } from "./trail.ts";

const db = worker.DB;
const TUESDAY = Date.UTC(2026, 9, 6, 8);
const old = looked(TUESDAY - 365 * DAY_MS, personId(0), 1);
const all = misuses(TUESDAY, 100);
const asked = async () => (await alertsIn(db)).filter(({ level }) => level === "alert");
const expected = all.map(({ rule, person }) => `${rule} ${person}`).sort();
const told = async () => (await asked()).map(({ rule, person }) => `${rule} ${person}`).sort();

beforeEach(async () => {
  await db.batch(["DELETE FROM audit", "DELETE FROM settings"].map((sql) => db.prepare(sql)));
  await beginWatch(db);
});

describe("the watch", () => {
  beforeEach(() => writeTrail(db, [old, ...all.flatMap(({ entries }) => entries)]));

  it("tells of each misuse once, however often it looks", async () => {
    await watchTrail(db);
    await watchTrail(db);
    expect(await told()).toEqual(expected);
    // From the beginning again, as if nobody had written down how far it was.
    await db.prepare(`UPDATE settings SET value = '{"id":0,"since":0}' WHERE key = 'alert_cursor'`).run();
    await watchTrail(db);
    expect(await told()).toEqual(expected);
  });

  it("tells of each once when three look at once", async () => {
    await Promise.all([watchTrail(db), watchTrail(db), watchTrail(db)]);
    await watchTrail(db);
    expect(await told()).toEqual(expected);
  });

  it.each(["before", "after"] as const)("tells of each once when it dies %s any of its batches", async (when) => {
    for (let batch = 1; batch <= 4; batch++) {
      await beginWatch(db);
      await watchTrail(dyingAt(db, batch, when)).catch(() => undefined);
      await watchTrail(db);
      expect(await told()).toEqual(expected);
    }
  });
});

it("reads as many rows of a long trail as of a short one", async () => {
  const read = async () => {
    let rows = 0;
    const counted = new Proxy(db, {
      get: (target, name) =>
        name === "batch"
          ? async (statements: D1PreparedStatement[]) => {
              const answers = await target.batch(statements);
              rows += answers.reduce((sum, { meta }) => sum + meta.rows_read, 0);
              return answers;
            }
          : (target[name as keyof D1Database] as () => unknown).bind(target),
    });
    await writeTrail(
      db,
      Array.from({ length: 40 }, (_, i) => looked(TUESDAY + i * 60_000, personId(i % 5), `x${i}`)),
    );
    await watchTrail(counted);
    return rows;
  };
  const short = await read();
  await writeTrail(
    db,
    Array.from({ length: 4_000 }, (_, i) => looked(TUESDAY + i * 1_000, personId(i % 500), i)),
  );
  await watchTrail(db);
  expect(await read()).toBeLessThanOrEqual(short + 10);
});

it("tells nothing of what was there before the watch began, and knows it all the same", async () => {
  const { entries } = all[0]!;
  await db.prepare("DELETE FROM settings").run();
  await writeTrail(db, entries);
  await watchTrail(db);
  expect(await asked()).toEqual([]);
  expect(await db.prepare("SELECT count(*) AS n FROM alert_watch").first("n")).toBeGreaterThan(0);
});

describe("what was found to be fine", () => {
  const burst = (day: number, count: number): Entry[] =>
    Array.from({ length: count }, (_, i) => refused(TUESDAY + day * DAY_MS + i * 10_000, personId(1)));
  const quietFor = (days: number) =>
    db
      .prepare("UPDATE alerts SET decision = 'fine', quiet_until = ?1")
      .bind(TUESDAY + days * DAY_MS)
      .run();
  const look = async (entries: Entry[]) => {
    await writeTrail(db, entries);
    await watchTrail(db);
    return (await asked()).length;
  };

  it("is quiet for as long as was said, unless it doubles", async () => {
    expect(await look(burst(0, 12))).toBe(1);
    await quietFor(30);
    expect(await look(burst(3, 15))).toBe(1);
    expect(await look(burst(6, 20))).toBe(2);
  });

  it("is told again afterwards", async () => {
    expect(await look(burst(0, 12))).toBe(1);
    await quietFor(2);
    expect(await look(burst(3, 12))).toBe(2);
  });

  it("is told once more, when nobody has decided, not before the next day", async () => {
    expect(await look(burst(0, 12))).toBe(1);
    expect(await look(burst(0.5, 40))).toBe(1);
    expect(await look(burst(2, 12))).toBe(2);
  });
});
