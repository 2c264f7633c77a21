/** VAT rates of France by territory, and the micro-enterprise thresholds below which a firm charges none. */
import type { Dated } from "./law.ts";

export interface VatRate extends Dated {
  percent: string;
  territory: "mainland" | "overseas" | "corsica";
}

const CGI = "CGI art. 278 à 281 nonies, 294 à 297 ; BR-FR-16";
const rate = (territory: VatRate["territory"], percent: string, from = "2014-01-01"): VatRate => ({
  id: `${territory} ${percent}`,
  territory,
  percent,
  from,
  to: null,
  source: CGI,
  readOn: "2026-11-22",
});

/** Guadeloupe, Martinique and Réunion are `overseas`; Guyane and Mayotte have no VAT. */
export const VAT_RATES: readonly VatRate[] = [
  rate("mainland", "20"),
  rate("mainland", "10"),
  rate("mainland", "5.5"),
  rate("mainland", "2.1"),
  rate("overseas", "8.5"),
  rate("overseas", "2.1"),
  rate("overseas", "1.75"),
  rate("overseas", "1.05"),
  rate("corsica", "13"),
  rate("corsica", "10"),
  rate("corsica", "2.1"),
  rate("corsica", "0.9"),
];

/**
 * The territory whose rates hold there, by its postcode: the register writes "FR" wherever in France it is. `untaxed`: Guyane and
 * Mayotte (CGI art. 294), Saint-Barthélemy, Saint-Martin, Saint-Pierre-et-Miquelon.
 */
export function territoryOf(address: { country: string; postcode: string } | undefined): "mainland" | "overseas" | "untaxed" {
  const { country = "", postcode = "" } = address ?? {};
  const place = country === "FR" ? postcode : country;
  if (/^(973|975|976|97133|97150|GF|YT|BL|MF|PM)/.test(place)) return "untaxed";
  return /^(971|972|974|GP|MQ|RE)/.test(place) ? "overseas" : "mainland";
}

export interface Threshold extends Dated {
  /** Yearly turnover without VAT that ends the franchise next year, and the one that ends it at once. */
  baseCents: number;
  upperCents: number;
}

const LOI_2025 = "CGI art. 293 B ; loi 2025-1044";
export const FRANCHISE_THRESHOLDS: readonly Threshold[] = [
  { id: "goods", baseCents: 8_500_000, upperCents: 9_350_000, from: "2025-01-01", to: null, source: LOI_2025, readOn: "2026-11-22" },
  { id: "services", baseCents: 3_750_000, upperCents: 4_125_000, from: "2025-01-01", to: null, source: LOI_2025, readOn: "2026-11-22" },
];
