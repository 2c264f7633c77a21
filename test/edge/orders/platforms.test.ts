/** Webhooks of the shops' platforms: only when they are signed, late, twice and out of order, and never refused for what is no mistake. */
import { beforeEach, describe, expect, it } from "vitest";
import { setHookSecret } from "../../../edge/sites/hook-secret.ts";
import type { Site } from "../../../edge/sites/site.ts";
import { readSite } from "../../../edge/sites/site-store.ts";
import { aHouse, aPerson, worker } from "../carry.ts";
import { EMAIL } from "../sites/a-buyer.ts";
import { aSite, ask } from "../sites/a-site.ts";

const db = worker.DB;
const dayAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
const order = () => db.prepare("SELECT * FROM orders").first<Record<string, unknown>>();

beforeEach(() => aSite());

describe("webhooks", () => {
  async function signed(hook: "woocommerce" | "shopify", topic: string, body: unknown, secret: string) {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
    const signature = btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(text)))));
    const headers: Record<string, string> =
      hook === "shopify"
        ? { "X-Shopify-Hmac-Sha256": signature, "X-Shopify-Topic": topic }
        : { "X-WC-Webhook-Signature": signature, "X-WC-Webhook-Topic": topic };
    return ask(`/v1/hooks/${hook}/boutique?site=`, { method: "POST", origin: null, headers, body: text });
  }

  const wooOrder = {
    id: 727,
    number: "727",
    status: "processing",
    date_created_gmt: `${dayAgo(12)}T10:00:00`,
    billing: { first_name: "Camille", last_name: "Moreau", email: EMAIL },
    line_items: [
      { name: "Lampe", sku: "LAMPE", product_id: 9 },
      { name: "Sans référence", sku: "", product_id: 12 },
    ],
  };
  const shopifyOrder = {
    id: 820982911946154500,
    name: "#1001",
    email: EMAIL,
    created_at: `${dayAgo(12)}T12:00:00+02:00`,
    cancelled_at: null,
    financial_status: "paid",
    customer_locale: "en-GB",
    customer: { first_name: "Camille", last_name: null },
    line_items: [{ title: "Lampe", sku: "LAMPE", product_id: 632910392 }],
  };

  async function secretOf(hook: "woocommerce" | "shopify", value: string | null = null) {
    const site = (await readSite(db, "boutique")) as Site;
    return setHookSecret(aHouse(), { actor: await aPerson("admin"), site, hook, value });
  }

  it("of WooCommerce bring orders, paid and cancelled", async () => {
    const secret = await secretOf("woocommerce");
    expect((await signed("woocommerce", "order.created", { ...wooOrder, status: "pending" }, secret)).status).toBe(202);
    expect(await order()).toBeNull();
    await signed("woocommerce", "order.updated", wooOrder, secret);
    expect(await order()).toMatchObject({ number: "727", state: "open", items: expect.stringContaining("wc-12") });
    await signed("woocommerce", "order.updated", { ...wooOrder, status: "refunded" }, secret);
    expect(await order()).toMatchObject({ state: "cancelled" });
    const ping = await ask("/v1/hooks/woocommerce/boutique?site=", { method: "POST", origin: null, body: "webhook_id=5" });
    expect(ping.status).toBe(200);
  });

  it("of Shopify bring orders and products", async () => {
    const secret = await secretOf("shopify", "shpss_0123456789abcdef");
    expect(secret).toBe("shpss_0123456789abcdef");
    await signed("shopify", "orders/paid", shopifyOrder, secret);
    expect(await order()).toMatchObject({ number: "1001", locale: "en", state: "open" });
    const product = {
      id: 9,
      title: "Vase bleu",
      vendor: "Atelier",
      image: { src: "https://cdn.example/v.jpg" },
      variants: [{ sku: "VASE", barcode: "3760000000017" }],
    };
    await signed("shopify", "products/update", product, secret);
    expect(await db.prepare("SELECT name, gtin FROM products WHERE sku = 'VASE'").first()).toEqual({
      name: "Vase bleu",
      gtin: "3760000000017",
    });
    expect((await signed("shopify", "shop/update", {}, secret)).status).toBe(202);
  });

  it("without the right signature bring nothing", async () => {
    await secretOf("shopify");
    expect((await signed("shopify", "orders/paid", shopifyOrder, "another-secret-altogether")).status).toBe(401);
    expect((await signed("woocommerce", "order.updated", wooOrder, "not-set-up-at-all")).status).toBe(401);
    expect((await ask("/v1/hooks/magento/boutique?site=", { method: "POST", origin: null, body: "{}" })).status).toBe(401);
    expect(await order()).toBeNull();
    expect(await db.prepare("SELECT sealed FROM site_secrets").first<string>("sealed")).not.toMatch(/[0-9a-z]{40}/);
  });

  it.each([
    ["nobody to write to", { billing: { ...wooOrder.billing, email: "" } }],
    ["an address that is none", { billing: { ...wooOrder.billing, email: "camille@localhost" } }],
    ["nothing bought", { line_items: [] }],
    ["a draft", { status: "checkout-draft", date_created_gmt: null }],
  ])("of WooCommerce are taken, and forgotten: %s", async (_, change) => {
    const secret = await secretOf("woocommerce");
    expect((await signed("woocommerce", "order.updated", { ...wooOrder, ...change }, secret)).status).toBe(202);
    expect(await order()).toBeNull();
  });

  it("of WooCommerce are taken whatever is long in them, and when an order is deleted", async () => {
    const secret = await secretOf("woocommerce");
    const long = {
      ...wooOrder,
      billing: { ...wooOrder.billing, last_name: "de la ".repeat(40) },
      line_items: [{ name: "Lampe ".repeat(60), sku: `LAMPE,${"X".repeat(90)}`, product_id: 9 }],
    };
    expect((await signed("woocommerce", "order.updated", long, secret)).status).toBe(202);
    expect(JSON.parse(String((await order())?.items))[0].sku).toMatch(/^LAMPE X{58}$/);
    expect((await signed("woocommerce", "order.deleted", { id: 727 }, secret)).status).toBe(202);
    const product = {
      id: 9,
      name: "Lampe",
      sku: "L9",
      permalink: "x".repeat(900),
      images: [{ src: `https://img.example/${"x".repeat(900)}` }],
    };
    expect((await signed("woocommerce", "product.updated", product, secret)).status).toBe(202);
    expect(await db.prepare("SELECT name, url FROM products WHERE sku = 'L9'").first()).toEqual({ name: "Lampe", url: null });
    expect((await signed("woocommerce", "product.updated", { ...product, name: "" }, secret)).status).toBe(202);
  });

  it("that are not what the platform documents are told so", async () => {
    const secret = await secretOf("woocommerce");
    expect((await signed("woocommerce", "order.updated", "{", secret)).status).toBe(400);
    expect((await signed("woocommerce", "order.updated", { id: "x" }, secret)).status).toBe(400);
    const shopify = await secretOf("shopify", "shpss_0123456789abcdef");
    expect((await signed("shopify", "orders/paid", { ...shopifyOrder, created_at: "soon" }, shopify)).status).toBe(202);
    expect(await order()).toBeNull();
  });

  it("that come late change nothing of what came after them", async () => {
    const secret = await secretOf("shopify", "shpss_0123456789abcdef");
    const at = (minute: number) => `${dayAgo(12)}T12:0${minute}:00+02:00`;
    const paid = { ...shopifyOrder, updated_at: at(1) };
    const cancelled = { ...shopifyOrder, updated_at: at(5), cancelled_at: at(5), financial_status: "refunded" };
    await signed("shopify", "orders/cancelled", cancelled, secret);
    expect((await signed("shopify", "orders/paid", paid, secret)).status).toBe(202); // sent again, an hour later
    expect(await order()).toMatchObject({ state: "cancelled", invite_at: null });
    await signed("shopify", "orders/updated", { ...shopifyOrder, updated_at: at(9) }, secret);
    expect(await order()).toMatchObject({ state: "open" });
  });

  it("name what was bought as its page does, whichever variant it was", async () => {
    const skus = async () => JSON.parse(String((await order())?.items)).map(({ sku }: { sku: string }) => sku);
    const woo = await secretOf("woocommerce");
    const line = { name: "Lampe, bleue", sku: "LAMPE-BLEUE", product_id: 9, variation_id: 31 };
    await signed("woocommerce", "product.updated", { id: 9, name: "Lampe", sku: "LAMPE", parent_id: 0 }, woo);
    await signed("woocommerce", "product.updated", { id: 31, name: "Lampe, bleue", sku: "LAMPE-BLEUE", parent_id: 9 }, woo);
    await signed("woocommerce", "order.updated", { ...wooOrder, line_items: [line, { ...line, product_id: 77 }] }, woo);
    expect(await skus()).toEqual(["LAMPE", "LAMPE-BLEUE"]); // of the second nobody has told us
    await db.prepare("DELETE FROM orders").run();
    const shopify = await secretOf("shopify", "shpss_0123456789abcdef");
    const variants = ["VASE-BLEU", "VASE-VERT"].map((sku) => ({ sku, barcode: null }));
    await signed("shopify", "products/create", { id: 5, title: "Vase", vendor: null, variants }, shopify);
    const bought = [{ title: "Vase", sku: "VASE-VERT", product_id: 5 }];
    await signed("shopify", "orders/paid", { ...shopifyOrder, line_items: bought }, shopify);
    expect(await skus()).toEqual(["VASE-BLEU"]);
  });
});
