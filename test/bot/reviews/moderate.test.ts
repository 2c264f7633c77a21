/** Reviews are moderated from their card: by whoever may, once, whoever else presses; and every copy shows it. */
import { beforeEach, describe, expect, it } from "vitest";
import { worker } from "../../edge/carry.ts";
import { EMAIL } from "../../edge/sites/a-buyer.ts";
import { ask } from "../../edge/sites/a-site.ts";
import { openShop, type Shop, words } from "./a-shop.ts";

const db = worker.DB;
let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

describe("a review that comes in", () => {
  it("is a card in the site's channel, without anything that will not be public", async () => {
    await shop.review({ email: EMAIL, text: "Belle <@U0MALIK> *lumière* :tada: https://ailleurs.example" });
    expect(shop.cards()).toHaveLength(1);
    const card = shop.card();
    expect(card).toContain("★★★★☆ 4 sur 5 – Lampe Opaline");
    expect(card).toContain("Camille M. · achat non vérifié · expérience du 10 janvier 2026 · La Boutique");
    expect(card).toContain("Belle <@U0MALIK> *lumière* :tada: https://ailleurs.example");
    expect(card).toMatch(/À lire de près.: un lien. Ces indices ne décident de rien/);
    expect(card).toContain("En attente de décision");
    expect(card).not.toContain(EMAIL);
    const text = shop.cards()[0]?.blocks?.find((block) => JSON.stringify(block).includes("Belle"));
    expect(text).toMatchObject({ text: { type: "plain_text", emoji: false } });
  });

  it("is told once, however often the cron looks", async () => {
    await shop.review();
    await Promise.all([shop.told(), shop.told()]);
    expect(shop.cards()).toHaveLength(1);
  });

  it("is published with one press, shown at once, and every copy says by whom", async () => {
    const id = await shop.review({ rating: 2 });
    expect((await shop.page()).reviews).toEqual([]);
    await shop.press("malik", "shop_publish");
    expect((await shop.page()).reviews).toMatchObject([{ id, rating: 2 }]);
    for (const copy of [shop.card(), words(shop.amelie.messages().at(-1))]) {
      expect(copy).toMatch(/Publié par Malik Benali, le /);
      expect(copy).not.toMatch(/\| Publier \|/);
    }
    expect(shop.malik.messages()).toEqual([]);
  });

  it("with one or two stars is also told to whoever looks after the site, and works from there", async () => {
    const id = await shop.review({ rating: 1 });
    const alert = shop.amelie.messages().at(-1);
    expect(words(alert)).toContain("Un avis à 1 sur 5 attend votre décision – La Boutique");
    await shop.amelie.press(alert as never, "shop_publish");
    await shop.world.settled();
    expect(await shop.row(id)).toMatchObject({ state: "published" });
    expect(shop.card()).toMatch(/Publié par Amélie Laurent/);
    await shop.review({ rating: 3, text: "Ni bien ni mal, elle éclaire." });
    expect(shop.amelie.messages().filter(({ metadata }) => metadata)).toHaveLength(1);
  });
});

describe("photos", () => {
  it("open by links that end, for who moderates", async () => {
    const id = await shop.review();
    const bytes = new Uint8Array([255, 216, 255]);
    await worker.FILES.put("review-photos/1/f0", bytes, { httpMetadata: { contentType: "image/jpeg" } });
    await db.batch([
      db
        .prepare(
          "INSERT INTO review_photos (id, site, review, media_type, width, height, bytes, r2_key, created_at) VALUES ('f0', 1, ?1, 'image/jpeg', 1200, 900, 3, 'review-photos/1/f0', 0)",
        )
        .bind(id),
      db.prepare("UPDATE reviews SET photos = ?2, version = version + 1 WHERE id = ?1").bind(id, '[{"id":"f0","width":1200,"height":900}]'),
    ]);
    await shop.told();
    await shop.press("malik", "shop_photos");
    expect(words(shop.malik.modal())).toContain("Photo 1 (1 200 × 900)");
    const [url = ""] = /http[^"]*f0\?exp=[^"]*/.exec(JSON.stringify(shop.malik.modal())) ?? [];
    const path = url.slice(url.indexOf("/v1/"));
    expect((await ask(path)).status).toBe(200);
    expect((await ask(path.replace(/sig=./, "sig=z"))).status).toBe(404);
    await shop.malik.close();
  });
});

describe("a decision", () => {
  it("is made once by a double click", async () => {
    await shop.review({ email: EMAIL });
    const card = structuredClone(shop.cards()[0]) as never;
    await Promise.all([shop.malik.press(card, "shop_publish"), shop.malik.press(card, "shop_publish")]);
    await shop.world.settled();
    expect((await shop.mails()).filter((kind) => kind === "review-published")).toHaveLength(1);
    expect(await db.prepare("SELECT count(*) AS n FROM runs WHERE kind = 'publish-review'").first("n")).toBe(1);
  });

  it("is the first one's when two press at once, and the second sees whose", async () => {
    const id = await shop.review({ email: EMAIL });
    const card = structuredClone(shop.cards()[0]) as never;
    await Promise.all([shop.malik.press(card, "shop_publish"), shop.james.press(card, "shop_publish")]);
    await shop.world.settled();
    expect((await shop.mails()).filter((kind) => kind === "review-published")).toHaveLength(1);
    expect(await shop.row(id)).toMatchObject({ state: "published" });
    const [winner] = /(Malik Benali|James Carter)/.exec(shop.card()) ?? [];
    const loser = winner === "Malik Benali" ? shop.james : shop.malik;
    const heard = words(loser.messages().at(-1)) || words(loser.ephemerals().at(-1));
    expect(heard).toContain(winner);
    // Later, from a copy that was not drawn anew.
    await loser.press(card, "shop_publish");
    await shop.world.settled();
    expect((await shop.mails()).filter((kind) => kind === "review-published")).toHaveLength(1);
  });

  it("is asked of the policy again at the click", async () => {
    const id = await shop.review();
    await db.prepare("UPDATE people SET roles = '[\"employee\"]' WHERE slack_user = 'U0MALIK'").run();
    await shop.press("malik", "shop_publish");
    expect(await shop.row(id)).toMatchObject({ state: "pending" });
    expect(await db.prepare("SELECT count(*) AS n FROM audit WHERE outcome = 'refused' AND action = 'site.moderate'").first("n")).toBe(1);
    expect(words(shop.world.slack.person("U0MALIK").ephemerals().at(-1))).toMatch(/rôle|droit|permet/i);
  });

  it("to refuse has a reason, mailed with a word", async () => {
    const id = await shop.review({ email: EMAIL });
    await shop.press("james", "shop_refuse");
    expect(words(shop.james.modal())).toContain("A bad rating is no reason.");
    expect(await shop.submit("james", { text: "Sorry." })).toMatchObject({ errors: expect.anything() });
    await shop.submit("james", { ground: "insult", text: "Merci de rester courtois." });
    expect(await shop.row(id)).toMatchObject({ state: "refused", ground: "insult" });
    const content = await db.prepare("SELECT content FROM mails WHERE kind = 'review-refused'").first<string>("content");
    expect(content).toContain("Merci de rester courtois.");
    expect(shop.card()).toMatch(/Refusé.: Propos injurieux, haineux ou menaçants/);
    expect(shop.card()).toContain("Refusé par James Carter");
  });

  it("to reply is public, can be edited, and is not lost when the review changes meanwhile", async () => {
    const id = await shop.review();
    await shop.press("malik", "shop_publish");
    await shop.press("malik", "shop_reply");
    await shop.submit("malik", { text: "Merci, Camille." });
    expect((await shop.page()).reviews[0]?.reply?.text).toBe("Merci, Camille.");
    await shop.press("malik", "shop_reply");
    await db.prepare("UPDATE reviews SET text = 'Autre chose', version = version + 1 WHERE id = ?1").bind(id).run();
    expect(await shop.submit("malik", { text: "Merci beaucoup." })).toMatchObject({ errors: { text: expect.stringMatching(/a changé/) } });
    expect(shop.malik.modal()).toBeDefined();
  });

  it("that came to nothing gives back what was typed", async () => {
    const id = await shop.review();
    await shop.press("malik", "shop_publish");
    await shop.press("malik", "shop_reply");
    const modal = shop.malik.modal();
    // Between the look of the door and the run's.
    const sent = shop.malik.submit(modal as never, { text: "Une réponse longuement pesée." });
    await sent;
    await db.prepare("UPDATE reviews SET version = version + 1 WHERE id = ?1").bind(id).run();
    await shop.world.settled();
    if ((await shop.row(id))?.reply) return; // the run was faster
    const back = shop.malik.messages().at(-1);
    expect(words(back)).toContain("Une réponse longuement pesée.");
    await shop.malik.press(back as never, "shop_resume");
    await shop.world.settled();
    expect(JSON.stringify(shop.malik.modal())).toContain("Une réponse longuement pesée.");
    await shop.submit("malik", { text: "Une réponse longuement pesée." });
    expect(await shop.row(id)).toMatchObject({ reply: "Une réponse longuement pesée." });
  });

  it("can be to ask the author, when they can be written to", async () => {
    await shop.review();
    expect(shop.card()).not.toContain("Écrire à l’auteur");
    await shop.review({ email: EMAIL, text: "Un second avis, par quelqu’un d’autre." });
    await shop.press("malik", "shop_ask");
    await shop.submit("malik", { text: "De quelle couleur était-elle ?" });
    expect(await shop.mails()).toContain("review-asked");
    expect(shop.card()).toContain("Question envoyée à l’auteur par Malik Benali");
  });
});

describe("a review whose author cannot be written to", () => {
  it("is refused without a word to them, and the window says why", async () => {
    const id = await shop.review();
    await shop.press("malik", "shop_refuse");
    const modal = JSON.stringify(shop.malik.modal());
    expect(modal).toContain("L’auteur n’a pas laissé d’e-mail");
    expect(modal).not.toContain('"block_id":"text"');
    await db.prepare("UPDATE reviews SET text = 'Autre chose', version = version + 1 WHERE id = ?1").bind(id).run();
    expect(await shop.submit("malik", { ground: "insult" })).toMatchObject({ errors: { ground: expect.stringMatching(/a changé/) } });
  });
});

describe("what shows", () => {
  const report = (id: string, body: object) => ask(`/v1/reviews/${id}/report`, { method: "POST", body: JSON.stringify(body) });

  it("and is reported by a reader comes back to the card, where the report is dismissed", async () => {
    const id = await shop.review();
    await shop.press("malik", "shop_publish");
    await report(id, { reason: "fake", text: "Je connais l’auteur.", email: "temoin@example.com" });
    await shop.told();
    expect(shop.card()).toMatch(/Signalé.: avis douteux – un lecteur de la boutique/);
    expect(shop.card()).toContain("Je connais l’auteur.");
    expect(shop.card()).not.toContain("temoin@example.com");
    await shop.press("james", "shop_dismiss:0");
    expect(shop.card()).toContain("Signalement écarté par James Carter");
    expect(shop.cards()).toHaveLength(1);
    expect((await shop.page()).reviews).toHaveLength(1);
  });

  it("and is doubted by the company says why and by whom, then is taken down", async () => {
    const id = await shop.review();
    await shop.press("malik", "shop_publish");
    await shop.press("malik", "shop_doubt");
    await shop.submit("malik", { text: "Aucune commande à ce nom." });
    expect(shop.card()).toMatch(/Signalé.: avis douteux – Malik Benali[\s\S]*Aucune commande à ce nom/);
    await shop.press("james", "shop_refuse");
    await shop.submit("james", { ground: "fake" });
    expect((await shop.page()).reviews).toEqual([]);
    expect(await shop.row(id)).toMatchObject({ state: "refused" });
    expect(shop.card()).not.toMatch(/Signalé.:/);
  });

  it("and is erased by its author leaves nothing of it in Slack", async () => {
    const id = await shop.review({ rating: 1, text: "Un texte que je regrette déjà." });
    await db
      .prepare("UPDATE reviews SET state = 'erased', text = '', author = '', waiting_since = NULL, version = version + 1 WHERE id = ?1")
      .bind(id)
      .run();
    await shop.told();
    for (const copy of [shop.card(), words(shop.amelie.messages().at(-1))]) expect(copy).toMatch(/^Effacé par son auteur/);
    expect(JSON.stringify(shop.world.slack.messages("C0VENTES"))).not.toContain("regrette");
    await db.prepare("DELETE FROM reviews WHERE id = ?1").bind(id).run();
    await shop.told();
    expect(await db.prepare("SELECT count(*) AS n FROM review_cards").first("n")).toBe(0);
  });
});
