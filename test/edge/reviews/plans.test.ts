/** Whatever is asked of sites, orders and reviews, an index answers it: no question reads a table from end to end. */
import { beforeAll, expect, it } from "vitest";
import type { House } from "../../../edge/house.ts";
import { inviteBuyers } from "../../../edge/reviews/invite-buyers.ts";
import { longestWaiting, openReports, waitingReviews } from "../../../edge/reviews/moderate/waiting.ts";
import { sweepPhotos } from "../../../edge/reviews/photos/keep-photo.ts";
import type { ReviewDesk } from "../../../edge/reviews/tell/review-desk.ts";
import { figuresOf, tryAgain } from "../../../edge/reviews/tell/site-desk.ts";
import { tellReviews } from "../../../edge/reviews/tell/tell-reviews.ts";
import { shopImportsOf, sweepShopFiles } from "../../../edge/sites/imports/take-shop-file.ts";
import { missesOf, sightingsOf } from "../../../edge/sites/sightings.ts";
import { aHouse, aPerson, worker } from "../carry.ts";
import { authorToken, EMAIL } from "../sites/a-buyer.ts";
import { aReview, aSite, ask, SECRET } from "../sites/a-site.ts";

const db = worker.DB;
const asked = new Set<string>();
const listening = new Proxy(db, {
  get(target, name) {
    if (name === "prepare")
      return (sql: string) => {
        asked.add(sql);
        return target.prepare(sql);
      };
    const value = Reflect.get(target, name);
    return typeof value === "function" ? value.bind(target) : value;
  },
}) as D1Database;
const house: House = { ...aHouse(), db: listening };
const desk = new Proxy({}, { get: () => async () => "1" }) as ReviewDesk;
/** What was bound as a list, what was read before; and what waits for its minute, which is as short as a minute. */
const SHORT = /^(json_each|\(subquery-\d+\)|CONSTANT|order_tells)$/;

const server = (path: string, method = "GET", body: BodyInit | null = null, type = "application/json") =>
  ask(`${path}${path.includes("?") ? "&" : "?"}site=`, {
    method,
    origin: null,
    headers: { Authorization: `Bearer ${SECRET}`, "Content-Type": type },
    body,
    house,
  });
const json = (path: string, body: unknown) =>
  ask(path, { method: "POST", body: JSON.stringify(body), headers: { "Idempotency-Key": crypto.randomUUID() }, house });

beforeAll(async () => {
  await aSite({ openToAll: true, makesClients: true });
  await db
    .prepare("UPDATE sites SET channel = 'C1', created_by = ?1")
    .bind((await aPerson("admin")).id)
    .run();
  const id = await aReview();
  for (const query of [
    "",
    "&sort=rating",
    "&sort=-rating&stars=3",
    "&sort=helpful",
    "&sort=helpful&stars=2",
    "&stars=5",
    "&q=belle",
    "&after=5.99",
  ])
    await ask(`/v1/reviews?product=LAMPE${query}`, { house });
  for (const path of [
    "/v1/ratings?products=LAMPE,VASE",
    "/v1/reviews/form?product=LAMPE",
    "/v1/reviews/LAMPE.html",
    "/r/boutique?product=LAMPE",
    "/v1/photos/x",
  ])
    await ask(path, { house });
  const order = { number: "1", email: EMAIL, orderedOn: "2026-01-01", items: [{ sku: "LAMPE" }] };
  await server("/v1/orders", "POST", JSON.stringify(order));
  await server("/v1/products", "POST", JSON.stringify({ sku: "LAMPE", name: "Lampe" }));
  await server("/v1/reviews/import", "POST", "sku,note,avis,auteur,date\nLAMPE,5,bien,Zoé,2025-01-01", "text/csv");
  await (await server("/v1/reviews/export")).text();
  await server("/v1/imports/x");
  const review = {
    product: "LAMPE",
    rating: 1,
    text: "Belle lumière, câble un peu court.",
    pseudonym: "Camille",
    experiencedOn: "2026-01-10",
    email: EMAIL,
  };
  await json("/v1/reviews", review);
  await json("/v1/reviews", { ...review, proof: { order: "1", email: EMAIL } });
  await json("/v1/reviews", { ...review, proof: { invitation: "x".repeat(43) } });
  await json(`/v1/reviews/${id}/helpful`, {});
  await json(`/v1/reviews/${id}/report`, { reason: "fake" });
  const mine = { headers: { "X-Author": await authorToken() }, house };
  await ask("/v1/reviews/mine", mine);
  await ask("/v1/reviews/mine", { ...mine, method: "PUT", body: JSON.stringify(review) });
  await ask("/v1/reviews/mine", { ...mine, method: "DELETE" });
  await db.prepare("UPDATE orders SET invite_at = 1").run();
  await listening.prepare("INSERT INTO site_desks (site, orders) VALUES (1, 1)").run();
  await db.prepare("INSERT INTO order_tells (order_id, site) SELECT id, 1 FROM orders").run();
  for (const work of [inviteBuyers, sweepPhotos, sweepShopFiles]) await work(house, Date.now() + 9 * 86_400_000);
  await tellReviews(listening, desk);
  for (const work of [figuresOf, openReports, waitingReviews, tryAgain]) await work(listening, 1);
  await longestWaiting(listening, 5);
  for (const work of [shopImportsOf, missesOf, sightingsOf]) await work(listening, { n: 1 });
});

it("none of them", async () => {
  const whole: string[] = [];
  for (const sql of asked) {
    const places = Math.max(0, ...[...sql.matchAll(/\?(\d+)/g)].map(([, n]) => Number(n)));
    const { results } = await db
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .bind(...Array(places).fill(null))
      .all<{ detail: string }>();
    for (const { detail } of results) {
      const [, table = ""] = /^SCAN (\S+)/.exec(detail) ?? [];
      if (table && !SHORT.test(table)) whole.push(`${detail} ← ${sql}`);
    }
  }
  expect(asked.size).toBeGreaterThan(60);
  expect(whole).toEqual([]);
});
