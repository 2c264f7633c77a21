/** The studio in a browser: by keyboard alone, on a phone and on a desktop, light and dark, without a rule of axe broken. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type OpenHouse, openBrowser, openHouse } from "./open-house.ts";
import { enterStudio } from "./studio-person.ts";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SITE = "/studio/sites/atelier-lumiere";
const PAGES = [
  "/studio",
  "/studio/sites/new",
  SITE,
  `${SITE}?pinned=1&for=shopify`,
  `${SITE}/keys`,
  `${SITE}/theme`,
  `${SITE}/imports`,
  `${SITE}/settings`,
  "/studio/nowhere",
];

let browser: Browser;
let house: OpenHouse;
let page: Page;
beforeAll(async () => {
  [browser, house] = [await openBrowser(), await openHouse()];
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});
afterEach(() => page?.context().close());

declare const getComputedStyle: (one: unknown) => { backgroundColor: string };
declare const axe: { run(): Promise<{ violations: { id: string; nodes: { target: unknown }[] }[] }> };

async function broken(): Promise<string[]> {
  await page.evaluate(axeSource);
  const found = await page.evaluate(async () =>
    (await axe.run()).violations.map(({ id, nodes }) => `${id} ${JSON.stringify(nodes[0]?.target)}`),
  );
  const wide = await page.evaluate<number>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
  return wide > 0 ? [...found, `${wide} px wider than the window`] : found;
}

describe("every page", () => {
  it.each([
    { who: "U0AMELIE", width: 1280, colorScheme: "light" },
    { who: "U0AMELIE", width: 360, colorScheme: "dark" },
    { who: "U0JAMES", width: 768, colorScheme: "light" },
  ] as const)("keeps the rules of axe and fits: $who, $width px, $colorScheme", async ({ who, width, colorScheme }) => {
    page = await enterStudio(browser, house, who, { viewport: { width, height: 800 }, colorScheme });
    for (const path of PAGES) {
      await page.goto(`${house.worker}${path}`);
      expect([path, await broken()]).toEqual([path, []]);
    }
  });

  it("speaks the person's language and says who they are", async () => {
    page = await enterStudio(browser, house, "U0JAMES");
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe("Your sites");
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByText("You are signed out.").or(page.getByText("Vous êtes déconnecté.")).waitFor();
  });
});

describe("by keyboard alone", () => {
  it("a site is made: the first wrong field has the focus, what was typed stays, Enter sends once", async () => {
    page = await enterStudio(browser, house, "U0AMELIE");
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    const focused = () => page.evaluate("document.activeElement?.id");
    await page.getByRole("link", { name: "Ajouter un site" }).focus();
    await press("Enter");
    await page.getByLabel("Nom du site").focus();
    await page.keyboard.type("Le Petit Herbier");
    await press("Tab");
    await page.keyboard.type("herbier.example");
    await press("Tab");
    await page.keyboard.type("https://herbier.example/boutique");
    await press("Shift+Tab", "Enter");
    await page.getByText("retirez ce qui suit le domaine").waitFor();
    expect([await focused(), await page.getByLabel("Nom du site").inputValue()]).toEqual(["origins", "Le Petit Herbier"]);
    expect(await broken()).toEqual([]);
    await press("Control+A");
    await page.keyboard.type("https://herbier.example");
    await press("Shift+Tab", "Enter", "Enter");
    await page.getByRole("heading", { name: "Le Petit Herbier" }).waitFor();
    await page.goto(`${house.worker}/studio`);
    expect(await page.getByRole("link", { name: "Le Petit Herbier" }).count()).toBe(1);
  });
});

describe("the preview", () => {
  it("follows what is chosen, says what cannot be read, and agrees with what the server says", async () => {
    page = await enterStudio(browser, house, "U0AMELIE");
    await page.goto(`${house.worker}${SITE}/theme`);
    const button = page.locator("[data-pane=light] .strong");
    await page.getByLabel("Boutons et liens (Pages claires)").fill("#ffcc00");
    const said = page.locator("[data-reading=accentLight]");
    await said.filter({ hasText: "Trop peu de contraste" }).waitFor();
    await expect.poll(() => button.evaluate((one) => getComputedStyle(one).backgroundColor)).toBe("rgb(255, 204, 0)");
    const live = await said.innerText();
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await page.getByRole("alert").waitFor();
    expect(await page.locator("#accentLight-problem").innerText()).toContain(live);
    // It is a picture of what cannot be read, and axe says so too.
    expect(await broken()).toEqual([expect.stringMatching(/^color-contrast .*\.light .*w-button/)]);
    await page.getByLabel("Boutons et liens (Pages claires)").fill("#7a1f5c");
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await page.getByText("C’est enregistré").waitFor();
    expect(await button.evaluate((one) => getComputedStyle(one).backgroundColor)).toBe("rgb(122, 31, 92)");
  });
});

describe("a file", () => {
  it("is followed to its end without a click, and its lines are told", async () => {
    page = await enterStudio(browser, house, "U0AMELIE");
    await page.goto(`${house.worker}${SITE}/imports`);
    await page.getByLabel("D’où viennent les avis").fill("Trustpilot");
    const lines = Array.from(
      { length: 300 },
      (_, i) => `${i % 7};Client ${i};2025-11-${String((i % 28) + 1).padStart(2, "0")};Bien reçu, merci ${i}`,
    );
    const buffer = Buffer.from(["note;auteur;date;avis", ...lines].join("\n"));
    await page.getByLabel("Fichier CSV").setInputFiles({ name: "avis.csv", mimeType: "text/csv", buffer });
    await page.getByRole("button", { name: "Importer" }).click();
    await page.getByText("Terminé").waitFor({ timeout: 40_000 });
    expect((await page.locator(".numbers").innerText()).replace(/\s+/g, " ")).toBe("Ajoutées 215 Déjà là 0 En erreur 85");
    expect(await page.locator("tbody tr").count()).toBe(85);
    expect(await broken()).toEqual([]);
  });
});
