/** What an amount or a discount asks of whoever sells: the firm's own rules, beside the policy. */
import type { ErrorCode } from "../../errors.ts";
import { may } from "../../people/may.ts";
import type { Actor } from "../../people/person.ts";
import { cents, compare, decimal, dividedBy, times, written } from "../decimal.ts";
import type { Rules } from "../firm/firm.ts";
import type { Totals } from "../totals.ts";

/** All that is taken off, of all that would be due without VAT; "12.5". */
export function discountPercentOf({ lines, netCents }: Pick<Totals, "lines" | "netCents">): string {
  const grossCents = lines.reduce((sum, line) => sum + line.grossCents, 0);
  if (grossCents <= netCents || grossCents <= 0) return "0";
  return written(dividedBy(times(cents(grossCents - netCents), decimal("100")), cents(grossCents), 2));
}

export interface Limit {
  code: Extract<ErrorCode, "discount_limit" | "second_person">;
  field: "discount" | "lines";
}

/** Null = theirs to decide. @param kind the amount of a quote binds nobody: only its discount counts */
export function limitOf(
  actor: Actor,
  { discountPercent, secondPersonCents }: Rules,
  totals: Totals,
  kind: "invoice" | "quote",
): Limit | null {
  const tooMuchOff = discountPercent !== null && compare(decimal(discountPercentOf(totals)), decimal(discountPercent)) > 0;
  if (tooMuchOff && !may(actor, "invoice.discount")) return { code: "discount_limit", field: "discount" };
  if (kind === "invoice" && secondPersonCents !== null && totals.totalCents >= secondPersonCents && !may(actor, "invoice.issue/over"))
    return { code: "second_person", field: "lines" };
  return null;
}
