/** When an invoice is to be paid. Days are YYYY-MM-DD: a calendar, no clock and no time zone. */
import type { Terms } from "./sale.ts";
import type { Seller } from "./seller.ts";

export function dueDateOf(issuedOn: string, terms: Terms | null, seller: Pick<Seller, "termsDays" | "endOfMonth">): string {
  if (terms?.type === "date") return terms.dueOn;
  if (terms?.type !== "days-end-of-month") return addDays(issuedOn, terms?.days ?? seller.termsDays);
  return seller.endOfMonth === "days-then-month-end"
    ? endOfMonth(addDays(issuedOn, terms.days))
    : addDays(endOfMonth(issuedOn), terms.days);
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
