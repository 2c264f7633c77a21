/** Shopify's three privacy webhooks, through the HTTP door: signed, once, and told to an admin in Slack with what was done. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { setHookSecret } from "../../../edge/sites/hook-secret.ts";
import { aHouse, begin, carry } from "../../edge/carry.ts";
import { EMAIL } from "../../edge/sites/a-buyer.ts";
import { aReview, ask } from "../../edge/sites/a-site.ts";
import { allOfIt, openBuyer, TRACES } from "./buyer-steps.ts";
import { dyingBehind, MAIL, tracesOf } from "./privacy-steps.ts";

const SECRET = "shpss_0123456789abcdef";
let p: Awaited<ReturnType<typeof openBuyer>>;

beforeEach(async () => {
  p = await openBuyer();
  await setHookSecret(p.world.house(), { actor: p.amelie, site: p.site, hook: "shopify", value: SECRET });
});
afterEach(async () => {
  await p.world.settled();
  vi.restoreAllMocks();
});

const shop = { shop_id: 954889, shop_domain: "boutique.myshopify.com" };
const customer = { id: 191167, email: EMAIL.toUpperCase(), phone: "555-625-1199" };

async function told(topic: string, body: unknown, { secret = SECRET, delivery = "d1" } = {}) {
  const text = JSON.stringify(body);
  const encode = (words: string) => new TextEncoder().encode(words);
  const key = await crypto.subtle.importKey("raw", encode(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const signature = btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.sign("HMAC", key, encode(text)))));
  const headers = { "X-Shopify-Hmac-Sha256": signature, "X-Shopify-Topic": topic, "X-Shopify-Webhook-Id": delivery };
  const house = p.world.house();
  const answer = await ask("/v1/hooks/shopify/boutique?site=", { method: "POST", origin: null, headers, body: text, house });
  await p.world.settled();
  return answer.status;
}
const carriedOut = async () => {
  const { results } = await p.db.prepare("SELECT id FROM runs WHERE ended_at IS NULL").all<{ id: string }>();
  for (const { id } of results) await carry(p.world.house(), id);
  await p.world.settled();
};
const runs = async () => (await p.db.prepare("SELECT kind, state, outcome FROM runs").all()).results;

describe("customers/redact", () => {
  const redact = { ...shop, customer, orders_to_redact: [299938] };

  it("forgets the buyer at that shop, once, and an admin reads what was done and what was not", async () => {
    await allOfIt(p);
    await p.jeanne();
    await p.db.prepare("UPDATE clients SET email = ?1 WHERE email = ?2").bind(EMAIL, MAIL).run();
    await p.db.prepare("DELETE FROM runs").run();
    expect(await told("customers/redact", redact)).toBe(202);
    expect(await told("customers/redact", redact)).toBe(202);
    await carriedOut();
    expect(await p.count("runs")).toBe(1);
    const card = p.card();
    for (const part of [
      "Shopify demande d’effacer un acheteur (La Boutique)",
      "1 commande sans son acheteur, 1 avis effacé",
      "Seule cette boutique est concernée",
    ])
      expect(card).toContain(part);
    expect(await tracesOf(p, TRACES)).toEqual(["clients"]);
    expect(await p.db.prepare("SELECT input FROM runs").first<string>("input")).not.toMatch(/camille/i);
    expect(await p.db.prepare("SELECT object_kind FROM audit WHERE action = 'person.erase/asked'").first("object_kind")).toBe("run");
  });

  it("finds the orders that Shopify names, whatever address stood in them, with their reviews", async () => {
    const order = {
      ...{
        id: 299938,
        name: "#2001",
        email: "former@example.org",
        created_at: "2026-01-02T10:00:00Z",
        updated_at: null,
        cancelled_at: null,
      },
      ...{
        financial_status: "paid",
        customer: { first_name: "Camille", last_name: "Moreau" },
        line_items: [{ title: "Vase", sku: "VASE" }],
      },
    };
    expect(await told("orders/paid", order)).toBe(202);
    await told("orders/paid", { ...order, id: 299939, name: "#2002" });
    const [{ id = "" } = {}] = (await p.db.prepare("SELECT id FROM orders WHERE vendor_id = '299938'").all<{ id: string }>()).results;
    const review = await aReview({ product: "VASE", order: id, text: "Écrit par Camille" });
    expect(await told("customers/redact", { ...redact, customer: { ...customer, email: null } })).toBe(202);
    await carriedOut();
    expect(p.card()).toContain("1 commande sans son acheteur, 1 avis effacé");
    expect(await p.db.prepare("SELECT state, text FROM reviews WHERE id = ?1").bind(review).first()).toEqual({ state: "erased", text: "" });
    expect(await p.db.prepare("SELECT vendor_id FROM orders WHERE buyer IS NOT NULL").all()).toMatchObject({
      results: [{ vendor_id: "299939" }],
    });
  });

  it("leaves what another shop holds", async () => {
    await allOfIt(p);
    await p.db.batch([
      p.db.prepare(
        `INSERT INTO sites (n, id, name, home, origins, locale, platform, rules, created_by, created_at, updated_at)
         SELECT 2, 'autre', 'Autre', home, origins, locale, platform, rules, created_by, 0, 0 FROM sites WHERE n = 1`,
      ),
      p.db.prepare(
        `INSERT INTO orders (id, site, number, state, items, ordered_on, locale, buyer, buyer_hash, content_hash, created_at, updated_at)
         SELECT 'elsewhere', 2, number, state, items, ordered_on, locale, buyer, buyer_hash, content_hash, 0, 0 FROM orders WHERE site = 1`,
      ),
    ]);
    await told("customers/redact", redact);
    await carriedOut();
    expect(await p.db.prepare("SELECT buyer ->> 'email' AS email FROM orders WHERE id = 'elsewhere'").first("email")).toBe(EMAIL);
    expect(await p.count("orders WHERE site = 1 AND buyer IS NOT NULL")).toBe(0);
  });

  it("of somebody of whom nothing is kept is answered and done", async () => {
    expect(await told("customers/redact", redact)).toBe(202);
    await carriedOut();
    expect(await runs()).toMatchObject([{ kind: "erase-person", state: "done" }]);
    expect(p.card()).toContain("ne conserve rien");
    expect(await told("customers/redact", { ...shop, customer: { id: 1, email: null, phone: "1" } }, { delivery: "d2" })).toBe(202);
    expect(await p.count("runs")).toBe(1);
  });

  it("without its signature does nothing; without an admin it comes again", async () => {
    expect(await told("customers/redact", redact, { secret: "another-secret-altogether" })).toBe(401);
    expect(await told("customers/redact", { customer })).toBe(400);
    await p.db.prepare("UPDATE people SET roles = '[\"employee\"]'").run();
    expect(await told("customers/redact", redact)).toBe(503);
    expect(await p.count("runs")).toBe(0);
  });
});

describe("customers/data_request", () => {
  it("makes the export, and the admin gets it to hand on", async () => {
    await allOfIt(p);
    expect(await told("customers/data_request", { ...shop, customer, orders_requested: [], data_request: { id: 9999 } })).toBe(202);
    await carriedOut();
    expect(await runs()).toMatchObject([{ kind: "export-person", state: "done" }]);
    for (const part of [
      "Shopify demande les données d’un acheteur (La Boutique)",
      "L’export est prêt",
      "sous 30 jours à camille@example.com",
    ])
      expect(p.card()).toContain(part);
    expect(await p.count("documents")).toBe(2);
  });

  it("says so when nothing is kept", async () => {
    await told("customers/data_request", { ...shop, customer, orders_requested: [], data_request: { id: 9999 } });
    await carriedOut();
    expect(p.card()).toContain("Passerelle ne conserve rien sur cette personne");
  });
});

describe("shop/redact", () => {
  it("forgets every buyer, page by page, and keeps the reviews", async () => {
    const { id } = await allOfIt(p);
    await p.db
      .prepare(
        `INSERT INTO orders (id, site, number, state, items, ordered_on, locale, buyer, buyer_hash, content_hash, created_at, updated_at)
       WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 450)
       SELECT 'many' || i, 1, 'A' || i, 'open', '[]', '2026-01-01', 'fr', '{"email":"camille' || i || '@example.com","name":"Camille"}', 'h', 'h', 0, 0 FROM n`,
      )
      .run();
    expect(await told("shop/redact", shop)).toBe(202);
    await carriedOut();
    expect(await runs()).toMatchObject([{ kind: "forget-buyers", state: "done", outcome: '{"orders":451}' }]);
    expect(p.card()).toContain("451 commandes sans leur acheteur");
    expect(p.card()).toContain("Les avis publiés restent");
    expect(await p.count("orders WHERE buyer IS NOT NULL OR buyer_hash <> ''")).toBe(0);
    expect(await p.db.prepare("SELECT state FROM reviews WHERE id = ?1").bind(id).first("state")).toBe("published");
    expect(await p.db.prepare("SELECT email FROM review_authors WHERE review = ?1").bind(id).first("email")).toBeNull();
    expect(await p.count("mails WHERE content IS NOT NULL")).toBe(0);
  });

  it("goes on after being killed, and counts right", async () => {
    await allOfIt(p);
    const house = aHouse();
    const run = await begin(house, p.amelie, "forget-buyers", { site: "boutique", shop: "La Boutique" });
    expect((await carry(house, run.id, { engine: dyingBehind("forget at the shops") })).state).not.toBe("done");
    expect(await carry(house, run.id)).toMatchObject({ state: "done", outcome: { orders: 1 } });
  });

  it("is nobody's but an admin's", async () => {
    const run = await begin(aHouse(), await p.world.know("U0MALIK"), "forget-buyers", { site: "boutique", shop: "La Boutique" });
    expect(await carry(aHouse(), run.id)).toMatchObject({ state: "refused", code: "forbidden" });
  });
});
