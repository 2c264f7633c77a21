/** What the shops hold about a person by their e-mail: shown before, gone behind, kept out when the shop tells of it again. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { aHouse, begin, carry, worker } from "../../edge/carry.ts";
import { authorToken, EMAIL, send } from "../../edge/sites/a-buyer.ts";
import { ask } from "../../edge/sites/a-site.ts";
import { words } from "../reviews/a-shop.ts";
import { allOfIt, openBuyer, TRACES } from "./buyer-steps.ts";
import { dyingBehind, tracesOf } from "./privacy-steps.ts";

let p: Awaited<ReturnType<typeof openBuyer>>;
beforeEach(async () => {
  p = await openBuyer();
});
afterEach(async () => {
  await p.world.settled();
  vi.restoreAllMocks();
});

const shown = async () => (await (await ask("/v1/reviews?product=LAMPE")).json()) as { summary: { count: number; average: string } };
const row = (table: string, id: string) => p.db.prepare(`SELECT * FROM ${table} WHERE id = ?1`).bind(id).first();

describe("erasing a buyer by e-mail", () => {
  it("says what the shop holds, takes it away, and says what stays and why", async () => {
    const { id, other } = await allOfIt(p);
    const photo = await p.db.prepare("SELECT r2_key FROM review_photos").first<string>("r2_key");
    expect(await worker.FILES.head(photo ?? "")).not.toBeNull();
    expect(await shown()).toMatchObject({ summary: { count: 2, average: "2.5" } });
    expect(await tracesOf(p, TRACES)).toEqual(expect.arrayContaining(["orders", "reviews", "review_authors", "review_reports", "mails"]));
    expect(await p.type(`erase-person ${EMAIL}`)).toContain("1 commande · 1 avis · 1 signalement");
    const said = words(await p.windowOf(`erase-person ${EMAIL}`));
    for (const part of [
      "l’acheteur de 1 commande",
      "1 avis, même en ligne, photos comprises",
      "1 signalement",
      "Le numéro, la date et les articles",
    ])
      expect(said).toContain(part);
    await p.admin.submit(undefined, { reason: "asked", word: "effacer" });
    await p.world.settled();
    expect(p.card()).toContain("1 commande sans son acheteur, 1 avis effacé, 1 signalement rendu anonyme");
    expect(p.card()).toContain("la boutique s’y retrouve dans ses comptes");
    expect(await tracesOf(p, TRACES)).toEqual([]);
    expect(await shown()).toMatchObject({ summary: { count: 1, average: "1.0" } });
    expect(await row("reviews", id)).toMatchObject({ state: "erased", text: "", author: "", photos: "[]" });
    expect(await row("reviews", other)).toMatchObject({ state: "published" });
    expect(await p.db.prepare("SELECT reason, text, email FROM review_reports").first()).toEqual({
      reason: "fake",
      text: null,
      email: null,
    });
    expect(await row("orders", p.orderId)).toMatchObject({ number: "1042", buyer: null, buyer_hash: "", invite_at: null });
    expect(await row("mails", "waits")).toMatchObject({ state: "refused", wake_at: null, content: null });
    expect(await worker.FILES.head(photo ?? "")).toBeNull();
    expect(await p.count("review_photos")).toBe(0);
    expect(await p.actions()).toEqual(expect.arrayContaining(["review.erased", "report.forget", "order.forget", "person.erase/asked"]));
    expect(await p.type(`erase-person ${EMAIL}`)).toContain("ne conserve rien");
  });

  it("is said in English too", async () => {
    await allOfIt(p);
    await p.db.prepare("UPDATE people SET locale = 'en'").run();
    await p.windowOf(`erase-person ${EMAIL}`);
    await p.admin.submit(undefined, { reason: "asked", word: "erase" });
    await p.world.settled();
    expect(p.card()).toContain("1 order without its buyer, 1 review erased, 1 report made anonymous");
    expect(p.card()).toContain("the shop’s own books go by them");
  });

  it.each(["forget at the shops", "forget what was typed", "erase in the CRM", "forget the person"])(
    "goes on after being killed behind the step “%s”, and counts right",
    async (step) => {
      const { id } = await allOfIt(p);
      const house = aHouse();
      const run = await begin(house, p.amelie, "erase-person", { subject: { kind: "contact", email: EMAIL }, reason: "asked" });
      expect((await carry(house, run.id, { engine: dyingBehind(step) })).state).not.toBe("done");
      expect(await carry(house, run.id)).toMatchObject({ state: "done", outcome: { orders: 1, reviews: 1, reports: 1, clients: 0 } });
      expect(await tracesOf(p, TRACES)).toEqual([]);
      for (const action of ["order.forget", "review.erased", "report.forget"])
        expect(await p.count(`audit WHERE action = '${action}'`)).toBe(1);
      expect(await p.count(`review_log WHERE event = 'erased' AND review = '${id}'`)).toBe(1);
    },
  );

  it("dies between the review and its order, and goes on", async () => {
    await allOfIt(p);
    const house = aHouse();
    const batch = house.db.batch.bind(house.db);
    let batches = 0;
    vi.spyOn(house.db, "batch").mockImplementation((async (rows: D1PreparedStatement[]) => {
      const done = await batch(rows);
      if ((await p.count("reviews WHERE state = 'erased'")) === 1 && batches++ === 0) throw new Error("killed");
      return done;
    }) as never);
    const run = await begin(house, p.amelie, "erase-person", { subject: { kind: "contact", email: EMAIL }, reason: "asked" });
    await carry(house, run.id).catch(() => null);
    expect(batches).toBeGreaterThan(0);
    vi.restoreAllMocks();
    expect(await carry(aHouse(), run.id)).toMatchObject({ state: "done", outcome: { orders: 1, reviews: 1, reports: 1 } });
    expect(await tracesOf(p, TRACES)).toEqual([]);
  });

  it("waits for a letter that is on its way this very minute", async () => {
    await allOfIt(p);
    await p.db.prepare("UPDATE mails SET state = 'sending' WHERE id = 'waits'").run();
    const house = aHouse();
    const run = await begin(house, p.amelie, "erase-person", { subject: { kind: "contact", email: EMAIL }, reason: "asked" });
    const engine = {
      do: (_name: string, work: () => Promise<unknown>) => work(),
      sleep: async () => p.db.prepare("UPDATE mails SET state = 'sent', wake_at = NULL, ended_at = 1 WHERE id = 'waits'").run(),
    };
    expect(await carry(house, run.id, { engine: engine as never })).toMatchObject({ state: "done", outcome: { orders: 1 } });
    expect(await tracesOf(p, TRACES)).toEqual([]);
  });

  it("is not undone when the shop tells of the order again", async () => {
    await allOfIt(p);
    await p.erase(`erase-person ${EMAIL}`);
    expect(await p.tell()).toMatchObject({ known: true });
    await p.tell({ state: "cancelled" });
    await p.tell({ items: [{ sku: "LAMPE", name: "Lampe" }] });
    expect(await row("orders", p.orderId)).toMatchObject({ state: "open", buyer: null, buyer_hash: "", invite_at: null });
    expect(await tracesOf(p, TRACES)).toEqual([]);
    expect((await send({ proof: { order: "1042", email: EMAIL } })).status).toBe(403);
  });

  it("makes no client of a forgotten buyer", async () => {
    await allOfIt(p);
    await p.erase(`erase-person ${EMAIL}`);
    const rules = { ...p.site.rules, makesClients: true };
    p.site.rules = rules;
    await p.tell();
    expect(await p.count("runs WHERE kind = 'create-client'")).toBe(0);
  });

  it("leaves the link of the author dead, and another buyer's things alone", async () => {
    await allOfIt(p);
    const token = await authorToken();
    await p.tell({ number: "1043", email: "other@example.com", name: "Autre" });
    await p.erase(`erase-person ${EMAIL}`);
    expect((await ask("/v1/reviews/own", { headers: { "X-Author": token } })).status).toBe(404);
    expect(await p.count("orders WHERE buyer ->> 'email' = 'other@example.com'")).toBe(1);
  });
});

it("looks through no table of the shops: everything is found by an index", async () => {
  await allOfIt(p);
  const house = aHouse();
  const asked = new Set<string>();
  const prepare = house.db.prepare.bind(house.db);
  vi.spyOn(house.db, "prepare").mockImplementation((sql) => {
    asked.add(sql);
    return prepare(sql);
  });
  for (const [kind, more] of [
    ["export-person", {}],
    ["erase-person", { reason: "asked" }],
  ] as const)
    await carry(house, (await begin(house, p.amelie, kind, { subject: { kind: "contact", email: EMAIL }, ...more })).id);
  vi.restoreAllMocks();
  const shops = [...asked].filter((sql) => /orders|invitations|review|mails WHERE object/.test(sql));
  expect(shops.length).toBeGreaterThan(12);
  for (const sql of shops) {
    const values = Array.from({ length: Math.max(0, ...[...sql.matchAll(/\?(\d+)/g)].map(([, n]) => Number(n))) }, () => null);
    const { results } = await p.db
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .bind(...values)
      .all<{ detail: string }>();
    const scans = results.map(({ detail }) => detail).filter((detail) => /^SCAN (?!json_each|CONSTANT)/.test(detail));
    expect([sql, scans]).toEqual([sql, []]);
  }
});

describe("exporting a buyer", () => {
  it("holds orders, reviews with their photos, and reports", async () => {
    await allOfIt(p);
    expect(words(await p.windowOf(`export-person ${EMAIL}`))).toContain("1 avis");
    await p.admin.submit(undefined, {});
    await p.world.settled();
    const file = async (type: string) => {
      const key = await p.db.prepare("SELECT r2_key FROM documents WHERE media_type = ?1").bind(type).first<string>("r2_key");
      return (await (await worker.FILES.get(key ?? ""))?.text()) ?? "";
    };
    const json = JSON.parse(await file("application/json"));
    expect(json.orders).toMatchObject([{ shop: "La Boutique", number: "1042", email: EMAIL, items: [{ sku: "LAMPE" }] }]);
    expect(json.reviews).toMatchObject([
      {
        shop: "La Boutique",
        order: "1042",
        rating: 4,
        pseudonym: "Camille M.",
        verified: true,
        photos: [expect.stringMatching(/^data:image\/jpeg;base64,/)],
      },
    ]);
    expect(json.reports).toMatchObject([{ reason: "fake", text: "Écrit de mauvaise foi" }]);
    expect(json.mails.length).toBeGreaterThan(0);
    const page = await file("text/html");
    for (const part of [
      "Commandes dans les boutiques",
      "Belle lumière",
      "Signalements d’avis",
      '<img src="data:image/jpeg;base64,',
      "1042",
    ])
      expect(page).toContain(part);
  });
});
