/** Somebody before the studio: signed in through the window of Slack's stand-in. */
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import type { OpenHouse } from "./open-house.ts";

export async function enterStudio(
  browser: Browser,
  house: OpenHouse,
  slackUser: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "fr-FR", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(`${house.worker}/studio`);
  await page.getByRole("link", { name: "Se connecter avec Slack" }).click();
  await page.locator(`button[value=${slackUser}]`).click();
  await page.getByRole("button", { name: /Se déconnecter|Sign out/ }).waitFor();
  return page;
}
