/** What a page of a shop is shown: ratings, reviews in every order, the notice; and who is not shown anything. */
import { beforeEach, describe, expect, it } from "vitest";
import type { ReviewPage } from "../../../edge/reviews/review.ts";
import { aHouse, worker } from "../carry.ts";
import { aReview, aSite, ask, EDGE, KEY, SHOP } from "../sites/a-site.ts";

const T0 = Date.UTC(2026, 0, 1);
const page = async (query = "") => (await (await ask(`/v1/reviews?product=LAMPE${query}`)).json()) as ReviewPage;
const texts = async (query = "") => (await page(query)).reviews.map(({ text }) => text);

beforeEach(() => aSite());

describe("ratings", () => {
  it("are those of the published, to one decimal, and those alone", async () => {
    for (const rating of [5, 4, 1]) await aReview({ rating });
    await aReview({ rating: 1, state: "refused" });
    await aReview({ rating: 1, state: "pending" });
    const response = await ask("/v1/ratings?products=LAMPE,VASE,%20AUTRE");
    expect(await response.json()).toEqual({ ratings: { LAMPE: { count: 3, average: "3.3" } } });
    expect(response.headers.get("Cache-Control")).toBe("public, max-age=60");
    const again = await ask("/v1/ratings?products=LAMPE,VASE,AUTRE", { headers: { "If-None-Match": `W/${response.headers.get("ETag")}` } });
    expect(again.status).toBe(304);
  });

  it("are asked a hundred at a time at most", async () => {
    const many = Array.from({ length: 101 }, (_, i) => `P${i}`).join(",");
    const response = await ask(`/v1/ratings?products=${many}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      title: "invalid_input",
      field: "products",
      detail: "Demandez de 1 à 100 produits à la fois.",
    });
  });
});

describe("reviews", () => {
  it("have a summary, and what the law wants told, in the language of the page", async () => {
    await aReview({ rating: 5, at: T0 });
    await aReview({ rating: 4, at: T0 + 86_400_000 });
    const first = await page();
    expect(first.summary).toEqual({ count: 2, average: "4.5", stars: [0, 0, 0, 1, 1], from: "2026-01-01", to: "2026-01-02" });
    expect(first.notice?.order).toMatch(/date de publication/);
    expect((await page("&lang=en")).notice?.rules.map(({ title }) => title)).toContain("Reasons for refusal");
    expect(first.reviews[0]).toMatchObject({ rating: 4, verified: false, how: null, experiencedOn: "2026-01-02", reply: null, photos: [] });
  });

  it("say that there are none", async () => {
    expect(await page()).toMatchObject({ summary: { count: 0, average: null, from: null }, reviews: [], next: null });
  });

  it.each([
    ["date", "&sort=date", (a: Seed, b: Seed) => b.at - a.at],
    ["best", "&sort=rating", (a: Seed, b: Seed) => b.rating - a.rating || b.at - a.at],
    ["worst", "&sort=-rating", (a: Seed, b: Seed) => a.rating - b.rating || b.at - a.at],
    ["helpful", "&sort=helpful", (a: Seed, b: Seed) => b.helpful - a.helpful || b.at - a.at],
    ["five stars", "&stars=5&sort=rating", (a: Seed, b: Seed) => b.at - a.at],
    ["five stars, helpful", "&stars=5&sort=helpful", (a: Seed, b: Seed) => b.helpful - a.helpful || b.at - a.at],
    ["words", "&q=lampe", (a: Seed, b: Seed) => b.at - a.at],
    ["words, worst", "&q=Lampé&sort=-rating", (a: Seed, b: Seed) => a.rating - b.rating || b.at - a.at],
  ])("come page after page, each once: %s", async (_, query, order) => {
    const seeds = Array.from({ length: 34 }, (_, i) => ({ at: T0 + ((i * 13) % 34) * 1000, rating: (i % 5) + 1, helpful: (i * 7) % 11 }));
    for (const [i, seed] of seeds.entries()) await aReview({ ...seed, text: `lampe ${i}` });
    await aReview({ product: "VASE", text: "lampe ailleurs" });
    const wanted = seeds
      .map((seed, i) => ({ ...seed, text: `lampe ${i}` }))
      .filter(({ rating }) => !query.includes("stars=5") || rating === 5);
    const seen: string[] = [];
    for (let after: string | null = ""; after !== null; ) {
      const found: ReviewPage = await page(`${query}&after=${after}`);
      seen.push(...found.reviews.map(({ text }) => text));
      expect(found.reviews.length).toBeLessThanOrEqual(10);
      expect(Boolean(found.notice)).toBe(after === "");
      after = found.next;
    }
    expect(seen).toEqual(wanted.sort(order).map(({ text }) => text));
  });

  it("are found by words, half typed and without accents, and by no syntax", async () => {
    await aReview({ text: "Très déçue de la livraison" });
    await aReview({ text: "Parfaite" });
    expect(await texts("&q=decue%20livr")).toEqual(["Très déçue de la livraison"]);
    for (const q of ['"', "*", "parfaite OR decue", "page:s1p", "NEAR(a b)", "^", "🎉", "s1p4c414d5045", "́", "ไทย", "(", "a AND"]) {
      const response = await ask(`/v1/reviews?product=LAMPE&q=${encodeURIComponent(q)}`);
      expect([q, response.status]).toEqual([q, 200]);
    }
    expect(await texts("&q=xyz")).toEqual([]);
  });

  it("are found among many by whole words, over several pages, and half typed among the newest", async () => {
    const row = worker.DB.prepare(
      `INSERT INTO reviews (id, site, product, state, rating, text, author, language, experienced_on, verified, submitted_at, published_at, content_hash)
       SELECT 'm' || value, 1, 'LAMPE', 'published', value % 5 + 1, 'Avis ' || value || iif(value % 10 = 0, ', l’abat-jour déçoit', ' sans rien'), 'Inès', 'fr',
         '2026-01-01', 0, ?1 + value * 1000, ?1 + value * 1000, '' FROM json_each(?2)`,
    );
    await row.bind(T0, JSON.stringify(Array.from({ length: 400 }, (_, i) => i))).run();
    for (const q of ["jour", "déçoit abat", "DECOIT%20jours"]) {
      const seen: string[] = [];
      for (let after: string | null = ""; after !== null; ) {
        const found: ReviewPage = await page(`&q=${q}&after=${after}`);
        seen.push(...found.reviews.map(({ text }) => text));
        after = found.next;
      }
      expect([q, seen]).toEqual([q, Array.from({ length: 40 }, (_, i) => `Avis ${390 - i * 10}, l’abat-jour déçoit`)]);
    }
    expect((await page("&q=jour&stars=1&sort=helpful")).reviews).toHaveLength(10);
    expect((await texts("&q=abat%20deco")).length).toBe(10);
    expect(await texts("&q=s1p4c414d5045xjour")).toEqual([]);
  });

  it.each(["&sort=oldest", "&stars=6", "&stars=5%20OR%201"])("refuse what is no wish: %s", async (query) => {
    expect((await ask(`/v1/reviews?product=LAMPE${query}`)).status).toBe(400);
  });

  it("begin from the start with a cursor that is none", async () => {
    await aReview();
    expect((await page("&after=%27--")).reviews).toHaveLength(1);
  });

  it("of the shop itself are those without a product", async () => {
    await aReview({ product: "", text: "Bonne boutique" });
    await aReview();
    const { reviews } = (await (await ask("/v1/reviews")).json()) as ReviewPage;
    expect(reviews.map(({ text }) => text)).toEqual(["Bonne boutique"]);
  });
});

describe("the form", () => {
  it("says what it is about", async () => {
    expect(await (await ask("/v1/reviews/form?product=LAMPE")).json()).toMatchObject({
      product: { sku: "LAMPE", name: "Lampe Opaline" },
      invited: false,
      open: false,
      photos: { most: 4, maxBytes: 8_000_000 },
      text: { min: 10, max: 5000 },
    });
    expect(await (await ask("/v1/reviews/form?product=X")).json()).toMatchObject({ product: null });
  });
});

describe("the door", () => {
  it("lets in the pages of the site, and says so to each", async () => {
    const response = await ask("/v1/ratings?products=LAMPE");
    expect(response.headers.get("Access-Control-Allow-Origin")).toBe(SHOP);
    expect(response.headers.get("Vary")).toContain("Origin");
    expect(response.headers.get("Set-Cookie")).toBeNull();
  });

  it("notes where the tag of the site is seen", async () => {
    await worker.DB.prepare("UPDATE sites SET origins = '[\"https://seen.example\"]'").run();
    for (let i = 0; i < 2; i++) expect((await ask("/v1/ratings?products=LAMPE", { origin: "https://seen.example" })).status).toBe(200);
    expect(await worker.DB.prepare("SELECT origin FROM site_sightings").first<string>("origin")).toBe("https://seen.example");
  });

  it.each(["https://evil.example", "https://boutique.example.evil.example", "http://boutique.example", "null"])(
    "keeps out pages of %s",
    async (origin) => {
      const response = await ask("/v1/ratings?products=LAMPE", { origin });
      expect([response.status, response.headers.get("Access-Control-Allow-Origin")]).toEqual([403, null]);
      expect(await response.json()).toMatchObject({ title: "forbidden", field: "origin" });
      expect((await ask("/v1/reviews", { method: "OPTIONS", origin })).headers.get("Access-Control-Allow-Origin")).toBeNull();
    },
  );

  it("answers its own pages, and programs that only read", async () => {
    expect((await ask("/v1/ratings?products=LAMPE", { origin: EDGE })).status).toBe(200);
    expect((await ask("/v1/ratings?products=LAMPE", { origin: null })).status).toBe(200);
  });

  it.each(["", "pk_1_", "pk_1_zzzzzzzzzzzzzzzzzzzz", `pk_2_${KEY.slice(5)}`, "sk_1_0123456789abcdefghijklmnop", "' OR 1=1"])(
    "knows no key %s, and says so to whoever set it up",
    async (key) => {
      const response = await ask(`/v1/ratings?products=LAMPE&site=${encodeURIComponent(key)}`);
      expect([response.status, response.headers.get("Access-Control-Allow-Origin")]).toEqual([401, SHOP]);
      expect(response.headers.get("Content-Type")).toBe("application/problem+json");
    },
  );

  it("knows a revoked key no more, and one that is being rotated still", async () => {
    await worker.DB.prepare("UPDATE site_keys SET ends_at = ?1 WHERE kind = 'public'")
      .bind(Date.now() + 60_000)
      .run();
    expect((await ask("/v1/ratings?products=LAMPE")).status).toBe(200);
    await worker.DB.prepare("UPDATE site_keys SET ends_at = ?1 WHERE kind = 'public'")
      .bind(Date.now() - 1)
      .run();
    expect((await ask("/v1/ratings?products=LAMPE")).status).toBe(401);
  });

  it("tells a browser beforehand what it may send", async () => {
    const response = await ask("/v1/reviews", { method: "OPTIONS" });
    expect(response.status).toBe(204);
    expect(response.headers.get("Access-Control-Allow-Headers")).toContain("X-Author");
  });

  it("holds a flood", async () => {
    const env = { ...worker, SITE_LIMIT: { limit: async () => ({ success: false }) } };
    const response = await ask("/v1/ratings?products=LAMPE", { house: { ...aHouse(), env }, limits: true });
    expect([response.status, response.headers.get("Retry-After")]).toEqual([429, "60"]);
    // An author comes from a mail, without the site's key.
    const author = await ask("/v1/reviews/mine?site=", {
      house: { ...aHouse(), env },
      limits: true,
      origin: null,
      headers: { "X-Author": "a-guess" },
    });
    expect(author.status).toBe(429);
  });

  it("says not found in words", async () => {
    const response = await ask("/v1/nothing?lang=en");
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ title: "not_found", detail: "This page or review does not exist, or no longer does." });
  });
});

interface Seed {
  at: number;
  rating: number;
  helpful: number;
}
