/** What the law wants of a quote to a private person, and what is printed of it to anybody. */
import { describe, expect, it } from "vitest";
import type { Client } from "../../../edge/clients/client.ts";
import { composeInvoice } from "../../../edge/invoices/compose-invoice.ts";
import { DEFAULT_RULES } from "../../../edge/invoices/firm/firm.ts";
import type { Sale } from "../../../edge/invoices/sale.ts";
import type { Seller } from "../../../edge/invoices/seller.ts";
import { missingOfQuotes, quoteOf, weighQuote } from "../../../edge/quotes/weigh-quote.ts";
import { A_BUYER, A_SELLER, aLine, aSale, someFacts } from "../../fixtures/invoices.ts";

const WORK = { starts: "sous 3 semaines", lasts: "2 jours" };
function problemsOf({
  company = false,
  seller = {},
  work,
}: {
  company?: boolean;
  seller?: Partial<Seller>;
  work?: Sale["work"];
}): string[] {
  const buyer = { ...A_BUYER, company, ...(company ? {} : { siren: null, vatNumber: null, email: "zoe@client.example" }) };
  const known = { buyer, client: { company, country: "FR" } as Client };
  const firm = { seller: { ...A_SELLER, ...seller }, rules: DEFAULT_RULES, version: 1 };
  const sale = aSale([aLine("1", "100")], work ? { work } : {});
  return weighQuote({ firm, known, sale, day: "2026-11-26" }).problems.map(({ field, code }) => `${field} ${code}`);
}

describe("a quote to a private person", () => {
  it("says when the work begins, how long it takes, and whether the quote is charged for", () => {
    const all = ["seller.quoteFeeCents quote_fee", "work.starts work_starts", "work.lasts work_lasts"];
    expect(problemsOf({})).toEqual(all);
    expect(problemsOf({ work: { starts: " ", lasts: "" } })).toEqual(all);
    expect(problemsOf({ seller: { quoteFeeCents: 0 }, work: { ...WORK, lasts: "" } })).toEqual(["work.lasts work_lasts"]);
    expect(problemsOf({ seller: { quoteFeeCents: 50_00 }, work: WORK })).toEqual([]);
  });

  it("says where to complain: what was set, or the firm's e-mail and telephone", () => {
    const silent = { quoteFeeCents: 0, email: "", phone: "" };
    expect(problemsOf({ seller: silent, work: WORK })).toEqual(["seller.complaints complaints"]);
    expect(problemsOf({ seller: { ...silent, complaints: "SAV, 1 rue de la Paix" }, work: WORK })).toEqual([]);
    expect(missingOfQuotes({ ...A_SELLER, ...silent }).map(({ code }) => code)).toEqual(["complaints"]);
  });

  it("asks no business for any of it", () => expect(problemsOf({ company: true })).toEqual([]));
});

describe("a quote as it is printed", () => {
  const said = (seller: Partial<Seller>, language: "fr" | "en" = "fr") =>
    quoteOf(composeInvoice(someFacts({ seller: { ...A_SELLER, ...seller }, language })), { terms: null, work: WORK });
  it("says what is known of itself, in the words of the law of that day", () => {
    expect(said({ quoteFeeCents: 0 })).toMatchObject({
      work: WORK,
      validUntil: "2026-12-26",
      said: ["Devis gratuit.", "Réclamations et service après-vente\u00a0: bonjour@atelier.example, 04 00 00 00 00"],
    });
    expect(said({ quoteFeeCents: 49_90, complaints: "SAV" }, "en").said).toEqual([
      "This quote is charged for: €49.90 incl. VAT.",
      "Complaints and after-sales service: SAV",
    ]);
    expect(said({ email: "", phone: "" }).said).toEqual([]);
  });
});
