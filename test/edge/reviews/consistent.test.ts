/** The summary is what the rows say, whatever happens at once and whatever dies in the middle; `npm run bench reviews-consistent` kills for real. */
import { env } from "cloudflare:workers";
import { beforeEach, expect, it } from "vitest";
import type { Site } from "../../../edge/sites/site.ts";
import { readSite } from "../../../edge/sites/site-store.ts";
import { aHouse, aPerson, worker } from "../carry.ts";
import { aSite } from "../sites/a-site.ts";
import { CONSISTENT, churn } from "./churn.ts";

const COUNT = env.TEST_COUNTS === "small" ? 300 : 600;

beforeEach(() => aSite({ openToAll: true }));

/** Every eighth batch breaks: before it is done, or behind it, when nobody hears that it is. */
function shaky(db: D1Database, random: () => number): D1Database {
  return {
    prepare: (sql: string) => db.prepare(sql),
    async batch(statements: D1PreparedStatement[]) {
      const luck = random();
      if (luck < 0.06) throw new Error("the network is gone");
      const results = await db.batch(statements);
      if (luck > 0.94) throw new Error("the answer is lost");
      return results;
    },
  } as unknown as D1Database;
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

it(`stays equal to the rows through ${COUNT} changes at once`, { timeout: 60_000 }, async () => {
  const random = seeded(Number(process.env.SEED ?? 20_261_126));
  const site = (await readSite(worker.DB, "boutique")) as Site;
  const house = { ...aHouse(), db: shaky(worker.DB, random) };
  const told = await churn(
    { house: async () => house, site, actor: await aPerson("admin"), pause: async () => undefined },
    COUNT,
    16,
    random,
  );
  expect(told.done).toBeGreaterThan(COUNT / 3);
  expect(told.again).toBeGreaterThan(COUNT / 30);
  for (const [wrong, sql] of Object.entries(CONSISTENT)) expect([wrong, (await worker.DB.prepare(sql).all()).results]).toEqual([wrong, []]);
  const shown = await worker.DB.prepare("SELECT count(*) AS n FROM reviews WHERE state = 'published'").first<number>("n");
  expect(shown).toBeGreaterThan(3);
});

it("would see a summary that is wrong", async () => {
  const site = (await readSite(worker.DB, "boutique")) as Site;
  await churn({ house: async () => aHouse(), site, actor: await aPerson("admin"), pause: async () => undefined }, 60, 4, seeded(1));
  await worker.DB.prepare("UPDATE review_counts SET n5 = n5 + 1").run();
  const { results } = await worker.DB.prepare(Object.values(CONSISTENT)[0] as string).all();
  expect(results.length).toBeGreaterThan(0);
});
