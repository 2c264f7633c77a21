/** Everything without a mouse: command, live search, window, card. */
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { recordsOf } from "./crm-records.ts";
import type { Doors } from "./doors.ts";

const FOCUSED = "(document.activeElement?.getAttribute('aria-label') ?? '') + ' ' + (document.activeElement?.textContent ?? '').trim()";

export function keyboard({ house, enter }: Doors) {
  it("takes no mouse to find a company, fill in the window and create the client", async () => {
    const { page, modal, card } = await enter("U0JAMES");
    await page.getByTestId("composer").focus();
    await page.keyboard.type("/client");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "New client" }).waitFor();
    await tabTo(page, "New client", "Shift+Tab");
    await page.keyboard.press("Enter");
    await modal.window.waitFor();

    // The window opens with the search in hand.
    await page.keyboard.type("gites du lac");
    await modal.window.getByRole("option", { name: /^GÎTES DU LAC/ }).waitFor();
    await page.keyboard.press("Enter");
    await tabTo(page, "Supplier");
    await page.keyboard.press("Space");
    await tabTo(page, "E-mail");
    await page.keyboard.type("accueil@gites-du-lac.example");
    await page.keyboard.press("Enter");
    await modal.closed();
    await card("GÎTES DU LAC", "Client created.");
    expect(await recordsOf(house(), "builtin").named("GÎTES DU LAC")).toMatchObject([
      { email: "accueil@gites-du-lac.example", isSupplier: true },
    ]);
  });
}

/** Fails when two dozen steps do not lead there: then nobody finds it. */
async function tabTo(page: Page, name: string, key: "Tab" | "Shift+Tab" = "Tab") {
  for (let steps = 0; steps < 24; steps += 1) {
    const label = `${await page.evaluate(FOCUSED)} ${await page.evaluate("document.activeElement?.closest('label')?.textContent ?? ''")}`;
    if (label.includes(name)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${name} is not reached with ${key}`);
}
