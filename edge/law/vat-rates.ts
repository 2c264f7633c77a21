/** VAT rates of France by territory. */
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

/** Guadeloupe, Martinique and Réunion are `overseas`; Guyane and Mayotte have no rate (exemptions.ts, art. 294). */
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
 * The territory whose rates hold there, by its postcode: the register writes "FR" wherever in France it is. `unapplied`: Guyane and
 * Mayotte, where VAT is "provisionally not applicable" (CGI art. 294, 1). `outside`: Saint-Barthélemy, Saint-Martin and
 * Saint-Pierre-et-Miquelon, which are no territory of French VAT at all.
 */
export function territoryOf(address: { country: string; postcode: string } | undefined): "mainland" | "overseas" | "unapplied" | "outside" {
  const { country = "", postcode = "" } = address ?? {};
  const place = country === "FR" ? postcode : country;
  if (/^(975|97133|97150|BL|MF|PM)/.test(place)) return "outside";
  if (/^(973|976|GF|YT)/.test(place)) return "unapplied";
  return /^(971|972|974|GP|MQ|RE)/.test(place) ? "overseas" : "mainland";
}
