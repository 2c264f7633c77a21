/** The sums, computed anew: whatever an invoice came from, its figures are those of the standard or it is not issued. */
import type { Invoice, InvoiceProblem } from "../invoice.ts";
import { type Totals, totalsOf } from "../totals.ts";
import { broken, isDecimal, type Rule } from "./wrong.ts";

/** 19 characters with point and two decimals (BR-FR-DEC-01), and what a number holds exactly. */
const MOST_CENTS = 9_000_000_000_000_000;

const RULE_OF: Partial<Record<keyof Totals, string>> = {
  linesCents: "BR-CO-10",
  discountCents: "BR-CO-11",
  netCents: "BR-CO-13",
  vatCents: "BR-CO-14",
  totalCents: "BR-CO-15",
  dueCents: "BR-CO-16",
};

export function amountProblems(invoice: Invoice): InvoiceProblem[] {
  const { lines, totals, kind } = invoice;
  // With figures that cannot be read there is nothing to compute: the lines say so.
  if (
    lines.some(
      ({ quantity, unitPrice, vat }) => !isDecimal(quantity, 4, { signed: true }) || !isDecimal(unitPrice, 6) || !isDecimal(vat.percent, 2),
    )
  )
    return [];
  const right = totalsOf(invoice, totals.paidCents);
  const sums = Object.entries(RULE_OF) as [keyof Totals, string][];
  return broken([
    ...lines.map((_, i): Rule => [same(right.lines[i], totals.lines[i]), `lines.${i}`, "line_total", "BR-CO-10"]),
    ...sums.map(([name, rule]): Rule => [right[name] === totals[name], "totals", "totals", rule]),
    [same(right.vat, totals.vat), "totals", "vat_totals", "BR-CO-17"],
    [same(right.discounts, totals.discounts), "discount", "discount", "BR-CO-11"],
    [right.roundingCents === totals.roundingCents, "totals", "totals", "BR-CO-16"],
    [Math.abs(totals.totalCents) <= MOST_CENTS, "lines", "too_much", "BR-FR-DEC-01"],
    [totals.totalCents > 0, "lines", kind === "credit-note" ? "credits_nothing" : "nothing_to_pay"],
    [totals.paidCents >= 0 && totals.paidCents <= Math.max(totals.totalCents, 0), "paid", "paid_too_much"],
  ]);
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
