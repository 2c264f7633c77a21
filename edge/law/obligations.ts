/** What firms are obliged to, and from when. */
import type { Dated } from "./law.ts";

const REFORM = "CGI art. 289 bis ; décret n° 2022-1299 modifié (annexe II, art. 242 nonies A, 2° bis)";

/** Large and mid-sized firms first, small ones a year later: the buyer's SIREN on the invoices of a firm of this size. */
export const BUYER_SIREN: readonly Dated[] = [
  { id: "buyer-siren/large", from: "2026-09-01", to: null, source: REFORM, readOn: "2026-11-22" },
  { id: "buyer-siren/small", from: "2027-09-01", to: null, source: REFORM, readOn: "2026-11-22" },
];

export interface LongestTerms extends Dated {
  /** From the day of issue. */
  days: number;
  /** "Fin de mois", in whichever of its two readings. */
  endOfMonthDays: number;
}

/** When an invoice between businesses is to be paid at the latest. */
export const LONGEST_TERMS: readonly LongestTerms[] = [
  { id: "terms", days: 60, endOfMonthDays: 45, from: "2009-01-01", to: null, source: "C. com. art. L441-10, I", readOn: "2026-11-22" },
];
