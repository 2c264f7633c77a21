/** What a shop's server tells: orders once by their number, invitations once for each, webhooks only when they are signed. */
import { beforeEach, describe, expect, it } from "vitest";
import { inviteBuyers } from "../../../edge/orders/invite-buyers.ts";
import { setHookSecret } from "../../../edge/sites/hook-secret.ts";
import type { Site } from "../../../edge/sites/site.ts";
import { readSite } from "../../../edge/sites/site-store.ts";
import { aHouse, aPerson, carry, worker } from "../carry.ts";
import { EMAIL, send } from "../sites/a-buyer.ts";
import { aSite, ask, EDGE, SECRET } from "../sites/a-site.ts";

const db = worker.DB;
const DAY_MS = 86_400_000;
const dayAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);
const anOrder = {
  number: "#1042",
  email: EMAIL,
  name: "Camille Moreau",
  orderedOn: dayAgo(12),
  items: [
    { sku: "LAMPE", name: "Lampe" },
    { sku: "COUSSIN", name: "Coussin" },
  ],
};
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  ask(`${path}?site=`, {
    method: "POST",
    origin: null,
    headers: { Authorization: `Bearer ${SECRET}`, ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
const order = () => db.prepare("SELECT * FROM orders").first<Record<string, unknown>>();
const mails = async () =>
  (await db.prepare("SELECT recipient, content FROM mails WHERE kind = 'review-invitation'").all<{ recipient: string; content: string }>())
    .results;

beforeEach(() => aSite());

describe("an order", () => {
  it("is taken in once by its number; other words about it count", async () => {
    const first = await post("/v1/orders", anOrder);
    expect([first.status, await first.json()]).toEqual([202, { orders: [{ id: expect.any(String), number: "1042", known: false }] }]);
    expect(await (await post("/v1/orders", anOrder)).json()).toMatchObject({ orders: [{ known: true }] });
    await post("/v1/orders", { ...anOrder, state: "cancelled" });
    expect(await order()).toMatchObject({ state: "cancelled", invite_at: null, number: "1042" });
    expect(await db.prepare("SELECT name FROM products WHERE sku = 'COUSSIN'").first<string>("name")).toBe("Coussin");
    expect(await db.prepare("SELECT name FROM products WHERE sku = 'LAMPE'").first<string>("name")).toBe("Lampe Opaline");
  });

  it("proves the purchase, as the buyer writes its number", async () => {
    await post("/v1/orders", [anOrder]);
    expect((await send({ proof: { order: "n° 1042", email: EMAIL.toUpperCase() } })).status).toBe(202);
  });

  it.each([
    ["email", { email: "nobody" }],
    ["orderedOn", { orderedOn: "2999-01-01" }],
    ["items", { items: [] }],
    ["number", { number: "  " }],
  ])("must be right: %s", async (field, change) => {
    const response = await post("/v1/orders", { ...anOrder, ...change });
    expect([response.status, await response.json()]).toEqual([400, expect.objectContaining({ title: "invalid_input", field })]);
  });

  it.each(["", "Bearer sk_1_wrongwrongwrongwrong", `Bearer ${"pk_1_0123456789abcdefghij"}`, "Basic x"])(
    "needs the secret key, not %s",
    async (Authorization) => {
      expect((await post("/v1/orders", anOrder, { Authorization })).status).toBe(401);
      expect(await order()).toBeNull();
    },
  );

  it("makes the buyer a client when the site wants it, once", async () => {
    const admin = await aPerson("admin");
    await aSite({ makesClients: true });
    await db.prepare("UPDATE sites SET created_by = ?1").bind(admin.id).run();
    await post("/v1/orders", anOrder);
    await post("/v1/orders", { ...anOrder, number: "1043" });
    const { results } = await db.prepare("SELECT id, kind, input FROM runs").all<{ id: string; kind: string; input: string }>();
    expect(results).toHaveLength(1);
    expect(JSON.parse(results[0]?.input ?? "")).toMatchObject({
      identity: { type: "person", name: "Camille Moreau" },
      contact: { email: EMAIL },
    });
    expect((await carry(aHouse(), results[0]?.id ?? "")).state).toBe("done");
  });
});

describe("invitations", () => {
  it("go out once, some days after, each product with its own link", async () => {
    await post("/v1/orders", anOrder);
    expect(await Promise.all([inviteBuyers(aHouse()), inviteBuyers(aHouse())])).toEqual(expect.arrayContaining([0, 1]));
    expect(await inviteBuyers(aHouse())).toBe(0);
    const [mail, ...others] = await mails();
    expect(others).toEqual([]);
    expect(mail?.recipient).toContain(EMAIL);
    const tokens = [...(JSON.parse(mail?.content ?? "{}") as { text: string }).text.matchAll(/r\/boutique\?product=(\w+)#i=([\w-]{43})/g)];
    expect(tokens.map(([, sku]) => sku).sort()).toEqual(["COUSSIN", "LAMPE"]);
    expect(mail?.content).toContain(EDGE);
    for (const [, product, invitation] of tokens) expect((await send({ product, proof: { invitation } })).status).toBe(202);
    expect(await db.prepare("SELECT count(*) AS n FROM reviews WHERE how = 'invitation'").first<number>("n")).toBe(2);
  });

  it("wait for their day, and are not sent for what is long past or cancelled", async () => {
    await post("/v1/orders", [
      { ...anOrder, number: "1", orderedOn: dayAgo(2) },
      { ...anOrder, number: "2", orderedOn: dayAgo(90) },
      { ...anOrder, number: "3", state: "cancelled" },
    ]);
    expect(await inviteBuyers(aHouse())).toBe(0);
    expect(await inviteBuyers(aHouse(), Date.now() + 9 * DAY_MS)).toBe(1);
  });

  it("wait until somebody has said where the Worker is", async () => {
    await post("/v1/orders", anOrder);
    await db.prepare("DELETE FROM settings").run();
    expect(await inviteBuyers(aHouse())).toBe(0);
    expect(await order()).toMatchObject({ invite_at: expect.any(Number) });
  });

  it("are not sent twice when the order is told anew", async () => {
    await post("/v1/orders", anOrder);
    await inviteBuyers(aHouse());
    await post("/v1/orders", { ...anOrder, name: "C. Moreau" });
    expect(await inviteBuyers(aHouse(), Date.now() + 30 * DAY_MS)).toBe(0);
  });
});

describe("webhooks", () => {
  async function signed(hook: "woocommerce" | "shopify", topic: string, body: unknown, secret: string) {
    const text = JSON.stringify(body);
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
    expect((await post("/v1/hooks/magento/boutique", {})).status).toBe(401);
    expect(await order()).toBeNull();
    expect(await db.prepare("SELECT sealed FROM site_secrets").first<string>("sealed")).not.toMatch(/[0-9a-z]{40}/);
  });
});
