/** When an invoice is to be paid. Days are YYYY-MM-DD: a calendar, no clock and no time zone. */
import type { LongestTerms } from "../law/obligations.ts";
import type { Terms } from "./sale.ts";
import type { Seller } from "./seller.ts";

export function dueDateOf(issuedOn: string, terms: Terms | null, seller: Pick<Seller, "termsDays" | "endOfMonth">): string {
  if (terms?.type === "date") return terms.dueOn;
  if (terms?.type !== "days-end-of-month") return addDays(issuedOn, terms?.days ?? seller.termsDays);
  return seller.endOfMonth === "days-then-month-end"
    ? endOfMonth(addDays(issuedOn, terms.days))
    : addDays(endOfMonth(issuedOn), terms.days);
}

/** Later than the law lets two businesses agree on; a date is held to the kindest reading. */
export function isTooLate(issuedOn: string, terms: Terms | null, dueOn: string, { days, endOfMonthDays }: LongestTerms): boolean {
  if (terms?.type === "days-end-of-month") return terms.days > endOfMonthDays;
  const latest = [addDays(issuedOn, days)];
  if (terms?.type === "date") latest.push(endOfMonth(addDays(issuedOn, endOfMonthDays)), addDays(endOfMonth(issuedOn), endOfMonthDays));
  return latest.every((day) => dueOn > day);
}

export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

function endOfMonth(day: string): string {
  const [year = 0, month = 0] = day.split("-").map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
