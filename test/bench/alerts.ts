/**
 * Misuse alerts in a real D1: each rule's fixture among months of a firm where nobody means harm, watched as the cron does,
 * by two at once, and by one that dies at any of its batches.
 */
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { limitsFrom } from "../../edge/alerts/thresholds.ts";
import { watchTrail } from "../../edge/alerts/watch-trail.ts";
import { weigh } from "../../edge/alerts/weigh.ts";
import { dyingAt, Killed } from "../edge/alerts/killed.ts";
import { misuses } from "../edge/alerts/misuse.ts";
import { normalMonths } from "../edge/alerts/normal-month.ts";
import { alertsIn, beginWatch, DAY_MS, type Entry, rowsOf, writeTrail } from "../edge/alerts/trail.ts";
import type { Figure, Measured } from "./figure.ts";
import { migrate } from "./migrate.ts";

const SEEDS = [1, 2, 3, 4, 5];
const PEOPLE = 40;
/** With a turn of the year among them, and Whitsun. */
const DAYS = 91;
/** Around the fixtures. */
const FEW = 10;
const BEGINNINGS = [Date.UTC(2026, 9, 5), Date.UTC(2027, 2, 15)];
/** Batches in which it dies; a stretch has three. */
const DEATHS = 20;

export const alerts: Figure = {
  id: "alerts",
  counted: true,
  name: `${SEEDS.length} normal quarters of a firm of ${PEOPLE}; each rule's fixture, watched twice, by two at once, and killed ${2 * DEATHS} times`,
  unit: "alerts",
  goal: "",
  async measure() {
    const miniflare = new Miniflare(
      convertV4MiniflareOptions({ modules: true, script: "export default {}", compatibilityDate: "2026-10-23", d1Databases: ["DB"] }),
    );
    try {
      const db = (await miniflare.getD1Database("DB")) as unknown as D1Database;
      await migrate(db);
      return [quarters(), ...(await fixtures(db))];
    } finally {
      await miniflare.dispose();
    }
  },
};

const asked = async (db: D1Database) => (await alertsIn(db)).filter(({ level }) => level === "alert");

async function begin(db: D1Database, entries: Entry[]): Promise<void> {
  await db.batch(["DELETE FROM audit", "DELETE FROM settings"].map((sql) => db.prepare(sql)));
  await beginWatch(db);
  await writeTrail(db, entries);
}

async function watchAll(db: D1Database): Promise<void> {
  while ((await watchTrail(db)) > 0);
}

/** The rules alone: that the database finds the same is what the fixtures show. */
function quarters(): Measured {
  let falseOnes = 0;
  let rows = 0;
  for (const seed of SEEDS) {
    const entries = normalMonths({ from: BEGINNINGS[seed % 2] as number, days: DAYS, people: PEOPLE, seed });
    rows += entries.length;
    const found = weigh(new Map(), rowsOf(entries), limitsFrom(null)).filter(({ level }) => level === "alert");
    for (const one of found) console.error(`alerts: seed ${seed}: ${JSON.stringify(one)}`);
    falseOnes += found.length;
  }
  return { part: "false", unit: `of ${rows} rows`, goal: "0", value: falseOnes, ok: falseOnes === 0 };
}

/** In the last of the three months. */
async function fixtures(db: D1Database): Promise<Measured[]> {
  const from = BEGINNINGS[0] as number;
  const all = misuses(from + 71 * DAY_MS + 9 * 3_600_000, 1_000);
  await begin(db, [...normalMonths({ from, days: DAYS, people: FEW, seed: 1 }), ...all.flatMap(({ entries }) => entries)]);
  const counts = async () => {
    const found = (await asked(db)).map(({ rule, person }) => `${rule} ${person}`);
    const each = all.map(({ rule, person }) => found.filter((one) => one === `${rule} ${person}`).length);
    return { wrong: each.filter((count) => count !== 1).length + Math.abs(found.length - all.length) };
  };
  const part = (name: string, wrong: number): Measured => ({
    part: name,
    unit: `of ${all.length} not told of once`,
    goal: "0",
    value: wrong,
    ok: wrong === 0,
  });
  await watchAll(db);
  const once = await counts();
  await beginAgain(db);
  await watchAll(db);
  const twice = await counts();
  await beginWatch(db);
  await Promise.all([watchAll(db), watchAll(db)]);
  const atOnce = await counts();
  await beginWatch(db);
  let deaths = 0;
  for (let death = 1; death <= DEATHS; death++) {
    for (const when of ["before", "after"] as const)
      await watchTrail(dyingAt(db, 1 + (death % 4), when)).catch((error) => {
        if (!(error instanceof Killed)) throw error;
        deaths++;
      });
  }
  await watchAll(db);
  const killed = await counts();
  return [
    part("once", once.wrong),
    part("watched-twice", twice.wrong),
    part("two-at-once", atOnce.wrong),
    { ...part("killed", killed.wrong), ok: killed.wrong === 0 && deaths === 2 * DEATHS },
  ];
}

/** As if nobody had written down how far it was; what was told stays told. */
const beginAgain = (db: D1Database) =>
  db.batch(
    ["DELETE FROM alert_watch", `UPDATE settings SET value = '{"id":0,"since":0}' WHERE key = 'alert_cursor'`].map((sql) =>
      db.prepare(sql),
    ),
  );
