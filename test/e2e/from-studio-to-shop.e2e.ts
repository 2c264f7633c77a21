/** Issue D1 whole, in both languages: a site made in the studio, embedded in the demo shop, an order, the mailed invitation, a review with a photo, moderated in Slack, published. */
import type { Browser, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { openDoors } from "./doors.ts";
import type { OpenHouse } from "./open-house.ts";
import { enterStudio } from "./studio-person.ts";

const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
const PRODUCT = "LAMPE-OPALINE";

const WORDS = {
  fr: {
    site: "L’Épicerie de la Lumière",
    rating: "2 sur 5",
    text: "Belle lampe, mais le câble est trop court et l’emballage était abîmé.",
    write: {
      text: "Votre avis",
      pseudonym: "Pseudonyme",
      day: "Date de votre expérience",
      send: "Envoyer mon avis",
      sent: "Votre avis est bien arrivé",
    },
    reply: "Merci : un câble plus long part demain.",
  },
  en: {
    site: "The Light Grocery",
    rating: "5 out of 5",
    text: "A beautiful lamp, well packed, and the light is very soft.",
    write: {
      text: "Your review",
      pseudonym: "Pen name",
      day: "Date of your experience",
      send: "Send my review",
      sent: "Your review has arrived",
    },
    reply: "Thank you, that is kind of you.",
  },
};
type Language = keyof typeof WORDS;

let browser: Browser;
let house: OpenHouse;
const { enter } = openDoors((opened) => {
  ({ browser, house } = opened);
});

const yesterday = () => new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);

/** In the studio: a site, buyers invited at once, its tag pasted into the shop; the secret key for its server. */
async function makeSite(lang: Language): Promise<string> {
  const page = await enterStudio(browser, house, "U0AMELIE");
  await page.getByRole("link", { name: "Ajouter un site" }).click();
  await page.getByLabel("Nom du site").fill(WORDS[lang].site);
  await page.getByLabel("Adresse du site").fill(`${house.sandbox}/shop/`);
  await page.getByRole("radio", { name: lang === "fr" ? "Français" : "Anglais" }).check();
  await page.getByRole("button", { name: "Créer le site" }).click();
  await page.getByRole("heading", { name: WORDS[lang].site }).waitFor();
  await page.getByText("Rien n’a encore été vu").waitFor();
  const tag = await page.getByLabel("La balise, une seule fois").inputValue();
  await page.getByRole("link", { name: "Réglages" }).click();
  await page.getByLabel("Inviter les acheteurs après").fill("0");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.getByText("C’est enregistré").waitFor();
  await page.getByRole("link", { name: "Clés" }).click();
  await page.getByRole("button", { name: "Créer une clé secrète" }).click();
  const key = await page.locator("#once").innerText();

  await page.goto(`${house.sandbox}/shop/balise`);
  await page.getByLabel("Balise").fill(tag);
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.waitForURL(/\/shop\/$/);
  const asked = page.waitForResponse(/\/v1\/(reviews|ratings)\?/);
  await page.goto(productPage(lang));
  await page.locator("passerelle-reviews").scrollIntoViewIfNeeded();
  await asked;
  const seen = page.getByRole("listitem").filter({ hasText: WORDS[lang].site }).getByText("Balise vue");
  // It is noted after the answer: one looks again.
  const look = async () => {
    await page.goto(`${house.worker}/studio`);
    return seen.count();
  };
  await expect.poll(look, { timeout: 20_000, interval: 1_000 }).toBe(1);
  await page.context().close();
  return key;
}

const productPage = (lang: Language) => `${house.sandbox}/shop/${lang === "en" ? "en/" : ""}${PRODUCT.toLowerCase()}`;

/** As the shop's server does; then the cron's minute. @returns the link in the mail */
async function orderAndInvite(lang: Language, key: string, email: string): Promise<string> {
  const order = {
    number: `E2E-${lang}`,
    email,
    name: "Camille",
    orderedOn: yesterday(),
    locale: lang,
    items: [{ sku: PRODUCT, name: "Lampe Opaline" }],
  };
  const headers = { Authorization: `Bearer ${key}`, "Content-Type": "application/json" };
  for (let i = 0; i < 2; i++) {
    const answer = await fetch(`${house.worker}/v1/orders`, { method: "POST", headers, body: JSON.stringify(order) });
    expect(answer.status).toBe(202);
  }
  await fetch(`${house.worker}/cdn-cgi/handler/scheduled`, { method: "POST" }); // the minute's cron, now
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${house.sandbox}/mailbox/`);
  const mails = page.locator(".list li a").filter({ hasText: WORDS[lang].site });
  await mails.first().waitFor({ timeout: 70_000 });
  expect(await mails.count()).toBe(1);
  await mails.first().click();
  const link = await page.frameLocator("iframe").locator("a[href*='#i=']").first().getAttribute("href");
  await page.context().close();
  return link ?? "";
}

async function review(lang: Language, link: string): Promise<void> {
  const { write, rating, text } = WORDS[lang];
  const page = await (await browser.newContext({ locale: lang })).newPage();
  await page.goto(link);
  const form = page.locator("passerelle-review-form form");
  await form.waitFor();
  await form.getByRole("radio", { name: rating }).check({ force: true });
  await form.locator("textarea").fill(text);
  await form.locator("[name=pseudonym]").fill("Camille M.");
  await form.locator("[name=experiencedOn]").fill(yesterday());
  await form.locator("input[type=file]").setInputFiles({ name: "lampe.png", mimeType: "image/png", buffer: PNG });
  await form.locator(".files button").waitFor();
  await form.getByRole("button", { name: write.send }).click();
  await page.getByText(write.sent).waitFor();
  await page.context().close();
}

const visible = async (page: Page, lang: Language) => {
  await page.goto(productPage(lang));
  await page.locator("passerelle-reviews").scrollIntoViewIfNeeded();
  return page.locator("passerelle-reviews").getByText(WORDS[lang].text);
};

describe.each(["fr", "en"] as const)("a review, from the studio to the shop (%s)", (lang) => {
  it("is invited, written, moderated and shown", { timeout: 240_000 }, async () => {
    const { site, reply, rating } = WORDS[lang];
    const key = await makeSite(lang);
    const link = await orderAndInvite(lang, key, `camille.${lang}@example.com`);
    expect(link).toMatch(/^http:\/\/localhost:\d+\/r\/[\w-]+\?product=LAMPE-OPALINE#i=[\w-]{43}$/);

    const amelie = await enter("U0AMELIE");
    await amelie.page.getByTestId("go-C0VENTES").click();
    await amelie.page.getByTestId("conversation-name").filter({ hasText: "ventes" }).waitFor();
    await amelie.say(`/passerelle avis ${site}`);
    await amelie.press(/^Régler…/);
    expect(await amelie.modal.title()).toBe("Avis dans Slack");
    await amelie.modal.choose("channel", "ventes", /ventes/);
    await amelie.modal.submit();
    await amelie.modal.says("C’est réglé");
    await amelie.page.keyboard.press("Escape");

    await review(lang, link);
    const card = await amelie.card(WORDS[lang].text, "Camille M.");
    expect(await card.innerText()).toContain("achat vérifié, sur invitation");
    const shopper = await (await browser.newContext({ locale: lang })).newPage();
    expect(await (await visible(shopper, lang)).count()).toBe(0);
    await amelie.press(/^Publier/, card);
    await amelie.card(WORDS[lang].text, "Publié");
    await (await visible(shopper, lang)).waitFor();
    expect(await shopper.locator("passerelle-reviews .photos img").count()).toBe(1);
    expect(await shopper.locator("passerelle-reviews").getByRole("img", { name: rating }).count()).toBeGreaterThan(0);

    await amelie.press(/^Répondre…/, await amelie.card(WORDS[lang].text, "Publié"));
    await amelie.modal.type("text", reply);
    await amelie.modal.submit();
    await amelie.modal.closed();
    await expect
      .poll(
        async () => {
          await visible(shopper, lang);
          return shopper.locator("passerelle-reviews").getByText(reply).count();
        },
        { timeout: 90_000, interval: 3_000 },
      )
      .toBe(1);
    await shopper.context().close();
  });
});
