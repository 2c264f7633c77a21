/** Up to where a firm may charge no VAT at all (franchise en base, CGI art. 293 B): what it sells in a year, without VAT. */
import type { Dated } from "./law.ts";

export interface Threshold extends Dated {
  /** Passed, the franchise ends with the year. */
  baseCents: number;
  /** Passed, it ends on that very day. */
  upperCents: number;
}

const SOURCE = "CGI art. 293 B ; loi 2025-1044 (lue par legifiscal)";

/**
 * `goods` holds for all that is sold, services among them; `services` for the services alone. Lawyers and authors have thresholds
 * of their own, which are not here.
 */
export const FRANCHISE_THRESHOLDS: readonly Threshold[] = [
  { id: "goods", baseCents: 8_500_000, upperCents: 9_350_000, from: "2025-01-01", to: null, source: SOURCE, readOn: "2026-11-22" },
  { id: "services", baseCents: 3_750_000, upperCents: 4_125_000, from: "2025-01-01", to: null, source: SOURCE, readOn: "2026-11-22" },
];

/** From so much of the base on, one is told in time. Ours, not the law's. */
export const NEAR_PERCENT = 90;
