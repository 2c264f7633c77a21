/**
 * A product with a million reviews, in a real D1: rows read of each statement as the API asks it, SQL time of a search by words, and
 * the time of whole requests to the built Worker. D1 counts whole milliseconds, so a time is the mean of many; rows are exact.
 */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { countOf } from "../../edge/reviews/shown/counts.ts";
import { findReviews } from "../../edge/reviews/shown/find-reviews.ts";
import { pageOf, type Wanted } from "../../edge/reviews/shown/page-of-reviews.ts";
import { runLoop } from "./closed-loop.ts";
import { type Figure, type Measured, percentile } from "./figure.ts";
import { fileOf, withDatabase } from "./kept-database.ts";
import { metered } from "./metered.ts";
import { migrate } from "./migrate.ts";
import { open, withWorker } from "./raw-worker.ts";
import { addReviews, BENCH_KEY, BENCH_ORIGIN, BENCH_PRODUCT, BENCH_SITE, cursorAt } from "./reviews/many-reviews.ts";

const REVIEWS = Number(process.env.BENCH_REVIEWS ?? 1_000_000);
const PAGE_500 = 4_990;
const REPEATS = 20;
const CONNECTIONS = 4;
const REQUESTS = 4_000;
/** Until the engine has compiled what it runs. */
const WARM = 2_000;
const WORDS = [
  "lampe",
  "soir",
  "decue",
  "hippopotame",
  "gresillement",
  "livr",
  "xyzzy",
  "belle lampe chambre",
  "soir matin",
  "jours 12 client 55",
];

export const reviews1m: Figure = {
  id: "reviews-1m",
  name: `a product with ${REVIEWS} reviews: rows read by each statement, worst of ${WORDS.length} texts, whole requests at ${CONNECTIONS} connections`,
  unit: "rows",
  goal: "≤ 1 / ≤ 12 / ≤ 12; ≤ 60; ≤ 200 and ≤ 10 ms; p99 ≤ 15 ms",
  async measure() {
    // In memory where there is such a disk, or what has just been filled is still being written while requests are timed.
    const folder = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "passerelle-bench-"));
    try {
      await withDatabase(folder, migrate);
      const started = performance.now();
      addReviews(fileOf(folder), REVIEWS);
      if (process.env.BENCH_VERBOSE) console.error("filled in", Math.round(performance.now() - started), "ms");
      const page500 = cursorAt(fileOf(folder), PAGE_500);
      return [...(await withDatabase(folder, (db) => rows(db, page500))), ...(await times(folder, page500))];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

const wanted = (change: Partial<Wanted> = {}): Wanted => ({
  product: BENCH_PRODUCT,
  sort: "date",
  stars: null,
  q: "",
  after: null,
  ...change,
});

async function rows(db: D1Database, page500: string): Promise<Measured[]> {
  const cost = async (statement: D1PreparedStatement) => {
    let [read, ms] = [0, 0];
    await statement.all(); // the pages it needs are in memory
    for (let i = 0; i < REPEATS; i++) {
      const { meta } = await statement.all();
      read = Math.max(read, meta.rows_read);
      ms += meta.duration / REPEATS;
    }
    return { read, ms };
  };
  const page = (change: Partial<Wanted>) => cost(pageOf(db, BENCH_SITE, wanted(change)));
  const meter = metered(db);
  const search = async (change: Partial<Wanted>) => {
    await findReviews(meter.db, BENCH_SITE, wanted(change), REVIEWS);
    Object.assign(meter, { rows: 0, ms: 0 });
    for (let i = 0; i < REPEATS; i++) await findReviews(meter.db, BENCH_SITE, wanted(change), REVIEWS);
    return { read: meter.rows / REPEATS, ms: meter.ms / REPEATS };
  };
  const part = (name: string, value: number, most: number, unit = "rows"): Measured => ({
    part: name,
    value,
    unit,
    goal: `≤ ${most}`,
    ok: value <= most,
  });
  const sorts = await Promise.all((["rating", "-rating", "helpful"] as const).map((sort) => page({ sort })));
  const stars = await Promise.all((["date", "rating", "helpful"] as const).map((sort) => page({ stars: 4, sort })));
  const searches = [];
  for (const q of WORDS)
    for (const change of [{}, { stars: 5 }, { sort: "helpful" }, { after: page500 }] as Partial<Wanted>[]) {
      const found = { q, ...change, ...(await search({ q, ...change })) };
      if (process.env.BENCH_VERBOSE) console.error(JSON.stringify(found));
      searches.push(found);
    }
  return [
    part("summary", (await cost(countOf(db, BENCH_SITE, BENCH_PRODUCT))).read, 1),
    part("first-page", (await page({})).read, 12),
    part("page-500", (await page({ after: page500 })).read, 12),
    part("other-orders", Math.max(...sorts.map(({ read }) => read)), 12),
    part("stars", Math.max(...stars.map(({ read }) => read)), 60),
    part("words", Math.max(...searches.map(({ read }) => read)), 200),
    part("words-ms", Math.max(...searches.map(({ ms }) => ms)), 10, "ms"),
  ];
}

/** What a page of the shop asks: stars of the products that it lists, first page, one further back, one filtered. */
async function times(folder: string, page500: string): Promise<Measured[]> {
  return withWorker(async (built) => {
    const worker = await open(built, { whole: true, folder });
    try {
      const ask = (path: string) =>
        Buffer.from(
          `GET ${path}&site=${BENCH_KEY} HTTP/1.1\r\nHost: ${worker.url.host}\r\nOrigin: ${BENCH_ORIGIN}\r\nConnection: keep-alive\r\n\r\n`,
        );
      const requests = [
        "/v1/ratings?products=LAMPE,VASE,A,B,C",
        "/v1/reviews?product=LAMPE",
        `/v1/reviews?product=LAMPE&after=${page500}`,
        "/v1/reviews?product=LAMPE&stars=4&sort=helpful",
      ].map(ask);
      const loop = (count: number) => {
        let sent = 0;
        return runLoop({
          url: worker.url,
          connections: CONNECTIONS,
          next: () => (sent < count ? requests[sent++ % requests.length] : undefined),
        });
      };
      await loop(WARM);
      const all = await loop(REQUESTS);
      const p99 = percentile(all, 99);
      if (process.env.BENCH_VERBOSE) console.error("p50", percentile(all, 50), "p90", percentile(all, 90), "p99", p99);
      return [{ part: "p99", value: p99, unit: "ms", goal: "≤ 15", ok: p99 <= 15 }];
    } finally {
      await worker.close();
    }
  });
}
