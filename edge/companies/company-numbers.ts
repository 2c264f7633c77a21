/**
 * The numbers that identify a company: SIREN, SIRET, VAT number. A right key proves that nobody mistyped it,
 * never that the company exists or is registered for VAT.
 * Source: https://www.insee.fr/fr/information/1972064 (Luhn, La Poste), directive 2006/112/EC art. 215 (read 2026-11).
 */
import * as vat from "jsvat";

/** La Poste has more establishments than a Luhn key leaves room for, so INSEE gave it a second rule. */
const LA_POSTE = "356000000";

export const isSiren = (text: string): boolean => /^\d{9}$/.test(text) && luhn(text);

export function isSiret(text: string): boolean {
  if (!/^\d{14}$/.test(text)) return false;
  if (luhn(text)) return true;
  return text.startsWith(LA_POSTE) && digitsOf(text).reduce((sum, digit) => sum + digit, 0) % 5 === 0;
}

/** The French VAT number that goes with a valid SIREN, registered for VAT or not. */
export function frenchVatNumber(siren: string): string {
  const key = (12 + 3 * (Number(siren) % 97)) % 97;
  return `FR${String(key).padStart(2, "0")}${siren}`;
}

/** jsvat does not know the Belgian numbers that begin with 1, given out since 2023, nor the Cypriot ones with 6. */
const belgium: vat.Country = {
  ...vat.belgium,
  calcFn: (digits) => 97 - (Number(digits.slice(0, -2)) % 97) === Number(digits.slice(-2)),
  rules: { ...vat.belgium.rules, regex: [/^(BE)([01]?\d{9})$/] },
};
const cyprus: vat.Country = { ...vat.cyprus, rules: { ...vat.cyprus.rules, regex: [/^(CY)([0-69]\d{7}[A-Z])$/] } };

/** The rule of each member state, by the prefix its numbers carry: Greece writes EL, Northern Ireland XI. */
const RULES: Record<string, vat.Country> = {
  AT: vat.austria,
  BE: belgium,
  BG: vat.bulgaria,
  CY: cyprus,
  CZ: vat.czechRepublic,
  DE: vat.germany,
  DK: vat.denmark,
  EE: vat.estonia,
  EL: vat.greece,
  ES: vat.spain,
  FI: vat.finland,
  FR: vat.france,
  HR: vat.croatia,
  HU: vat.hungary,
  IE: vat.ireland,
  IT: vat.italy,
  LT: vat.lithuania,
  LU: vat.luxembourg,
  LV: vat.latvia,
  MT: vat.malta,
  NL: vat.netherlands,
  PL: vat.poland,
  PT: vat.portugal,
  RO: vat.romania,
  SE: vat.sweden,
  SI: vat.slovenia,
  SK: vat.slovakiaRepublic,
  XI: vat.unitedKingdom,
};

export interface VatNumberCheck {
  /** ISO 3166-1 alpha-2: GR for Greece, XI for Northern Ireland. */
  country: string;
  /** As VIES wants it: prefix included, no spaces. */
  number: string;
  /** Format and key are right. */
  ok: boolean;
}

/** Checks an EU VAT number as a person typed it; null when it does not begin with a member state's prefix. */
export function checkVatNumber(text: string): VatNumberCheck | null {
  const typed = squeeze(text);
  const number = typed.startsWith("GR") ? `EL${typed.slice(2)}` : typed;
  const prefix = number.slice(0, 2);
  const rule = RULES[prefix];
  if (!rule) return null;
  return { country: prefix === "EL" ? "GR" : prefix, number, ok: keeps(rule, prefix, number) };
}

function keeps(rule: vat.Country, prefix: string, number: string): boolean {
  // jsvat knows Northern Ireland by the British rule only, and takes British numbers without prefix.
  if (prefix === "XI") return /^XI(\d{9}|\d{12})$/.test(number) && vat.checkVAT(`GB${number.slice(2)}`, [rule]).isValid;
  if (!vat.checkVAT(number, [rule]).isValid) return false;
  // The nine digits are a SIREN, except those of Monaco, which begin with 000.
  return prefix !== "FR" || number.slice(4, 7) === "000" || luhn(number.slice(4));
}

export type CompanyNumber = { siren: string } | { siret: string } | { vatNumber: string };

/**
 * What number a person typed: spaces, dots, labels ("SIRET : …") and no-break spaces are ignored. Null = a name.
 * Only the shape is read; whether the key is right is for isSiren, isSiret and checkVatNumber to say.
 */
export function readCompanyNumber(text: string): CompanyNumber | null {
  const bare = text.normalize("NFKC").replace(/^\s*(siren|siret|n°\s*tva|tva|vat)\b(\s*(intra\w*|number|n°|no))?[\s:.°#]*/i, "");
  const number = squeeze(bare);
  if (/^\d{9}$/.test(number)) return { siren: number };
  if (/^\d{14}$/.test(number)) return { siret: number };
  const prefix = number.startsWith("GR") ? "EL" : number.slice(0, 2);
  // "DE LA RUE" begins like a German number: without a good share of digits it is a name.
  const looksLikeVat = RULES[prefix] !== undefined && /^[A-Z]{2}[A-Z0-9+*]{5,13}$/.test(number) && digitsOf(number).length >= 5;
  return looksLikeVat ? { vatNumber: number } : null;
}

/** The SIREN within what was typed: itself, the head of a SIRET, the tail of a French VAT number; null when there is none. */
export function sirenWithin(text: string): string | null {
  const number = readCompanyNumber(text);
  if (!number) return null;
  if ("siren" in number) return number.siren;
  if ("siret" in number) return number.siret.slice(0, 9);
  return /^FR\w{2}(\d{9})$/.exec(number.vatNumber)?.[1] ?? null;
}

const NBSP = "\u00a0";

/** For people: "732 829 320", "732 829 320 00074", "FR 44 732 829 320", with no-break spaces; others as they are. */
export function formatCompanyNumber(number: string): string {
  const french = /^(?:(FR)(\w{2}))?(\d{3})(\d{3})(\d{3})(\d{5})?$/.exec(number);
  return french ? french.slice(1).filter(Boolean).join(NBSP) : number;
}

const squeeze = (text: string) =>
  text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s.\-/_]/g, "");

const digitsOf = (text: string) => (text.match(/\d/g) ?? []).map(Number);

/** Sum of the digits, every second one from the right doubled (and its own digits added), divisible by 10. */
function luhn(digits: string): boolean {
  const sum = digitsOf(digits)
    .reverse()
    .reduce((total, digit, index) => total + (index % 2 === 0 ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit), 0);
  return sum % 10 === 0;
}
