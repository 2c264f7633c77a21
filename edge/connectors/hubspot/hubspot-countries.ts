/** HubSpot keeps a country as the name that somebody typed or chose: names ↔ ISO 3166-1 codes. */
const namesIn = (language: "en" | "fr") => new Intl.DisplayNames(language, { type: "region", fallback: "none" });
/** Made when first needed: at start-up it would cost every Worker milliseconds, whatever its CRM. */
let englishNames: Intl.DisplayNames | undefined;
const english = () => (englishNames ??= namesIn("en"));

export const countryName = (code: string): string => english().of(code) ?? code;

/** Nothing = France, as everywhere here; a name that nobody knows = ZZ, which ISO leaves to users. */
export function countryCode(name: string): string {
  const typed = fold(name);
  if (!typed) return "FR";
  codes ??= everyName();
  return codes.get(typed) ?? "ZZ";
}

/** Made once per isolate, when first needed: names do not change. */
let codes: Map<string, string> | undefined;

function everyName(): Map<string, string> {
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  const all = letters.flatMap((first) => letters.map((second) => first + second));
  // "UK" and "DD" have names too, those of GB and DE, which are meant.
  const french = namesIn("fr");
  const real = all.filter((code) => english().of(code) && new Intl.Locale(`und-${code}`).region === code);
  return new Map(real.flatMap((code) => [code, english().of(code), french.of(code)].map((name) => [fold(name ?? ""), code] as const)));
}

const fold = (name: string) =>
  name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, " ")
    .trim();
