/** The rules, on trails made by hand: each fires on its fixture, once, and on nothing that a firm does in a normal month. */
import { describe, expect, it } from "vitest";
import { inOfficeHours } from "../../../edge/alerts/office-hours.ts";
import { limitsFrom, wrongNumbers } from "../../../edge/alerts/thresholds.ts";
import { weigh } from "../../../edge/alerts/weigh.ts";
import { misuses } from "./misuse.ts";
import { normalMonths } from "./normal-month.ts";
import { DAY_MS, type Entry, granted, HOUR_MS, looked, personId, rowsOf } from "./trail.ts";

const limits = limitsFrom(null);
/** A Tuesday, ten in the morning in Paris. */
const TUESDAY = Date.UTC(2026, 9, 6, 8);
const found = (entries: Entry[], chosen = limits) => weigh(new Map(), rowsOf(entries), chosen);
const alerts = (entries: Entry[]) => found(entries).filter(({ level }) => level === "alert");
/** A trail that is a year old: whatever is done for the first time now is new. */
const old = looked(TUESDAY - 365 * DAY_MS, personId(0), 1);

describe("each rule", () => {
  it.each(misuses(TUESDAY, 100))("sees who $name", ({ rule, person, entries }) => {
    const named = alerts([old, ...entries]).map((one) => [one.rule, one.person]);
    // What doubles is found anew: that it is told once is the table's doing (watch-trail.test.ts).
    expect([...new Map(named.map((one) => [String(one), one])).values()]).toEqual([[rule, person]]);
  });

  it("finds the same however the trail is cut", () => {
    const rows = rowsOf([old, ...misuses(TUESDAY, 100).flatMap(({ entries }) => entries)]);
    const whole = weigh(new Map(), rows, limits);
    for (const size of [1, 7, 500]) {
      let memories = new Map();
      const cut = [];
      for (let i = 0; i < rows.length; i += size) {
        cut.push(...weigh(memories, rows.slice(i, i + size), limits));
        memories = new Map(JSON.parse(JSON.stringify([...memories]))); // as the database keeps it
      }
      expect(cut).toEqual(whole);
    }
  });

  it("goes by the person's habit: who opens fifty an hour every day is no news", () => {
    const day = (n: number, count: number) =>
      Array.from({ length: count }, (_, i) => looked(TUESDAY + n * DAY_MS + i * 60_000, personId(1), `${n}x${i}`));
    const desk = [0, 1, 2, 3].flatMap((n) => day(n, 38));
    expect(alerts([...desk, ...day(6, 59)])).toEqual([]);
    expect(alerts(day(6, 59))).toHaveLength(1);
  });

  it("tells a role given in office hours, and asks about one at night", () => {
    const [at, admin] = [TUESDAY, personId(1)];
    expect(found([granted(at, admin, "hr", personId(2))])).toMatchObject([{ level: "notice", evidence: { why: "", role: "hr" } }]);
    expect(found([granted(at + 12 * HOUR_MS, admin, "hr", personId(2))])).toMatchObject([{ level: "alert", evidence: { why: "hours" } }]);
  });

  it("says nothing when it is off, and remembers all the same", () => {
    const { entries } = misuses(TUESDAY, 100)[0]!;
    expect(found(entries, { ...limits, bulk: { ...limits.bulk, on: false } })).toEqual([]);
  });
});

it("knows when the office is open", () => {
  const hours = { from: 8, to: 19 };
  const at = (iso: string) => inOfficeHours(Date.parse(iso), hours);
  expect(at("2026-07-13T06:30Z")).toBe(true); // 8:30 in summer
  expect(at("2026-12-14T06:30Z")).toBe(false); // 7:30 in winter
  expect(at("2026-07-13T17:00Z")).toBe(false); // 19:00
  expect(at("2026-07-11T10:00Z")).toBe(false); // Saturday
  for (const holiday of ["2026-04-06", "2026-05-14", "2026-05-25", "2027-03-29", "2026-11-11", "2026-12-25"])
    expect([holiday, at(`${holiday}T10:00Z`)]).toEqual([holiday, false]);
});

it("keeps to the limits of each number, whatever is stored", () => {
  const stored = JSON.stringify({ bulk: { opened: 2, found: "many", times: 5, on: false }, nonsense: 1 });
  expect(limitsFrom(stored).bulk).toEqual({ opened: 40, found: 200, times: 5, on: false });
  expect(wrongNumbers("bulk", { opened: 10.5, found: 200, times: Number.NaN })).toEqual(["opened", "times"]);
});

it("has nothing to say of a normal month", () => {
  const from = Date.UTC(2026, 8, 14);
  const month = normalMonths({ from, days: 60, people: 20, seed: 1 });
  expect(month.length).toBeGreaterThan(5_000);
  expect(alerts(month)).toEqual([]);
  expect(found(month).length).toBeGreaterThan(0);
});
