/** The paper in workerd, through the door that loads it: what stands on it, what is inside, the same bytes every time. */
import { describe, expect, it } from "vitest";
import { ciiOf } from "../../../../edge/invoices/cii.ts";
import { composeInvoice, type Facts } from "../../../../edge/invoices/compose-invoice.ts";
import { pdfPart } from "../../../../edge/pdf-part.ts";
import { A_BUYER, A_SELLER, aLine, aSale, aVat, dice, randomInvoice, STANDARD, someFacts } from "../../../fixtures/invoices.ts";
import { archiveProblems } from "../../../fixtures/pdf/archive-problems.ts";
import { textOf } from "../../../fixtures/pdf/read-pdf.ts";

const { invoicePdf } = await pdfPart();
const printed = (more: Partial<Facts> = {}, logo: Uint8Array | null = null) => invoicePdf(composeInvoice(someFacts(more)), { logo });
const pagesOf = async (more: Partial<Facts> = {}) => textOf(await printed(more));
const wordsOf = async (more: Partial<Facts> = {}) => (await pagesOf(more)).join("\n");
const FRANCHISE = { ...A_SELLER, legalForm: "EI", capitalCents: null, register: "RNE", vatNumber: null, vatRegime: "franchise" as const };

describe("an invoice on paper", () => {
  it("is an archive with the e-invoice inside, byte for byte, whatever is sold", async () => {
    for (let seed = 1; seed <= 12; seed++) {
      const invoice = randomInvoice(dice(seed));
      const bytes = await invoicePdf(invoice, { logo: null });
      expect(archiveProblems(bytes, ciiOf(invoice)), `seed ${seed}`).toEqual([]);
    }
  });

  it("is the same bytes each time, whatever was printed before", async () => {
    const first = await printed();
    const accents = await printed({ sale: aSale([aLine("1", "5", STANDARD, { name: "ÉÈÀÙÇ" })]) });
    const plain = await printed({ sale: aSale([aLine("1", "5", STANDARD, { name: "ÉÈÀÙÇ EEAUC" })]) });
    expect(textOf(accents).join()).toContain("ÉÈÀÙÇ");
    expect(textOf(plain).join()).toContain("EEAUC");
    expect(Buffer.from(first).equals(Buffer.from(await printed()))).toBe(true);
  });

  it("shows what the law wants, in French with its narrow spaces", async () => {
    const words = await wordsOf({
      number: "F2026-0042",
      buyer: { ...A_BUYER, contact: "Zoé L’Hôpital" },
      deliverTo: { line: "12 rue des Frères-Lumière", postcode: "69008", city: "Lyon", country: "FR" },
      sale: aSale([aLine("2", "1234.5", STANDARD, { name: "Œuvre « Été »", unit: "day" }), aLine("3", "80.333333", aVat("S", "5.5"))], {
        purchaseOrder: "PO-7",
        suppliedOn: "2026-11-20",
        note: "À bientôt !",
      }),
    });
    for (const wanted of [
      "Facture\nF2026-0042",
      "26/11/2026",
      "26/12/2026",
      "20/11/2026",
      "PO-7",
      "À l’attention de Zoé L’Hôpital",
      "12 rue des Frères-Lumière",
      "SIREN\u00a0552\u00a0100\u00a0554",
      "TVA\u00a0FR96552100554",
      "Œuvre «\u00a0Été\u00a0»",
      "2\u202f469,00",
      "80,333333",
      "5,5\u00a0%",
      "Net à payer",
      "3\u202f217,06\u00a0€",
      "Prestation de services",
      "FR76\u00a03000\u00a06000",
      "AGRIFRPP",
      "pénalités au taux annuel de 12\u00a0%",
      "40\u00a0€",
      "Pas d’escompte",
      "À bientôt\u00a0!",
      "SAS au capital de 10\u202f000\u00a0€",
      "732\u00a0829\u00a0320 RCS Lyon",
      "1\u00a0/\u00a01",
    ]) {
      expect(words).toContain(wanted);
    }
  });

  it("speaks English when the document does, and the law's sentences with it", async () => {
    const words = await wordsOf({ language: "en", sale: aSale([aLine("2", "1234.5", STANDARD, { unit: "day" })]) });
    expect(words).toContain("Amount due");
    expect(words).toContain("€2,962.80");
    expect(words).toContain("26 Dec 2026".replaceAll(" ", "\u00a0"));
    expect(words).toContain("a flat recovery fee of €40.");
    expect(words).toContain("capital of €10,000");
    expect(words).not.toMatch(/pénalités|Facture|TVA/);
  });

  it("has no VAT at all for who charges none, and says why", async () => {
    const none = aVat("E", "0", "VATEX-FR-FRANCHISE");
    const words = await wordsOf({ seller: FRANCHISE, sale: aSale([aLine("1", "35", none)]) });
    expect(words).toContain("TVA non applicable, art. 293 B du CGI");
    expect(words).toContain("Atelier Démo, EI");
    expect(words).not.toMatch(/Taux de TVA|Total TVA|HT/);
  });

  it("names the invoice that a credit note corrects, and asks for no payment", async () => {
    const words = await wordsOf({
      kind: "credit-note",
      number: "A2026-0007",
      preceding: [{ number: "F2026-0001", issuedOn: "2026-10-01" }],
    });
    expect(words).toContain("Avoir\nA2026-0007");
    expect(words).toContain("F2026-0001 du 01/10/2026");
    expect(words).not.toMatch(/IBAN|Net à payer|pénalités/);
  });

  it("says who the firm is to the last word, however long", async () => {
    const seller = {
      ...A_SELLER,
      name: "Menuiserie ".repeat(18).trim(),
      register: `RCS ${"Lyon ".repeat(20)}fin`,
      insurance: "Décennale ".repeat(48).trim(),
    };
    const flowing = (await wordsOf({ seller })).replaceAll("\n", " ");
    expect(flowing).toContain(seller.register);
    expect(flowing).toContain(seller.insurance);
  });

  it("says nothing of late payment to a private person", async () => {
    const words = await wordsOf({ buyer: { ...A_BUYER, siren: null, vatNumber: null, company: false } });
    expect(words).not.toMatch(/pénalités|recouvrement|Sans objet/);
  });

  it("shows what the font has not as a question mark, and leaves pictures out", async () => {
    const words = await wordsOf({ sale: aSale([aLine("1", "5", STANDARD, { name: "Café ☕ 日本 Żółć" })]) });
    expect(words).toContain("Café\u00a0?? Żółć");
  });
});

describe("pages", () => {
  const many = (count: number) =>
    aSale(Array.from({ length: count }, (_, i) => aLine("1", "10", STANDARD, { name: `Ligne n° ${i + 1}.` })));

  it("repeat the header, are counted, and hold every line once", async () => {
    const pages = await pagesOf({ sale: many(300) });
    expect(pages.length).toBeGreaterThan(6);
    for (const [i, page] of pages.entries()) {
      expect(page).toContain("Désignation");
      expect(page).toContain(`${i + 1}\u00a0/\u00a0${pages.length}`);
    }
    const found = pages.join("\n").match(/Ligne n° \d+\./g) ?? [];
    expect(found).toEqual(Array.from({ length: 300 }, (_, i) => `Ligne n° ${i + 1}.`));
  });

  it("never show the sums without the last line", async () => {
    for (let count = 12; count <= 40; count++) {
      const pages = await pagesOf({ sale: many(count) });
      const last = pages.find((page) => page.includes("Net à payer"));
      expect(last, `${count} lines`).toContain(`Ligne n° ${count}.`);
    }
  });

  it("tear only a line that is long, and lose nothing of it", async () => {
    const details = Array.from({ length: 120 }, (_, i) => `Détail ${i + 1}.`).join("\n");
    const pages = await pagesOf({ sale: aSale([aLine("1", "10", STANDARD, { details })]) });
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.join("\n").match(/Détail \d+\./g)).toHaveLength(120);
    expect(pages.find((page) => page.includes("Net à payer"))).toContain("Détail 120.");
  });
});
