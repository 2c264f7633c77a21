/** The countries of head offices, by INSEE's codes: both doors to the register speak them. */

/** Where head offices of companies with a SIREN are most often. */
const COUNTRIES: Record<string, string> = {
  "99109": "DE",
  "99127": "IT",
  "99131": "BE",
  "99132": "GB",
  "99134": "ES",
  "99135": "NL",
  "99136": "IE",
  "99137": "LU",
  "99138": "MC",
  "99139": "PT",
  "99140": "CH",
  "99404": "US",
};

/** @param code "" = in France @returns ISO 3166-1, which leaves ZZ to its users */
export const countryOf = (code: string): string => (code ? (COUNTRIES[code] ?? "ZZ") : "FR");
