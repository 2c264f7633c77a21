/** HTTP door of the shop's own server: orders, products and files by secret key, webhooks by their signature. */
import { Hono } from "hono/tiny";
import * as z from "zod/mini";
import { PasserelleError } from "../errors.ts";
import { takeHook } from "../orders/hooks/take-hook.ts";
import { MOST_ORDERS_AT_ONCE, NewOrder } from "../orders/order.ts";
import { recordOrder } from "../orders/record-order.ts";
import { MOST_PRODUCTS_AT_ONCE, NewProduct, putProducts } from "../products/product.ts";
import { exportReviews } from "../reviews/export-reviews.ts";
import { HOOKS, type Hook, isSigned } from "./hook-secret.ts";
import { MOST_FILE_BYTES, readShopImport, takeShopFile } from "./imports/take-shop-file.ts";
import { checked, readBytes, readJson } from "./read-body.ts";
import { enterServer } from "./server-door.ts";
import type { Call, Shop } from "./site-routes.ts";
import { readSite } from "./site-store.ts";
import { whoActs } from "./who-acts.ts";

const MOST_BYTES = 1_000_000;

const Orders = z.union([
  z.pipe(
    NewOrder,
    z.transform((order) => [order]),
  ),
  z.array(NewOrder).check(z.maxLength(MOST_ORDERS_AT_ONCE)),
]);
const Products = z.union([
  z.pipe(
    NewProduct,
    z.transform((product) => [product]),
  ),
  z.array(NewProduct).check(z.maxLength(MOST_PRODUCTS_AT_ONCE)),
]);

const isCsv = (c: Call) => /^text\/csv\b/i.test(c.req.header("Content-Type") ?? "");

export function serverRoutes() {
  return (
    new Hono<Shop>()
      // 202 {orders} or {importId} | 400 invalid_input | 401 unauthorized
      .post("/orders", async (c) => {
        const site = await enterServer(c.req.raw, c.env);
        if (isCsv(c)) return file(c, site, "orders");
        const orders = await readOneOrMany(c, NewOrder, Orders);
        const recorded = [];
        for (const order of orders) recorded.push(await recordOrder(c.env, site, order));
        return c.json({ orders: recorded }, 202);
      })
      // 202 {products} or {importId} | 400 invalid_input | 401 unauthorized
      .post("/products", async (c) => {
        const site = await enterServer(c.req.raw, c.env);
        if (isCsv(c)) return file(c, site, "products");
        const products = await readOneOrMany(c, NewProduct, Products);
        await putProducts(c.env.db, site.n, products).run();
        return c.json({ products: products.length }, 202);
      })
      // 202 {importId} | 401 unauthorized | 413 too_large. `source` = where they were written.
      .post("/reviews/import", async (c) => file(c, await enterServer(c.req.raw, c.env), "reviews"))
      // 200 text/csv | 401 unauthorized
      .get("/reviews/export", async (c) => {
        const site = await enterServer(c.req.raw, c.env);
        const headers = {
          "Content-Type": "text/csv; charset=utf-8",
          "Content-Disposition": `attachment; filename="reviews-${site.id}.csv"`,
        };
        return new Response(exportReviews(c.env.db, site), { headers: { ...headers, "Cache-Control": "no-store" } });
      })
      // 200 how far it is, and what was wrong with which line | 404
      .get("/imports/:id", async (c) => {
        const site = await enterServer(c.req.raw, c.env);
        const found = await readShopImport(c.env.db, site, c.req.param("id"));
        if (!found) throw new PasserelleError("not_found");
        return c.json(found);
      })
      // 202 | 400 invalid_input | 401 unauthorized (a signature that is none) | 413 too_large | 503 misconfigured (no admin)
      .post("/hooks/:hook/:site", async (c) => {
        const { hook, site: id } = c.req.param();
        const body = await readBytes(c.req.raw, MOST_BYTES, "body");
        const text = new TextDecoder().decode(body);
        if (hook === "woocommerce" && /^webhook_id=\d+$/.test(text)) return c.body(null, 200); // it tries the address, unsigned
        const site = (HOOKS as readonly string[]).includes(hook) ? await readSite(c.env.db, id) : null;
        const signature = c.req.header(hook === "shopify" ? "X-Shopify-Hmac-Sha256" : "X-WC-Webhook-Signature") ?? "";
        if (!site || !(await isSigned(c.env, site, hook as Hook, body, signature))) throw new PasserelleError("unauthorized");
        const topic = c.req.header(hook === "shopify" ? "X-Shopify-Topic" : "X-WC-Webhook-Topic") ?? "";
        const delivery = c.req.header("X-Shopify-Webhook-Id") ?? "";
        await takeHook(c.env, site, { hook: hook as Hook, topic, body: jsonOf(text), delivery });
        return c.body(null, 202);
      })
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new PasserelleError("invalid_input", { field: "body" });
  }
}

/** What is wrong is said of the one shape that was meant: a union would not say which field. */
async function readOneOrMany<T>(c: Call, one: z.ZodMiniType<T>, many: z.ZodMiniType<T[]>): Promise<T[]> {
  const value = await readJson(c.req.raw, z.unknown(), MOST_BYTES);
  return Array.isArray(value) ? checked(many, value) : [checked(one, value)];
}

async function file(c: Call, site: Awaited<ReturnType<typeof enterServer>>, kind: "orders" | "products" | "reviews") {
  const bytes = await readBytes(c.req.raw, MOST_FILE_BYTES, "file");
  const source = (c.req.query("source") ?? "").slice(0, 60);
  const actor = await whoActs(c.env.db, site, "site.set");
  return c.json({ importId: await takeShopFile(c.env, site, { kind, bytes, source, actorId: actor?.id ?? site.createdBy }) }, 202);
}
