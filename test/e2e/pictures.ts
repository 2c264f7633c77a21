/** `npm run pictures`: the README's pictures, taken from a house of its own. Run it when what they show has changed. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { root } from "../sandbox/set-up.mjs";
import { type OpenHouse, openBrowser, openHouse } from "./open-house.ts";
import { reviews } from "./review-pictures.ts";
import { openSlack, type SlackPerson } from "./slack-person.ts";

const folder = join(root, "test/pictures");
const PHONE = { width: 390, height: 844 };

export async function main(): Promise<number> {
  mkdirSync(folder, { recursive: true });
  const [browser, house] = [await openBrowser(), await openHouse({ crm: "dolibarr" })];
  try {
    await inFrench(browser, house);
    await inEnglish(browser, house);
    await mailIn(browser, house);
    await invoices(browser, house);
    await reviews(browser, house, take);
  } finally {
    await browser.close();
    await house.close();
  }
  return 0;
}

async function inFrench(browser: Browser, house: OpenHouse) {
  const malik = await openSlack(browser, house, "U0MALIK");
  await malik.say("/client francaise");
  await picture(malik, "search-fr");
  await malik.say("/client boulangerie dupont");
  await malik.press("Créer BOULANGERIE DUPONT, DIJON");
  await malik.modal.choose("company", "boulangerie dupont", /DIJON/);
  await malik.modal.tick("Fournisseur");
  await malik.modal.type("contactName", "Jeanne Perret");
  await malik.modal.type("email", "jeanne@boulangerie-dupont.example");
  await malik.modal.field("company").getByRole("combobox").click();
  await malik.modal.field("company").getByRole("combobox").fill("boulangerie");
  await malik.modal.window.getByRole("option", { name: /DIJON/ }).waitFor();
  await picture(malik, "modal-fr");
  await malik.modal.window.getByRole("option", { name: /DIJON/ }).click();
  await malik.modal.submit();
  await malik.modal.closed();
  await malik.card("BOULANGERIE DUPONT", "Client créé.");
  await picture(malik, "card-fr");
  await malik.page.getByTestId("go-C0VENTES").click();
  const message = malik.page.getByTestId("message").filter({ hasText: "GÎTES DU LAC" });
  await message.hover();
  await message.locator(".overflow-button").click();
  await picture(malik, "message-fr");
  await malik.leave();
  // Connectors are asked every fifth minute: one of those.
  await fetch(`${house.worker}/cdn-cgi/handler/scheduled?time=${Math.floor(Date.now() / 300_000) * 300_000}`);
  const amelie = await openSlack(browser, house, "U0AMELIE", { width: 1280, height: 1000 });
  await amelie.page.getByTestId("tab-home").click();
  await amelie.page.getByRole("heading", { name: "Personnes et rôles" }).waitFor();
  await picture(amelie, "home-fr");
  await amelie.leave();
}

async function mailIn(browser: Browser, house: OpenHouse) {
  const page = await browser.newPage();
  await page.goto(`${house.sandbox}/mail-in/?lang=fr`);
  await page.getByTestId("send").click();
  const amelie = await openSlack(browser, house, "U0AMELIE");
  await amelie.card("Qui est Jeanne Perret", "Prestataire");
  await picture(amelie, "mail-in-fr");
  await amelie.leave();
  await page.close();
}

export async function invoices(browser: Browser, house: OpenHouse) {
  const claire = await openSlack(browser, house, "U0CLAIRE", { width: 1280, height: 940 });
  await claire.say("/facture nuage 3 x Conseil 800 € HT, 2j audit remise 5%, 12 x led tva 10% 30j BC PO-77");
  await claire.answer().getByText("Tout y est").waitFor();
  await picture(claire, "preview-fr");
  await claire.press("Émettre la facture");
  await claire.page.getByRole("button", { name: "Émettre", exact: true }).click();
  await claire.press(/^Voir le PDF/, await claire.card(/Facture F-\d{4}-0001/, "Voir le PDF"));
  const [request] = await Promise.all([
    claire.page.context().waitForEvent("request", (one) => one.url().includes("/documents/")),
    claire.press(/^Télécharger F-/),
  ]);
  const pdf = Buffer.from(await (await fetch(request.url())).arrayBuffer());
  await claire.leave();
  await pdfPicture(browser, pdf, "invoice-fr");
}

/** The first page as pdf.js draws it, which is what a browser shows. */
async function pdfPicture(browser: Browser, pdf: Buffer, name: string) {
  const page = await browser.newPage({ viewport: { width: 820, height: 1160 } });
  await page.route("http://pdf.test/**", (route) => {
    const path = new URL(route.request().url()).pathname;
    if (path === "/") return route.fulfill({ contentType: "text/html", body: "<body style='margin:0'><canvas></canvas>" });
    if (path === "/invoice.pdf") return route.fulfill({ contentType: "application/pdf", body: pdf });
    return route.fulfill({ contentType: "text/javascript", path: join(root, "node_modules/unpdf/dist/pdfjs.mjs") });
  });
  await page.goto("http://pdf.test/");
  await page.evaluate(`(async () => {
    const { getDocument } = await import("/pdfjs.mjs");
    const file = new Uint8Array(await (await fetch("/invoice.pdf")).arrayBuffer());
    const sheet = await (await getDocument({ data: file }).promise).getPage(1);
    const viewport = sheet.getViewport({ scale: 820 / sheet.getViewport({ scale: 1 }).width });
    const canvas = document.querySelector("canvas");
    Object.assign(canvas, { width: viewport.width, height: viewport.height });
    await sheet.render({ canvas, canvasContext: canvas.getContext("2d"), viewport }).promise;
  })()`);
  await page.locator("canvas").screenshot({ path: join(folder, `${name}.png`) });
  console.log(`· test/pictures/${name}.png`);
  await page.close();
}

async function inEnglish(browser: Browser, house: OpenHouse) {
  const james = await openSlack(browser, house, "U0JAMES", PHONE);
  await james.say("/client trois chenes");
  await james.press(/^Create MENUISERIE/);
  await james.modal.type("email", "atelier@trois-chenes.example");
  await james.modal.submit();
  await james.modal.closed();
  await james.card("MENUISERIE LES TROIS CHÊNES", "Client created.");
  await picture(james, "phone-en");
  await james.leave();
}

const picture = ({ page }: SlackPerson, name: string) => take(page, name);

async function take(page: Page, name: string) {
  // What still moves (a sheet, a spinner) has come to rest, and no caret blinks.
  await page.waitForTimeout(600);
  await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled", caret: "hide" });
  console.log(`· test/pictures/${name}.png`);
}
