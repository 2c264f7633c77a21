/**
 * What late payment costs between businesses: three times the legal rate of interest at least (C. com. L441-10, II); when
 * nothing was agreed, the rate of the European Central Bank's main refinancing and ten points. The legal rate changes
 * each half-year by decree: a half-year without a row must be entered here, and no rate is invented for it.
 */
import type { Dated } from "./law.ts";

export interface LegalRate extends Dated {
  /** Yearly, of debts between professionals. */
  percent: string;
}

export const LEGAL_RATES: readonly LegalRate[] = [
  { id: "legal", percent: "2.76", from: "2025-07-01", to: "2025-12-31", source: "Arrêté du 2e semestre 2025", readOn: "2026-11-22" },
  { id: "legal", percent: "2.62", from: "2026-01-01", to: "2026-06-30", source: "Arrêté du 15 décembre 2025", readOn: "2026-11-22" },
];

/** How many times the legal rate is the least that may be agreed. */
export const LEAST_TIMES_LEGAL = 3;

export interface Recovery extends Dated {
  amountCents: number;
}

/** Owed once per invoice paid late, between businesses only. */
export const RECOVERY: readonly Recovery[] = [
  { id: "recovery", amountCents: 4_000, from: "2013-01-01", to: null, source: "C. com. art. D441-5", readOn: "2026-11-22" },
];
