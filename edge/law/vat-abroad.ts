/** Where VAT is whose, when the buyer is not in France (CGI art. 259, 1°; 262, I; 262 ter, I). */

/** France, its departments overseas, and Monaco, which is France to VAT (convention of 18 May 1963). */
const FRANCE: readonly string[] = ["FR", "GP", "MQ", "GF", "RE", "YT", "MC"];
export const inFrance = (country: string): boolean => FRANCE.includes(country);

/** Another member state. */
export const isAbroadInUnion = (country: string): boolean => EU_COUNTRIES.includes(country) && country !== "FR";

/** Member states by ISO 3166-1; the rows of a change would need dates, and none is known. Source: europa.eu, EU countries (read 2026-11) */
export const EU_COUNTRIES: readonly string[] = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(
  " ",
);
