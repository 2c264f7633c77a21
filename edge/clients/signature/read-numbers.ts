/**
 * The numbers in a text that people wrote: company numbers with a right key, and a telephone. Every pattern is linear in
 * the text, for the text is anybody's. Pure.
 */
import { checkVatNumber, isSiren, isSiret, readCompanyNumber } from "../../companies/company-numbers.ts";

export interface NumbersInText {
  /** "" where there is none. */
  siren: string;
  /** Of a company in another member state, as VIES wants it. */
  vatNumber: string;
  /** ISO 3166-1 alpha-2, of `vatNumber`. */
  country: string;
  /** Said to be a company's number, but its key is wrong: as it is written. */
  mistyped: string;
  phone: string;
}

const IBAN = /\b[A-Z]{2}\d{2}(?: ?[0-9A-Z]{4}){3,7}(?: ?[0-9A-Z]{1,3})?\b/g;
const FAX = /\b(?:fax|t[ée]l[ée]copie|f(?=[.:] ))[^\d+\n]{0,12}[+\d][\d ().\-/]{6,20}/gi;
const ABROAD = /(?<![\d+])(?:\+|00)[1-9][\d ().\-/]{6,18}\d/g;
/** French, or British: "0161 496 0456". */
const AT_HOME = /(?<![\d.])0(?:[1-9](?:[ .-]?\d{2}){4}|\d{2,4}[ -]\d{3,4}[ -]?\d{3,4})(?!\d)/;
/** A prefix, and behind it all that may belong to the number. */
const VAT = /\b([A-Z]{2})(?=[ .-]?([0-9A-Z][0-9A-Z .-]{5,18}))/g;
const SIRET = /(?<![\d+])\d{3}[ .]?\d{3}[ .]?\d{3}[ .]?\d{5}(?!\d)/g;
const SIREN = /(?<!\d[ .]?)\d{3}([ .]?)\d{3}\1\d{3}(?![ .]?\d)/g;
const LABEL = /\b(?:siren|siret|rcs|r\.c\.s|tva|vat|immatricul\w*|registration)\b/i;

/** What is called a SIREN is one, though it may begin like a number abroad: "002 …". */
const NAMED = /\b(?:siren|siret|rcs|r\.c\.s\.?)\b[^\d\n]{0,40}\d[\d .]{8,18}/gi;
const withoutAbroad = (line: string) => line.replace(ABROAD, (number) => (number.startsWith("00") && LABEL.test(line) ? number : " "));

const bare = (text: string) => text.replace(/[ .-]/g, "");

export function readNumbers(text: string): NumbersInText {
  const found: NumbersInText = { siren: "", vatNumber: "", country: "", mistyped: "", phone: "" };
  const phones = text.replace(IBAN, " ").replace(FAX, " ");
  // A number of another country may hold nine digits that look like a SIREN.
  for (const line of phones.split("\n")) readLine(withoutAbroad(line), found);
  const abroad = phones.replace(NAMED, " ").match(ABROAD)?.[0] ?? "";
  // Company numbers first: a piece of a SIRET is nobody's telephone.
  const home = phones.replace(SIRET, " ").replace(ABROAD, " ").match(AT_HOME)?.[0] ?? "";
  const first = home && (!abroad || phones.indexOf(home) < phones.indexOf(abroad)) ? home : abroad;
  return { ...found, phone: first.trim(), mistyped: found.siren || found.vatNumber ? "" : found.mistyped };
}

function readLine(line: string, found: NumbersInText): void {
  for (const number of vatNumbers(line.toUpperCase())) {
    const siren = number.slice(4);
    if (!number.startsWith("FR")) keepForeign(number, found);
    else if (isSiren(siren)) found.siren ||= siren;
  }
  for (const [written] of line.matchAll(SIRET)) if (isSiret(bare(written))) found.siren ||= bare(written).slice(0, 9);
  const labelled = LABEL.test(line);
  for (const [written, between] of line.matchAll(SIREN)) {
    // Nine digits in a row may be anything: an order, a telephone without its zero.
    const meant = labelled || between !== "" || line.trim() === written;
    if (meant && isSiren(bare(written))) found.siren ||= bare(written);
  }
  if (!found.mistyped && labelled) found.mistyped = mistypedIn(line);
}

function keepForeign(number: string, found: NumbersInText): void {
  if (found.vatNumber) return;
  found.vatNumber = number;
  const country = checkVatNumber(number)?.country ?? "";
  found.country = country === "XI" ? "GB" : country;
}

/** Numbers with a right key. They may be written with blanks, so each is tried piece by piece. */
function vatNumbers(line: string): string[] {
  return [...line.matchAll(VAT)].flatMap(([, prefix = "", rest = ""]) => {
    let right = "";
    let tried = prefix;
    for (const piece of rest.split(/[ .-]+/)) {
      tried += piece;
      const check = tried.length >= 9 ? checkVatNumber(tried) : null;
      if (check?.ok) right = check.number;
    }
    return right ? [right] : [];
  });
}

/** What stands behind "SIREN", "SIRET", "TVA" and is not right. */
function mistypedIn(line: string): string {
  const written = /\b(?:siren|siret|tva|vat)\b[^\d\n]{0,20}?((?:[A-Z]{2} ?)?\d[\d ]{7,20}\d)/i.exec(line)?.[1]?.trim() ?? "";
  return written && readCompanyNumber(written) ? written : "";
}
