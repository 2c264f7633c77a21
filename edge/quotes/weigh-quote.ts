/**
 * A sale as a quote: weighed as the invoice that it would become, with what the law wants of quotes beside. To a private person it
 * says when the work begins and how long it takes, whether the quote itself is charged for, and where to complain; to a business it
 * says what is known. Source: arrêté du 24 janvier 2017, C. conso. L111-1 and R111-1 (as read by juritravail and FFB, 2026-11)
 */
import { mention } from "../invoices/compose-invoice.ts";
import { writtenCents } from "../invoices/decimal.ts";
import { addDays } from "../invoices/due-date.ts";
import type { Invoice, InvoiceProblem } from "../invoices/invoice.ts";
import { type ToWeigh, type Weighed, weighSale } from "../invoices/issue/weigh-sale.ts";
import type { QuoteDocument } from "../invoices/pdf/quote-document.ts";
import type { Sale } from "../invoices/sale.ts";
import type { Seller } from "../invoices/seller.ts";
import type { Locale } from "../people/person.ts";

export function weighQuote(wish: Omit<ToWeigh, "kind">): Weighed {
  const { invoice, problems } = weighSale({ ...wish, kind: "invoice" });
  // Until it is an invoice, a day to pay by and the client's SIREN may still come.
  const lawful = problems.filter(({ field }) => field !== "dueOn" && field !== "buyer.siren");
  const { buyer } = wish.known;
  return { invoice, problems: [...lawful, ...(buyer.company ? [] : [...missingOfQuotes(wish.firm.seller), ...workProblems(wish.sale)])] };
}

/** What the settings do not have yet for quotes to private persons. Fields are paths: "seller.quoteFeeCents". */
export function missingOfQuotes(seller: Seller): InvoiceProblem[] {
  const fee = seller.quoteFeeCents ?? null;
  return [
    ...(fee === null ? [{ field: "seller.quoteFeeCents", code: "quote_fee" }] : []),
    ...(complaintsOf(seller) === "" ? [{ field: "seller.complaints", code: "complaints" }] : []),
  ];
}

const workProblems = ({ work }: Sale): InvoiceProblem[] => [
  ...(work?.starts.trim() ? [] : [{ field: "work.starts", code: "work_starts" }]),
  ...(work?.lasts.trim() ? [] : [{ field: "work.lasts", code: "work_lasts" }]),
];

export const complaintsOf = ({ complaints = "", email, phone }: Seller): string =>
  complaints.trim() || [email, phone].filter(Boolean).join(", ");

/** What an invoice would say today, as an offer. @param number "" while it is a draft */
export function quoteOf(invoice: Invoice, { terms, work }: Pick<Sale, "terms" | "work">): QuoteDocument {
  const { issuedOn, seller, buyer, purchaseOrder, lines, discount, totals, mentions, freeNote, language } = invoice;
  const same = { issuedOn, seller, buyer, purchaseOrder, lines, discount, totals, mentions, freeNote, language };
  const validUntil = addDays(issuedOn, seller.quoteDays);
  return {
    ...same,
    number: "",
    validUntil,
    place: invoice.deliverTo,
    terms,
    ...(work && { work }),
    said: saidOf(seller, issuedOn, language),
  };
}

/** Of the quote itself, as far as it is known. */
function saidOf(seller: Seller, day: string, language: Locale): string[] {
  const fee = seller.quoteFeeCents ?? null;
  const where = complaintsOf(seller);
  const amount = fee === null ? "" : euros(fee, language);
  return [
    ...(fee === null ? [] : [fee === 0 ? mention("quote-free", day, language) : mention("quote-paid", day, language, { amount })]),
    ...(where === "" ? [] : [mention("complaints", day, language, { where })]),
  ];
}

/** Left as it is by whoever prints it. */
function euros(cents: number, language: Locale): string {
  const plain = writtenCents(cents).replace(/\.00$/, "");
  return language === "fr" ? `${plain.replace(".", ",")}\u00a0€` : `€${plain}`;
}
