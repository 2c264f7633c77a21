/** Instants as people say them. */
import type { Locale } from "../../people/person.ts";

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/** "il y a 2 heures", "yesterday", "now". */
export function ago(at: number, locale: Locale, now = Date.now()): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const [unit, ms] = UNITS.find(([, size]) => now - at >= size) ?? ["second", 0];
  return ms === 0 ? format.format(0, "second") : format.format(-Math.floor((now - at) / ms), unit);
}

/** Of the company, which is in France. */
export const onDay = (at: number, locale: Locale): string =>
  new Intl.DateTimeFormat(locale === "fr" ? "fr-FR" : "en-GB", { dateStyle: "long", timeZone: "Europe/Paris" }).format(at);
