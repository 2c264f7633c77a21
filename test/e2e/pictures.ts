/** `npm run pictures`: the README's pictures, taken from a house of its own. Run it when what they show has changed. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { root } from "../sandbox/set-up.mjs";
import { type OpenHouse, openBrowser, openHouse } from "./open-house.ts";
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

async function picture({ page }: SlackPerson, name: string) {
  // What still moves (a sheet, a spinner) has come to rest, and no caret blinks.
  await page.waitForTimeout(600);
  await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled", caret: "hide" });
  console.log(`· test/pictures/${name}.png`);
}
