/** What a shop's server tells: orders once by their number, invitations once for each product. */
import { beforeEach, describe, expect, it } from "vitest";
import { inviteBuyers } from "../../../edge/reviews/invite-buyers.ts";
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
    const { html } = JSON.parse(mail?.content ?? "{}") as { html: string };
    expect(html).toMatch(
      /display:inline-block[^>]*>Donner mon avis[\s\S]*aussi donner votre avis[\s\S]*<a href="[^"]*#i=[\w-]{43}"[^>]*>Coussin<\/a>/,
    );
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

  it("are once for a product on two lines, and none for what the buyer has reviewed already", async () => {
    await post("/v1/orders", { ...anOrder, items: [...anOrder.items, { sku: "LAMPE", name: "Lampe, la bleue" }] });
    await send({ product: "LAMPE", proof: { order: "1042", email: EMAIL } });
    expect(await inviteBuyers(aHouse())).toBe(1);
    const { results } = await db.prepare("SELECT product FROM invitations").all();
    expect(results).toEqual([{ product: "COUSSIN" }]);
  });

  it("of one order that cannot be asked about hold no other up", async () => {
    await post("/v1/orders", [anOrder, { ...anOrder, number: "1043" }]);
    await db.prepare("UPDATE orders SET buyer = '{\"email\": \"nobody\"}' WHERE number = '1042'").run();
    expect(await inviteBuyers(aHouse())).toBe(1);
    const later = await db.prepare("SELECT invite_at FROM orders WHERE number = '1042'").first<number>("invite_at");
    expect(later).toBeGreaterThan(Date.now());
  });

  it("are not sent twice when the order is told anew", async () => {
    await post("/v1/orders", anOrder);
    await inviteBuyers(aHouse());
    await post("/v1/orders", { ...anOrder, name: "C. Moreau" });
    expect(await inviteBuyers(aHouse(), Date.now() + 30 * DAY_MS)).toBe(0);
  });
});
