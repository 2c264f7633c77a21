/** A quote on paper: until when it is good, where it is signed, and no e-invoice inside. */
import { describe, expect, it } from "vitest";
import { composeInvoice } from "../../../../edge/invoices/compose-invoice.ts";
import type { QuoteDocument } from "../../../../edge/invoices/pdf/quote-document.ts";
import { pdfPart } from "../../../../edge/pdf-part.ts";
import { aLine, aSale, STANDARD, someFacts } from "../../../fixtures/invoices.ts";
import { archiveProblems } from "../../../fixtures/pdf/archive-problems.ts";
import { textOf } from "../../../fixtures/pdf/read-pdf.ts";

const { quotePdf } = await pdfPart();
const { seller, buyer, lines, discount, totals, mentions } = composeInvoice(
  someFacts({ sale: aSale([aLine("2", "600", STANDARD, { name: "Audit", unit: "day" })]) }),
);
const aQuote = (more: Partial<QuoteDocument> = {}): QuoteDocument => ({
  number: "D2026-0031",
  issuedOn: "2026-11-26",
  validUntil: "2026-12-26",
  seller,
  buyer,
  place: null,
  purchaseOrder: null,
  lines,
  discount,
  totals,
  terms: null,
  mentions,
  freeNote: "Début des travaux : 4 janvier 2027.",
  language: "fr",
  ...more,
});
const wordsOf = async (quote: QuoteDocument) => textOf(await quotePdf(quote, { logo: null })).join("\n");

describe("a quote on paper", () => {
  it("says until when it is good, what it comes to, on which terms, and where to sign", async () => {
    const words = await wordsOf(aQuote());
    for (const wanted of [
      "Devis\nD2026-0031",
      "Valable jusqu’au",
      "26/12/2026",
      "1\u202f440,00\u00a0€",
      "Bon pour accord",
      "30 jours",
      "4 janvier 2027",
    ])
      expect(words).toContain(wanted);
    expect(words).not.toMatch(/IBAN|Net à payer/);
  });

  it("says when the work begins, how long it takes, whether the quote is charged for and where to complain", async () => {
    const words = (
      await wordsOf(aQuote({ work: { starts: "Sous 3 semaines", lasts: "2 jours" }, said: ["Devis gratuit.", "Réclamations : SAV"] }))
    ).replace(/\n/g, " ");
    for (const wanted of ["Début d’exécution", "Sous 3 semaines", "Durée prévue", "2 jours", "Devis gratuit.", "Réclamations : SAV"])
      expect(words).toContain(wanted);
  });

  it("that is a draft says so on every page, has no number and is not signed", async () => {
    const many = Array.from({ length: 60 }, (_, i) => ({ ...(lines[0] as (typeof lines)[number]), id: String(i + 1) }));
    const bytes = await quotePdf(
      aQuote({ number: "", lines: many, totals: { ...totals, lines: many.map(() => totals.lines[0] as (typeof totals.lines)[number]) } }),
      {
        logo: null,
      },
    );
    const pages = textOf(bytes);
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) expect(page).toContain("BROUILLON");
    expect(pages[0]).toContain("Projet de devis");
    expect(pages.join("")).not.toMatch(/Bon pour accord|D2026/);
    expect(archiveProblems(bytes, null)).toEqual([]);
  });

  it("is an archive without an e-invoice", async () => {
    expect(archiveProblems(await quotePdf(aQuote(), { logo: null }), null)).toEqual([]);
  });

  it("speaks English too", async () => {
    const words = await wordsOf(aQuote({ language: "en", terms: { type: "days-end-of-month", days: 45 } }));
    expect(words).toContain("Valid until");
    expect(words).toContain("within 45 days, end of month");
  });
});
