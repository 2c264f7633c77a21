/** One writes to the firm on the sandbox's page, a card asks who it is, "supplier" makes a client of them: in both languages. */
import type { Browser, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { companyNamed } from "../fixtures/companies.ts";
import { recordsOf, rowsOf } from "./crm-records.ts";
import { openDoors } from "./doors.ts";
import type { OpenHouse } from "./open-house.ts";
import { readText } from "./slack-person.ts";

let browser: Browser;
let house: OpenHouse;

const { enter } = openDoors((opened) => {
  ({ browser, house } = opened);
});

/** Chooses a sample, perhaps writes over it, and sends it; the latest of what became of mails. */
async function write(language: "fr" | "en", sample: RegExp, typed: Record<string, string> = {}) {
  const page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  await page.goto(`${house.sandbox}/mail-in/?lang=${language}`);
  await page.getByRole("button", { name: sample }).click();
  for (const [field, text] of Object.entries(typed)) await page.locator(`[name=${field}]`).fill(text);
  await page.getByTestId("send").click();
  return page;
}

async function became(page: Page, ...words: (string | RegExp)[]): Promise<void> {
  let item = page.getByTestId("became").locator("li");
  for (const hasText of words) item = item.filter({ hasText });
  await item.first().waitFor({ timeout: 30_000 });
  await page.context().close();
}

describe("a mail from a stranger", () => {
  it("in French: the card, the choice, the client", async () => {
    const page = await write("fr", /Un prospect français/);
    const amelie = await enter("U0AMELIE");
    const asked = await amelie.card("Qui est Jeanne Perret", "Adresse prouvée (DMARC)");
    for (const part of ["Café de l’Étoile SARL", "02 40 11 22 33", "jeanne.perret@cafe-etoile.example"])
      expect(await readText(asked)).toContain(part);
    await amelie.press(/^Fournisseur/, asked);
    const { name, siren } = companyNamed("CAFÉ DE L'ÉTOILE");
    const shown = await readText(await amelie.card(name, "Client créé."));
    expect(shown).toMatch(/« Fournisseur » : choisi par Amélie Laurent, le/);
    expect(await recordsOf(house, "builtin").named(name)).toMatchObject([
      { siren, email: "jeanne.perret@cafe-etoile.example", phone: "02 40 11 22 33", isSupplier: true, contacts: ["Jeanne Perret"] },
    ]);
    await became(page, "jeanne.perret@cafe-etoile.example", `Amélie Laurent en a fait un client : ${name}`);
  });

  it("in English, for whom the admins named", async () => {
    const amelie = await enter("U0AMELIE");
    await amelie.say("/passerelle mail-in james.carter@atelier-lumiere.example");
    expect(await readText(amelie.answer())).toContain("iront à James Carter");
    const page = await write("en", /An English contractor/);
    const james = await enter("U0JAMES");
    await james.press(/^Supplier/, await james.card("Who is James Whitfield?", "The address is proven"));
    expect(await readText(await james.card("Whitfield Design Ltd", "Client created."))).toContain("“Supplier”: chosen by James Carter on");
    expect(await recordsOf(house, "builtin").named("Whitfield Design Ltd")).toMatchObject([
      { isSupplier: true, phone: "+44 20 7946 0123" },
    ]);
    await became(page, "James Carter made a client of it: Whitfield Design Ltd");
  });

  it("forwarded by hand goes to whoever forwarded it, says what is not proven, and can be ignored and taken back", async () => {
    await became(await write("fr", /Transféré par Malik/), "lucie.garnier@librairie-garnier.example", "Une carte demande à Malik Benali");
    const malik = await enter("U0MALIK");
    const asked = await malik.card("Qui est Lucie Garnier", "rien ne prouve l’adresse d’origine");
    await malik.press(/^Ignorer/, asked);
    await malik.press(/^Ne plus ignorer/, await malik.card("Lucie Garnier est ignoré"));
    await malik.card("Qui est Lucie Garnier", "Transféré par Malik Benali");
    expect(await malik.cards().filter({ hasText: "Qui est Lucie Garnier" }).count()).toBe(1);
  });

  it("asks once, though the Worker is killed while it posts the card", async () => {
    const fault = { kind: "kill", match: { service: "slack" }, times: 1 };
    await fetch(`${house.sandbox}/faults`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(fault),
    });
    const page = await write("fr", /Un prospect/, { fromName: "Nina Roche", from: "nina@atelier-roche.example" });
    const james = await enter("U0JAMES");
    const asked = james.cards().filter({ hasText: "nina@atelier-roche.example" });
    await asked.first().waitFor({ timeout: 120_000 });
    expect(rowsOf(house, "SELECT id FROM runs WHERE kind = 'meet-sender' AND input LIKE '%nina@%'")).toHaveLength(1);
    await expect.poll(() => rowsOf(house, "SELECT id FROM runs WHERE card_version < version"), { timeout: 60_000 }).toEqual([]);
    expect(await asked.count()).toBe(1);
    await page.context().close();
  }, 200_000);

  it("that nobody need answer asks nobody: the page and the admins see why", async () => {
    await became(await write("fr", /Une lettre d’information/), "Ignoré : liste de diffusion");
    await became(await write("en", /A forged address/), "Ignored: forged address");
    await became(
      await write("fr", /Un prospect/, { from: "moi@inconnu.example", headers: "Auto-Submitted: auto-replied" }),
      "Ignoré : réponse automatique",
    );
    const amelie = await enter("U0AMELIE");
    await amelie.say("/passerelle courrier");
    const list = await readText(amelie.answer());
    for (const part of ["bonjour@in.atelier-lumiere.example", "moi@inconnu.example", "adresse usurpée", "question posée : 4"])
      expect(list).toContain(part);
  });
});
