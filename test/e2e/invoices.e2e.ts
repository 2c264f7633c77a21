/** A browser follows one line to a lawful invoice and its credit note, in French, and a quote to its invoice, in English. */
import { describe, expect, it } from "vitest";
import { openDoors } from "./doors.ts";
import { readText } from "./slack-person.ts";

const { enter } = openDoors();

describe("from one line to a lawful invoice", () => {
  it("in French: a client made on the way, the preview, issued, its PDF opened, credited", async () => {
    const claire = await enter("U0CLAIRE");
    const { page } = claire;
    await claire.say("/facture ACME 3 x Conseil 800 € HT 30j");
    const preview = claire.answer();
    await preview.getByRole("combobox").click();
    await page.getByRole("option", { name: /^ACME FRANCE/ }).click();
    expect(await claire.modal.title()).toBe("Nouveau client");
    await claire.modal.submit();
    await claire.modal.closed();
    await preview.getByText("Tout y est").waitFor();
    const shown = await readText(preview);
    for (const part of ["Aperçu de la facture – ACME FRANCE", "3 × 800,00 €", "2 880,00 €", "30 jours"]) expect(shown).toContain(part);
    await claire.press("Émettre la facture", preview);
    await page.getByRole("button", { name: "Émettre", exact: true }).click();
    const card = await claire.card(/Facture F-\d{4}-0001/, "Voir le PDF");
    await claire.press(/^Voir le PDF/, card);
    const [request] = await Promise.all([
      page.context().waitForEvent("request", (one) => one.url().includes("/documents/")),
      claire.press(/^Télécharger F-/),
    ]);
    const pdf = await (await fetch(request.url())).arrayBuffer();
    const bytes = new TextDecoder("latin1").decode(pdf);
    expect(bytes.slice(0, 5)).toBe("%PDF-");
    expect(bytes).toContain("factur-x.xml");
    await claire.say("/avoir 1");
    await claire.press(/^Annuler par un avoir/);
    expect(await claire.modal.title()).toBe("Avoir");
    await claire.modal.type("reason", "Prestation annulée");
    await claire.modal.submit();
    await claire.modal.closed();
    await claire.card(/Avoir A-\d{4}-0001/, "Annule en totalité la facture");
    await claire.card(/Facture F-\d{4}-0001/, /Annulée en totalité par l’avoir A-\d{4}-0001/);
  });

  it("in English: a quote sent, accepted, and made an invoice; lines in the window, totals that follow", async () => {
    const james = await enter("U0JAMES");
    const { page } = james;
    await james.say("/devis nuage 2 days audit 1,200 €, 1 x travel 150 € vat 10%");
    await james.press("Edit");
    await james.modal.window.waitFor();
    await james.press("Add a line", james.modal.window);
    const name = james.modal.window.locator('[data-block-id^="name_"] input');
    await expect.poll(() => name.inputValue()).toBe("");
    await name.fill("spotlight");
    await james.press(/^LED spotlight/, james.modal.window);
    await expect.poll(() => readText(james.modal.window)).toContain("€3,096.48");
    await james.modal.submit();
    await james.modal.closed();
    await james.press(/^Mark as sent/, await james.card("Draft quote – NUAGE ET CIE", "€3,096.48"));
    await page.getByRole("button", { name: "Yes, sent" }).click();
    await james.press(/^Accepted by the client/, await james.card(/Quote D-\d{4}-0001/, "Sent on"));
    await james.press(/^Make it an invoice/, await james.card(/Quote D-\d{4}-0001/, "Accepted on"));
    const invoice = await james.card("Draft invoice – NUAGE ET CIE", "€3,096.48");
    expect(await readText(invoice)).toContain("ask accounting or a director");
    await james.card(/Quote D-\d{4}-0001/, "Has become an invoice");
  });
});
