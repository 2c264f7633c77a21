/** Where reviews and orders arrive: the channel that a site chose, whatever Slack does meanwhile; and what of it one finds again. */
import { beforeEach, describe, expect, it } from "vitest";
import { worker } from "../../edge/carry.ts";
import { ask, SECRET } from "../../edge/sites/a-site.ts";
import { passerelle } from "../world.ts";
import { CHANNEL, CLOSED, openShop, type Shop, words } from "./a-shop.ts";

const db = worker.DB;
let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
const lose = (kind: "lose-reply" | "lose-request", method = "chat.postMessage") =>
  shop.world.faults.add({ kind, match: { service: "slack", method } });

describe("a card", () => {
  it("that Slack refused for sure is posted once, later", async () => {
    shop.world.faults.add({ kind: "429", match: { service: "slack", method: "chat.postMessage" }, retryAfterSeconds: 5 });
    await shop.review();
    expect(shop.cards()).toEqual([]);
    await shop.told();
    expect(shop.cards()).toEqual([]);
    await shop.later(6_000);
    await shop.told();
    expect(shop.cards()).toHaveLength(1);
  });

  it("whose answer was lost comes again at most once in a channel, never in somebody's messages, and both copies work", async () => {
    lose("lose-reply");
    const id = await shop.review({ rating: 3 });
    await shop.told();
    expect(shop.cards()).toHaveLength(1);
    await shop.later(30_000);
    await shop.told();
    expect(shop.cards()).toHaveLength(2);
    await shop.malik.press(shop.cards()[0] as never, "shop_publish");
    await shop.world.settled();
    await shop.told();
    expect(await shop.row(id)).toMatchObject({ state: "published" });
    for (const card of shop.cards()) expect(words(card)).toContain("Publié par Malik Benali");
  });

  it("in somebody's messages is found again when the answer was lost", async () => {
    await shop.review({ text: "Un premier avis, pour la route." });
    await db.prepare("UPDATE sites SET channel = NULL").run();
    lose("lose-reply");
    await shop.review({ rating: 1 });
    const alerts = () => shop.amelie.messages().filter(({ metadata }) => metadata);
    expect(alerts()).toHaveLength(1);
    await shop.later(30_000);
    await shop.told();
    expect(alerts()).toHaveLength(1);
    expect(await db.prepare("SELECT count(*) AS n FROM review_tells WHERE told < wish").first("n")).toBe(0);
  });

  it("shows the last state although an update was lost", async () => {
    await shop.review();
    lose("lose-request", "chat.update");
    await shop.press("malik", "shop_publish");
    expect(shop.card()).toContain("En attente de décision");
    await shop.later(30_000);
    await shop.told();
    expect(shop.card()).toContain("Publié par Malik Benali");
  });
});

describe("a channel", () => {
  it("that does not let us in is told to whoever looks after the site, once, with the way in", async () => {
    await db.prepare("UPDATE sites SET channel = ?1").bind(CLOSED).run();
    await shop.review();
    await shop.review({ text: "Un autre avis, du même jour." });
    const notices = shop.amelie.messages().filter((message) => words(message).includes("/invite @Passerelle"));
    expect(notices).toHaveLength(1);
    expect(await passerelle(shop.world, "U0MALIK", "avis")).toContain("/invite @Passerelle");
    shop.amelie.inviteApp(CLOSED);
    await shop.amelie.press(notices[0] as never, "shop_retry");
    await shop.world.settled();
    expect(shop.cards(CLOSED)).toHaveLength(2);
    expect(await passerelle(shop.world, "U0MALIK", "avis")).not.toContain("/invite");
  });

  it("lets us in by itself once somebody has invited us, and nobody is told twice", async () => {
    await db.prepare("UPDATE sites SET channel = ?1").bind(CLOSED).run();
    await shop.review();
    shop.amelie.inviteApp(CLOSED);
    await shop.later(600_000);
    await shop.told();
    expect(shop.cards(CLOSED)).toHaveLength(1);
    expect(await db.prepare("SELECT shut_out FROM site_desks").first("shut_out")).toBeNull();
  });
});

describe("/passerelle reviews", () => {
  it("shows figures and what waits, and opens a card that works", async () => {
    const id = await shop.review();
    await shop.press("malik", "shop_publish");
    const second = await shop.review({ rating: 5, text: "La deuxième, pour mon frère." });
    const told = await passerelle(shop.world, "U0JAMES", "reviews");
    for (const part of ["Published reviews", "4 out of 5", "1 (4 out of 5)", "Reviews arrive in <#C0VENTES>", "5 out of 5 – Lampe Opaline"])
      expect(told).toContain(part);
    await shop.james.press(shop.james.ephemerals().at(-1) as never, "shop_see:0");
    await shop.world.settled();
    expect(words(shop.james.modal())).toContain("La deuxième, pour mon frère.");
    const pressed = shop.james.press(shop.james.modal() as never, "shop_publish");
    await shop.world.settled();
    await pressed;
    await shop.world.settled();
    expect(words(shop.james.modal())).toContain("Published by James Carter");
    expect((await shop.page()).reviews.map((one) => one.id).sort()).toEqual([id, second].sort());
  });

  it("says of which the time is over that readers were told", async () => {
    const id = await shop.review();
    expect(await passerelle(shop.world, "U0MALIK", "avis")).not.toContain("délai annoncé dépassé");
    await db.prepare("UPDATE reviews SET waiting_since = waiting_since - 8 * 86400000 WHERE id = ?1").bind(id).run();
    expect(await passerelle(shop.world, "U0MALIK", "avis")).toContain("délai annoncé dépassé");
  });

  it("goes on page by page", async () => {
    for (let i = 0; i < 10; i++) await shop.review({ text: `Un avis parmi dix, le numéro ${i}.` });
    expect(await passerelle(shop.world, "U0MALIK", "avis")).toContain("numéro 7");
    await shop.malik.press(shop.malik.ephemerals().at(-1) as never, "shop_more");
    await shop.world.settled();
    const next = words(shop.malik.ephemerals().at(-1));
    expect([next.includes("numéro 8"), next.includes("numéro 9"), next.includes("numéro 7")]).toEqual([true, true, false]);
  });

  it("says how a first site is made, and which there are", async () => {
    expect(await passerelle(shop.world, "U0MALIK", "avis nulle part")).toMatch(
      /Aucun site ne s’appelle «.nulle part.». Sites connus.: La Boutique/,
    );
    expect(await passerelle(shop.world, "U0MALIK", "avis la boutique")).toContain("Note moyenne");
    await db.prepare("DELETE FROM sites").run();
    expect(await passerelle(shop.world, "U0JAMES", "reviews")).toContain("http://worker.test/studio");
  });

  it("is not for everybody", async () => {
    await shop.world.know("U0CLAIRE");
    expect(await passerelle(shop.world, "U0CLAIRE", "avis")).not.toContain("Note moyenne");
  });
});

describe("App Home", () => {
  it("shows what waits to those who moderate", async () => {
    await shop.review({ text: "À lire depuis l’accueil." });
    for (const who of ["U0MALIK", "U0CLAIRE"] as const) {
      await shop.world.know(who);
      await shop.world.slack.person(who).openHome();
      await shop.world.settled();
    }
    expect(words(shop.malik.home())).toContain("À lire depuis l’accueil.");
    expect(words(shop.world.slack.person("U0CLAIRE").home())).not.toContain("À lire depuis l’accueil.");
  });
});

describe("new orders", () => {
  const order = (number: string, change: object = {}) => ({
    number,
    email: "camille@example.com",
    name: "Camille Moreau",
    orderedOn: new Date().toISOString().slice(0, 10),
    items: [{ sku: "LAMPE", name: "Lampe Opaline" }],
    ...change,
  });
  const send = (orders: object) =>
    ask("/v1/orders", {
      method: "POST",
      origin: null,
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${SECRET}` },
      body: JSON.stringify(orders),
    });
  const lines = () => shop.world.slack.messages(CHANNEL).filter((message) => words(message).includes("1042"));

  it("are a line in the channel of a site that wants it, without a name", async () => {
    await send(order("1041"));
    await db.prepare("INSERT INTO site_desks (site, orders) VALUES (1, 1)").run();
    await send([order("1042"), order("1043"), order("0007", { orderedOn: "2026-01-01" })]);
    await Promise.all([shop.told(), shop.told()]);
    await shop.told();
    expect(lines()).toHaveLength(1);
    const line = words(lines()[0]);
    expect(line).toMatch(/La Boutique – nouvelles commandes.: n°.1042 \(Lampe Opaline\)\nn°.1043/);
    expect(line).not.toMatch(/Camille|1041|0007/);
  });

  it("that came in while Slack was down are told later", async () => {
    await db.prepare("INSERT INTO site_desks (site, orders) VALUES (1, 1)").run();
    shop.world.faults.add({ kind: "500", match: { service: "slack", method: "chat.postMessage" } });
    await send(order("1042"));
    await shop.told();
    await shop.later(60_000);
    await shop.told();
    expect(lines()).toHaveLength(1);
    expect(await db.prepare("SELECT count(*) AS n FROM order_tells").first("n")).toBe(0);
  });
});

describe("the trail", () => {
  it("has words for what shops do", async () => {
    await shop.review();
    await shop.press("malik", "shop_publish");
    const told = await passerelle(shop.world, "U0AMELIE", "audit");
    for (const part of ["Avis reçu", "l’auteur d’un avis", "Avis publié", "Malik Benali"]) expect(told).toContain(part);
    expect(told).not.toMatch(/review\.|publish-review/);
  });
});

describe("figures", () => {
  it("are read from what is counted, and by index: they cost the same whatever there is", async () => {
    const plan = async (sql: string) =>
      (await db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all<{ detail: string }>()).results.map(({ detail }) => detail).join(" | ");
    expect(await plan("SELECT rating FROM reviews WHERE site = 1 AND place > 5 LIMIT 1000")).toContain("reviews_recent");
    expect(await plan("SELECT 1 FROM reviews WHERE site = 1 AND waiting_since IS NOT NULL LIMIT 1000")).toMatch(/reviews_waiting/);
    const first = "SELECT id FROM reviews r WHERE r.waiting_since IS NOT NULL ORDER BY r.waiting_since, r.id LIMIT 6";
    expect(await plan(first)).toMatch(/reviews_waiting_all/);
    expect(await plan(first)).not.toContain("TEMP B-TREE");
    expect(await plan("SELECT review FROM review_tells WHERE told < wish AND retry_at <= 5 ORDER BY retry_at LIMIT 20")).toContain(
      "review_tells_due",
    );
  });
});
