/** A browser drives what a message's menu and App Home offer, in both languages, in a house of its own. */
import type { Locator } from "playwright-core";
import { describe, expect, it } from "vitest";
import { companyNamed } from "../fixtures/companies.ts";
import { recordsOf } from "./crm-records.ts";
import { openDoors } from "./doors.ts";
import type { OpenHouse } from "./open-house.ts";
import { readText, type SlackPerson } from "./slack-person.ts";

let house: OpenHouse;
const { enter } = openDoors((opened) => {
  house = opened.house;
});

/** The name that Slack shows in both languages: a manifest has one. */
const SHORTCUT = "Créer un client";

/** The message in #ventes that holds these words. */
async function message({ page }: SlackPerson, words: string): Promise<Locator> {
  await page.getByTestId("go-C0VENTES").click();
  const found = page.getByTestId("message").filter({ hasText: words });
  await found.waitFor();
  return found;
}

async function createFrom(person: SlackPerson, words: string): Promise<void> {
  const found = await message(person, words);
  await found.hover();
  await found.locator(".overflow-button").click();
  await person.page.getByRole("menuitem", { name: SHORTCUT }).click();
  await person.modal.window.waitFor();
}

const typedIn = (person: SlackPerson, blockId: string) => person.modal.field(blockId).locator("input, textarea").first().inputValue();

/** Cards come into the direct messages with Passerelle. */
const toCards = (person: SlackPerson) => person.page.getByRole("button", { name: /^Passerelle/ }).click();

async function home(person: SlackPerson): Promise<Locator> {
  await person.page.getByTestId("tab-home").click();
  const shown = person.page.getByTestId("home");
  await shown.locator(".blocks").waitFor();
  return shown;
}

describe("a client from a message", () => {
  it("in French: message, menu, a filled window, card", async () => {
    const malik = await enter("U0MALIK");
    await createFrom(malik, "GÎTES DU LAC");
    expect(await malik.modal.title()).toBe("Nouveau client");
    await expect.poll(() => typedIn(malik, "company")).toMatch(/^GÎTES DU LAC · ANNECY/);
    expect(await typedIn(malik, "contactName")).toBe("Jeanne Perret");
    expect(await typedIn(malik, "email")).toBe("jeanne.perret@gites-du-lac.example");
    expect(await typedIn(malik, "phone")).toBe("04 50 12 34 56");
    await malik.modal.submit();
    await malik.modal.closed();
    await toCards(malik);
    const card = await readText(await malik.card("GÎTES DU LAC", "Client créé."));
    expect(card).toContain("Jeanne Perret");
    const [record] = await recordsOf(house, "builtin").named("GÎTES DU LAC");
    expect(record).toMatchObject({ siren: companyNamed("GÎTES DU LAC").siren, contacts: ["Jeanne Perret"] });
  });

  it("in English, without a mouse: a company abroad", async () => {
    const james = await enter("U0JAMES");
    const { page } = james;
    await message(james, "Lichtwerk Beispiel GmbH");
    await page.getByTestId("message").last().focus();
    await page.keyboard.press("ArrowUp");
    expect(await page.evaluate("document.activeElement?.textContent")).toContain("Lichtwerk");
    for (let steps = 0; steps < 6 && !(await page.evaluate("document.activeElement?.classList.contains('overflow-button')")); steps += 1)
      await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: SHORTCUT }).waitFor();
    await page.keyboard.press("Enter");
    await james.modal.window.waitFor();
    expect(await james.modal.title()).toBe("New client");
    expect(await typedIn(james, "name")).toBe("Lichtwerk Beispiel GmbH");
    expect(await typedIn(james, "vatNumber")).toBe("DE136695976");
    expect(await typedIn(james, "contactName")).toBe("Anna Müller");
    await james.modal.submit();
    await james.modal.closed();
    await toCards(james);
    const card = await readText(await james.card("Lichtwerk Beispiel GmbH", "Client created."));
    for (const part of ["DE136695976", "Anna Müller", "Verified by VIES"]) expect(card).toContain(part);
  });

  it("refuses a guest, who reads why", async () => {
    const guest = await enter("U0GUEST");
    await guest.page.getByTestId("go-C0GENERAL").click();
    await guest.page.getByTestId("composer").fill("SIREN 732 829 320");
    await guest.page.getByTestId("composer").press("Enter");
    const written = guest.page.getByTestId("message").filter({ hasText: "732 829 320" });
    await written.hover();
    await written.locator(".overflow-button").click();
    await guest.page.getByRole("menuitem", { name: SHORTCUT }).click();
    await expect.poll(() => guest.answer().innerText()).toContain("Les invités de l’espace de travail n’ont pas accès à Passerelle.");
  });
});

describe("App Home", () => {
  it("in French: an admin gives roles and a manager, and reads that it was saved", async () => {
    const amelie = await enter("U0AMELIE");
    const shown = await home(amelie);
    await amelie.press(/^Modifier James Carter/, shown);
    expect(await amelie.modal.title()).toBe("Rôles et responsable");
    await amelie.modal.tick("administration");
    await amelie.modal.submit();
    await amelie.modal.closed();
    await expect.poll(() => shown.innerText()).toContain("Rôles et responsable de James Carter enregistrés.");
    expect(await readText(shown)).toContain("administration, commercial et collaborateur · responsable : Sophie Marchand");
  });

  it("in English: the new admin finds the admins' part, and makes somebody a salesperson who may create from then on", async () => {
    const [james, tom] = [await enter("U0JAMES"), await enter("U0TOM")];
    const toms = await home(tom);
    expect(await toms.getByRole("button", { name: "Nouveau client" }).count()).toBe(0);
    const shown = await home(james);
    for (const heading of ["My clients", "My requests", "State of Passerelle", "People and roles", "Audit trail"])
      await shown.getByRole("heading", { name: heading }).waitFor();
    await james.press(/^More – people and roles/, shown);
    await james.press(/^Edit Tom Girard/, shown);
    expect(await james.modal.title()).toBe("Roles and manager");
    await james.modal.tick("sales");
    await james.modal.submit();
    await james.modal.closed();
    await expect.poll(() => shown.innerText()).toContain("Roles and manager of Tom Girard saved.");
    // Tom has his Home open, and sees what he may do now.
    await toms.getByRole("button", { name: "Nouveau client" }).waitFor();
  });

  it("leads to the card of one's latest client, and to the story of a request", async () => {
    const malik = await enter("U0MALIK");
    const shown = await home(malik);
    await malik.press(/^Voir GÎTES DU LAC/, shown);
    await malik.modal.window.getByText("Jeanne Perret").waitFor();
    await malik.press("Modifier", malik.modal.window);
    await expect.poll(() => malik.modal.title()).toBe("Modifier le client");
    await malik.page.keyboard.press("Escape");
    await malik.modal.window.waitFor({ state: "hidden" });
    await malik.press(/^Voir la demande/, shown);
    await malik.modal.window.getByText("Client créé.").waitFor();
  });

  it("says to a guest why it is empty", async () => {
    const guest = await enter("U0GUEST");
    expect(await readText(await home(guest))).toContain("Passerelle ne vous est pas ouverte");
  });
});
