/** From `/client` to a client that stands in the CRM, as every CRM and both languages must show it. */
import { describe, expect, it } from "vitest";
import { companyNamed } from "../fixtures/companies.ts";
import { type CrmRecords, recordsOf } from "./crm-records.ts";
import type { Doors } from "./doors.ts";
import { readText } from "./slack-person.ts";

/** What each of them reads; the company is another for each, for what one creates the other would find. */
const LANGUAGES = [
  {
    language: "French",
    who: "U0MALIK",
    search: "cafe de l'etoil",
    company: "CAFÉ DE L'ÉTOILE",
    add: /^Créer CAFÉ DE L'ÉTOILE/,
    title: "Nouveau client",
    supplier: "Fournisseur",
    kinds: "Client · Fournisseur",
    vat: "N° TVA",
    form: "Société à responsabilité limitée (SARL)",
    verified: "Vérifiée au registre le",
    created: "Client créé.",
    edit: /^Modifier/,
    editTitle: "Modifier le client",
    updated: "Fiche mise à jour.",
    open: /^Ouvrir dans Dolibarr/,
  },
  {
    language: "English",
    who: "U0JAMES",
    search: "menuiserie trois chenes",
    company: "MENUISERIE LES TROIS CHÊNES",
    add: /^Create MENUISERIE LES TROIS CHÊNES/,
    title: "New client",
    supplier: "Supplier",
    kinds: "Client · Supplier",
    vat: "VAT number",
    form: "Limited liability company (SARL)",
    verified: "Verified in the register on",
    created: "Client created.",
    edit: /^Edit/,
    editTitle: "Edit the client",
    updated: "Record updated.",
    open: /^Open in Dolibarr/,
  },
] as const;

export function clientJourneys(crm: "builtin" | "dolibarr", { house, enter }: Doors) {
  const records = (): CrmRecords => recordsOf(house(), crm);

  describe.each(LANGUAGES)("in $language", (words) => {
    const { siren, vatNumber } = companyNamed(words.company);
    const spaced = siren.replace(/(...)(...)(...)/, "$1 $2 $3");

    it("searches, fills in the window, and shows the card of a verified client", async () => {
      const person = await enter(words.who);
      await person.say(`/client ${words.search}`);
      await person.press(words.add);
      expect(await person.modal.title()).toBe(words.title);
      await person.modal.tick(words.supplier);
      await person.modal.type("contactName", "Jeanne Perret");
      await person.modal.type("email", `jeanne@${siren}.example`);
      await person.modal.type("note", "Bonjour 👋");
      await person.modal.submit();
      await person.modal.closed();

      const card = await person.card(words.company, words.created);
      const shown = await readText(card);
      for (const part of [words.kinds, words.verified, words.vat, words.form, spaced, `jeanne@${siren}.example`])
        expect(shown).toContain(part);
      expect(shown.replaceAll(" ", "")).toContain(vatNumber);
      expect(await records().named(words.company)).toEqual([
        {
          name: words.company,
          siren,
          vatNumber,
          email: `jeanne@${siren}.example`,
          phone: "",
          note: "Bonjour 👋",
          isSupplier: true,
          contacts: ["Jeanne Perret"],
        },
      ]);
    });

    // The built-in CRM has no page of its own.
    if (crm === "dolibarr")
      it("leads to the record in the CRM", async () => {
        const person = await enter(words.who);
        const card = await person.card(words.company, words.created);
        const [page] = await Promise.all([person.page.context().waitForEvent("page"), person.press(words.open, card)]);
        await page.waitForLoadState();
        const record = await readText(page.locator("body"));
        expect(record).toContain(words.company);
        expect(record).toContain(spaced);
      });

    it("changes the client from its card", async () => {
      const person = await enter(words.who);
      await person.press(words.edit, await person.card(words.company, words.created));
      await expect.poll(() => person.modal.title()).toBe(words.editTitle);
      await person.modal.type("phone", "+33 2 40 00 00 00");
      await person.modal.submit();
      await person.modal.closed();
      await person.card(words.company, words.updated, "+33 2 40 00 00 00");
      const [client] = await records().named(words.company);
      // Dolibarr keeps a number without its spaces.
      expect(client?.phone.replaceAll(" ", "")).toBe("+33240000000");
      expect(client).toMatchObject({ email: `jeanne@${siren}.example`, note: "Bonjour 👋" });
    });

    it("knows it the second time", async () => {
      const person = await enter(words.who);
      await person.say(`/client ${spaced}`);
      expect(await person.answer().innerText()).toContain(words.company);
      expect(await person.answer().getByRole("button", { name: words.add }).count()).toBe(0);
    });
  });

  it("makes one client of two people who submit the same company at the same moment", async () => {
    const company = "BRASSERIE DU VIEUX-PORT";
    const [malik, james] = [await enter("U0MALIK"), await enter("U0JAMES")];
    for (const person of [malik, james]) {
      await person.say("/client brasserie du vieux port");
      await person.press(/BRASSERIE DU VIEUX-PORT/);
      await person.modal.window.waitFor();
    }
    await Promise.all([malik.modal.submit(), james.modal.submit()]);
    const ends = [
      await readText(await malik.card(company, /Client créé\.|Déjà dans votre fichier/)),
      await readText(await james.card(company, /Client created\.|Already in your directory/)),
    ];
    expect(ends.filter((end) => /Client créé\.|Client created\./.test(end))).toHaveLength(1);
    expect(await records().named(company)).toHaveLength(1);
  });

  it("makes one client of a window that is submitted twice at once, in two tabs", async () => {
    const company = "Camille Deux-Onglets";
    const [one, other] = [await enter("U0MALIK"), await enter("U0MALIK")];
    await one.say("/client");
    await one.press("Nouveau client");
    await one.press("Particulier", one.modal.window);
    await one.modal.type("name", company);
    await other.modal.type("name", company);
    await Promise.all([one.modal.submit(), other.modal.submit()]);
    await one.card(company, "Client créé.");
    expect(await one.cards().filter({ hasText: company }).count()).toBe(1);
    expect(await records().named(company)).toHaveLength(1);
  });
}
