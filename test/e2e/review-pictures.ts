/** The README's pictures of a web site's reviews: the studio, the review's card in Slack, the shop. */
import type { Browser, Page } from "playwright-core";
import { SAMPLE_SITE } from "../sandbox/sample-shop.ts";
import type { OpenHouse } from "./open-house.ts";
import { openSlack } from "./slack-person.ts";
import { enterStudio } from "./studio-person.ts";

type Take = (page: Page, name: string) => Promise<void>;

const TEXT = "Belle lampe, mais le câble est trop court et l’emballage était abîmé. Plus de détails sur https://mon-blog.example";

export async function reviews(browser: Browser, house: OpenHouse, take: Take): Promise<void> {
  const studio = await enterStudio(browser, house, "U0AMELIE", { viewport: { width: 1280, height: 960 } });
  await studio.goto(`${house.worker}/studio/sites/${SAMPLE_SITE.id}/theme`);
  await studio.getByLabel("Boutons et liens (Pages claires)").fill("#8a3f1d");
  await studio.locator("[data-reading=accentLight]").filter({ hasText: "Lisible" }).waitFor();
  await take(studio, "studio-fr");
  await studio.context().close();

  const amelie = await openSlack(browser, house, "U0AMELIE", { width: 1280, height: 640 });
  await amelie.say("/passerelle avis");
  await amelie.press(/^Régler…/);
  await amelie.modal.choose("channel", "ventes", /ventes/);
  await amelie.modal.submit();
  await amelie.modal.window.getByText("C’est réglé").waitFor();
  await amelie.page.keyboard.press("Escape");
  await sendReview(house);
  await amelie.page.getByTestId("go-C0VENTES").click();
  await amelie.card("le câble est trop court", "À lire de près");
  await take(amelie.page, "review-fr");
  await amelie.leave();

  const shop = await (await browser.newContext({ viewport: { width: 1120, height: 1000 }, locale: "fr-FR" })).newPage();
  await shop.goto(`${house.sandbox}/shop/suspension-brume`);
  await shop.locator("#avis").scrollIntoViewIfNeeded();
  await shop.locator("passerelle-reviews .review").first().waitFor();
  await shop.evaluate("scrollTo(0, 0)");
  await take(shop, "shop-fr");
  await shop.context().close();
}

async function sendReview(house: OpenHouse): Promise<void> {
  const review = { product: "LAMPE-OPALINE", rating: 2, text: TEXT, pseudonym: "Camille M.", experiencedOn: "2026-11-20", language: "fr" };
  const answer = await fetch(`${house.worker}/v1/reviews?site=${SAMPLE_SITE.publicKey}`, {
    method: "POST",
    headers: { Origin: house.sandbox, "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() },
    body: JSON.stringify({ ...review, photos: [], proof: null }),
  });
  if (answer.status !== 202) throw new Error(`the review was not taken: ${await answer.text()}`);
}
