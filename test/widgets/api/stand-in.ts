/**
 * Stand-in of the Worker's side that widgets see: the built widgets, and the API of edge/reviews in memory, with the answers that
 * a test wants to see. Every request is noted.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Hono } from "hono";
import type { Review } from "../../../widgets/shapes.ts";
import { root } from "../../sandbox/set-up.mjs";
import { noticeIn } from "./notice.ts";
import { sampleReview } from "./sample-reviews.ts";

export const SITE = "pk_demo";
const PAGE = 10;

export interface StandIn {
  fetch(request: Request): Promise<Response>;
  /** Method and path with its query, as they came. */
  requests: string[];
  /** What was posted, parsed. */
  posted: { path: string; headers: Headers; body: unknown }[];
  /** How many reviews a product has; 27 otherwise. */
  counts: Map<string, number>;
  /** Answers in place of the usual one, tried in order; `undefined` lets it through. */
  faults: ((request: Request) => Promise<Response | undefined> | Response | undefined)[];
}

export const problem = (status: number, title: string, more: object = {}) =>
  new Response(JSON.stringify({ type: `https://passerelle.dev/problems/${title}`, title, status, ...more }), {
    status,
    headers: { "Content-Type": "application/problem+json", "Access-Control-Allow-Origin": "*" },
  });

export function standIn(): StandIn {
  const self: StandIn = { fetch: answer, requests: [], posted: [], counts: new Map(), faults: [] };
  const app = new Hono();
  const all = (product: string) => Array.from({ length: self.counts.get(product) ?? 27 }, (_, i) => sampleReview(product, i));

  app.use(async (c, next) => {
    await next();
    c.res.headers.set("Access-Control-Allow-Origin", c.req.header("origin") ?? "*");
    c.res.headers.set("Vary", "Origin");
  });
  app.options("*", (c) => {
    c.header("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE");
    c.header("Access-Control-Allow-Headers", c.req.header("access-control-request-headers") ?? "");
    return c.body(null, 204);
  });
  app.get("/v1/ratings", (c) => {
    const products = (c.req.query("products") ?? "").split(",");
    const rated = products.filter((product) => all(product).length > 0);
    return c.json({ ratings: Object.fromEntries(rated.map((product) => [product, ratingOf(all(product))])) });
  });
  app.get("/v1/reviews", (c) => c.json(pageOf(all(c.req.query("product") ?? ""), c.req.query())));
  app.get("/v1/reviews/form", (c) => c.json(offerOf(c.req.query("product"), c.req.query("lang"), c.req.header("x-invitation"))));
  app.post("/v1/reviews/:id/helpful", (c) => c.body(null, 204));
  app.post("/v1/reviews/:id/report", async (c) => keep(c.req.raw, await c.req.json(), c.body(null, 202)));
  app.post("/v1/photos", async (c) =>
    keep(c.req.raw, (await c.req.arrayBuffer()).byteLength, c.json({ id: `p${self.posted.length}` }, 201)),
  );
  app.post("/v1/reviews", async (c) => keep(c.req.raw, await c.req.json(), c.json({ id: "r1", state: "pending" }, 202)));
  app.get("/photos/:name", (c) => c.body(photo(Number.parseInt(c.req.param("name"), 10)), 200, { "Content-Type": "image/svg+xml" }));
  app.get("/v1/*", (c) => builtFile(c.req.path));

  function keep(request: Request, body: unknown, response: Response) {
    self.posted.push({ path: new URL(request.url).pathname, headers: request.headers, body });
    return response;
  }

  async function answer(request: Request): Promise<Response> {
    const { pathname, search } = new URL(request.url);
    self.requests.push(`${request.method} ${pathname}${search}`);
    for (const fault of self.faults) {
      const other = request.method === "OPTIONS" ? undefined : await fault(request);
      if (other) return other;
    }
    return app.fetch(request);
  }
  return self;
}

/** As wrangler serves widgets/built: with what _headers says, CORS and for how long. */
function builtFile(path: string): Response {
  const file = join(root, "widgets/built", path);
  if (path.includes("..") || !existsSync(file)) return new Response("not there", { status: 404 });
  const lasting = /\/v1\/(chunks|\d[\d.]*)\//.test(path) ? "public, max-age=31536000, immutable" : "public, max-age=600";
  const type = path.endsWith(".js") ? "text/javascript" : "application/json";
  return new Response(readFileSync(file), { headers: { "Content-Type": type, "Cache-Control": lasting } });
}

const oneDecimal = (reviews: Review[]) =>
  reviews.length === 0 ? null : (Math.round((reviews.reduce((sum, { rating }) => sum + rating, 0) / reviews.length) * 10) / 10).toFixed(1);
const ratingOf = (reviews: Review[]) => ({ count: reviews.length, average: oneDecimal(reviews) });

function pageOf(all: Review[], { sort = "date", stars, q, after, lang }: Record<string, string>) {
  const found = all.filter(
    ({ rating, text }) => (!stars || rating === Number(stars)) && (!q || text.toLowerCase().includes(q.toLowerCase())),
  );
  if (sort === "rating") found.sort((a, b) => b.rating - a.rating);
  if (sort === "-rating") found.sort((a, b) => a.rating - b.rating);
  if (sort === "helpful") found.sort((a, b) => b.helpful - a.helpful);
  const from = Number(after ?? 0);
  const days = all.map(({ publishedAt }) => publishedAt.slice(0, 10)).sort();
  const page = { reviews: found.slice(from, from + PAGE), next: found.length > from + PAGE ? String(from + PAGE) : null };
  if (after) return page;
  const summary = {
    ...ratingOf(all),
    stars: [1, 2, 3, 4, 5].map((n) => all.filter(({ rating }) => rating === n).length),
    from: days[0] ?? null,
    to: days.at(-1) ?? null,
  };
  return { ...page, summary, notice: noticeIn(lang) };
}

function offerOf(product: string | undefined, lang: string | undefined, invitation: string | undefined) {
  const fr = lang !== "en";
  return {
    product: product ? { sku: product, name: product === "LAMPE-OPALINE" ? "Lampe de table Opaline" : product } : null,
    invited: invitation === "good-token",
    open: true,
    photos: { most: 4, maxBytes: 8_000_000, types: ["image/jpeg", "image/png", "image/webp"] },
    text: { min: 10, max: 4_000 },
    consent: fr
      ? "Votre avis, votre pseudonyme et vos photos seront publiés après relecture, quelle que soit votre note. Votre adresse ne sert qu’à vérifier la commande."
      : "Your review, pseudonym and photos are published once read, whatever your rating. Your address only serves to check the order.",
    orderHint: fr
      ? "Le numéro est dans l’e-mail de confirmation, par exemple CMD-1042."
      : "The number is in the confirmation e-mail, for example CMD-1042.",
  };
}

/** A lamp on a table, so that a photo is seen to be one. */
function photo(n: number): string {
  const hue = [34, 200, 18, 90][n] ?? 34;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"><rect width="640" height="480" fill="hsl(${hue} 30% 78%)"/><rect y="350" width="640" height="130" fill="hsl(${hue} 25% 45%)"/><circle cx="320" cy="190" r="110" fill="hsl(45 90% 88%)"/><rect x="300" y="290" width="40" height="90" fill="hsl(${hue} 40% 30%)"/></svg>`;
}
