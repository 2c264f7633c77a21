/** A test mail: asked for in the console, read in the sandbox's mailbox, in both languages and on a phone. */
import { describe, expect, it } from "vitest";
import type { Doors } from "./doors.ts";
import { readText } from "./slack-person.ts";

export function testMail({ enter }: Doors) {
  describe("/passerelle mail test", () => {
    it("arrives in the mailbox, where its HTML may do nothing", async () => {
      const amelie = await enter("U0AMELIE");
      await amelie.say("/passerelle mail test");
      expect(await readText(amelie.answer())).toMatch(/remis à Brevo pour amelie\S+@atelier-lumiere\.example/);
      const { page } = amelie;
      await page.getByTestId("mailbox").click();
      await page.locator(".list a").first().click();
      expect(await page.locator("h1").innerText()).toBe("E-mail de test de Passerelle");
      expect(await page.frameLocator("iframe").locator("p").first().innerText()).toContain("vous l’avez demandé depuis Slack");
      await page.getByRole("link", { name: "En-têtes" }).click();
      expect(await page.locator("table").innerText()).toContain("X-Passerelle-Reference");
      await page.getByRole("link", { name: "English" }).click();
      expect(await page.locator(".faces").innerText()).toContain("Plain text");
      await page.setViewportSize({ width: 390, height: 844 });
      expect(await page.locator(".list").isVisible()).toBe(false);
      await page.getByRole("link", { name: "← All messages" }).click();
      expect(await page.locator(".list a").first().isVisible()).toBe(true);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
    });
  });
}
