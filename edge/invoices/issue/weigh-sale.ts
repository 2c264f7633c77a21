/**
 * What a sale would be as a document today, and all that keeps it from being issued: the law (check/), who sells (firm/), who
 * buys, the firm's own limits. The preview shows it while one types; the run that issues goes by nothing else.
 */

import { inForce } from "../../law/law.ts";
import { BUYER_SIREN, LONGEST_TERMS } from "../../law/obligations.ts";
import { inFrance } from "../../law/vat-abroad.ts";
import type { Actor } from "../../people/person.ts";
import { checkInvoice } from "../check/check-invoice.ts";
import { composeInvoice } from "../compose-invoice.ts";
import { compare, decimal } from "../decimal.ts";
import { isTooLate } from "../due-date.ts";
import type { Firm } from "../firm/firm.ts";
import { missingOfSeller } from "../firm/missing-of-seller.ts";
import type { Invoice, InvoiceKind, InvoiceProblem, Preceding } from "../invoice.ts";
import { leastLatePercent } from "../late-floor.ts";
import type { Sale } from "../sale.ts";
import type { Seller } from "../seller.ts";
import type { Known } from "./buyer-of.ts";
import { type Limit, limitOf } from "./limits.ts";

export interface ToWeigh {
  kind: InvoiceKind;
  firm: Firm;
  known: Known;
  sale: Sale;
  /** YYYY-MM-DD. */
  day: string;
  preceding?: Preceding[];
}

export interface Weighed {
  /** Without a number. */
  invoice: Invoice;
  /** Fields are paths: "lines.0.vat", "buyer.vatNumber", "dueOn"; those of who sells begin with "seller.". */
  problems: InvoiceProblem[];
}

/** More than this on one invoice was mistyped. */
const ABSURD_CENTS = 100_000_000_00;

export function weighSale({ kind, firm, known, sale, day, preceding = [] }: ToWeigh): Weighed {
  const invoice = composeInvoice({ kind, number: "", issuedOn: day, seller: firm.seller, buyer: known.buyer, sale, preceding });
  // The number comes with the issue; all else must be right before.
  const lawful = checkInvoice({ ...invoice, number: "1", paymentReference: "1" });
  const seller = missingOfSeller(firm.seller).map((problem) => ({ ...problem, field: `seller.${problem.field}` }));
  const others = [
    ...sellerProblems(firm.seller, day),
    ...buyerProblems(firm, known, day),
    ...termsProblems(invoice, sale),
    ...amountProblems(invoice),
  ];
  return { invoice, problems: withoutTwins([...seller, ...lawful, ...others]) };
}

/** Null = theirs to decide. */
export const limitOn = (actor: Actor, { rules }: Firm, { totals }: Invoice, kind: "invoice" | "quote"): Limit | null =>
  limitOf(actor, rules, totals, kind);

/** France and its departments overseas: elsewhere other laws hold. */
const FRENCH = ["FR", "GP", "MQ", "GF", "RE", "YT", "BL", "MF", "PM"];

function sellerProblems({ address, latePercent }: Seller, day: string): InvoiceProblem[] {
  const foreign = FRENCH.includes(address.country) ? [] : [{ code: "seller_foreign", field: "seller.address" }];
  const least = leastLatePercent(day);
  const low = least !== null && latePercent !== null && compare(decimal(latePercent), decimal(least)) < 0;
  return [...foreign, ...(low ? [{ code: "late_rate", field: "seller.latePercent" }] : [])];
}

/** Between businesses in France; a quote's terms are held to it, too. */
function termsProblems({ issuedOn, dueOn, buyer }: Invoice, { terms }: Sale): InvoiceProblem[] {
  const longest = inForce(LONGEST_TERMS, "terms", issuedOn);
  if (!longest || dueOn === null || !buyer.company || !inFrance(buyer.address.country)) return [];
  return isTooLate(issuedOn, terms, dueOn, longest) ? [{ code: "terms_too_long", field: "terms" }] : [];
}

/** A company of France must be named by its SIREN once the seller is obliged to; without one it would pass for a private person. */
function buyerProblems({ rules }: Firm, { client, buyer }: Known, day: string): InvoiceProblem[] {
  const french = client.company && client.country === "FR" && !buyer.siren;
  return french && inForce(BUYER_SIREN, `buyer-siren/${rules.size}`, day) ? [{ code: "buyer_siren", field: "buyer.siren" }] : [];
}

const amountProblems = ({ totals }: Invoice): InvoiceProblem[] =>
  totals.totalCents > ABSURD_CENTS ? [{ code: "too_much", field: "lines" }] : [];

function withoutTwins(problems: InvoiceProblem[]): InvoiceProblem[] {
  const seen = new Set<string>();
  return problems.filter(({ field, code }) => !seen.has(`${field} ${code}`) && seen.add(`${field} ${code}`));
}
