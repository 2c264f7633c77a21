/** New orders told in a channel, however many came at once. */
import { beforeEach, expect, it } from "vitest";
import type { ReviewDesk } from "../../../edge/reviews/tell/review-desk.ts";
import { tellOrders } from "../../../edge/reviews/tell/tell-orders.ts";
import { worker } from "../carry.ts";
import { aSite } from "../sites/a-site.ts";

const db = worker.DB;
const today = new Date().toISOString().slice(0, 10);

async function ordersOf(count: number, orderedOn: string, prefix: string) {
  await db
    .prepare(
      `INSERT INTO orders (id, site, number, state, items, ordered_on, locale, buyer, buyer_hash, content_hash, created_at, updated_at)
       WITH RECURSIVE k(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k WHERE n < ?1)
       SELECT ?3 || printf('%039d', n), 1, ?3 || n, 'open', '[{"sku":"LAMPE","name":"Lampe"}]', ?2, 'fr', NULL, '', '', n, n FROM k`,
    )
    .bind(count, orderedOn, prefix)
    .run();
}

beforeEach(async () => {
  await aSite();
  await db.batch([db.prepare("UPDATE sites SET channel = 'C1'"), db.prepare("INSERT INTO site_desks (site, orders) VALUES (1, 1)")]);
});

/** @returns what was told: the numbers that are named, and how many more there are */
async function tellOnce(): Promise<[string[], number][]> {
  const told: [string[], number][] = [];
  const desk: Pick<ReviewDesk, "tellOrders"> = {
    tellOrders: async (_channel, _site, orders, more) => void told.push([orders.map(({ number }) => number), more]),
  };
  await tellOrders(db, desk as ReviewDesk);
  return told;
}
const left = () => db.prepare("SELECT count(*) AS n FROM order_tells").first<number>("n");

it("a history that comes in whole is no news", async () => {
  await ordersOf(2_000, "2024-01-01", "old");
  expect(await left()).toBe(0);
  await ordersOf(7, today, "new");
  expect(await tellOnce()).toEqual([[["new1", "new2", "new3", "new4", "new5"], 2]]);
  expect(await left()).toBe(0);
});

it("of a great many so many are taken at once as a statement can hold", async () => {
  await ordersOf(1_500, today, "new");
  expect(await tellOnce()).toEqual([[expect.any(Array), 995]]);
  expect(await left()).toBe(500);
  expect(await tellOnce()).toEqual([[expect.any(Array), 495]]);
  expect(await left()).toBe(0);
});
