/** Which company a text names, and in which country it seems to be: by a label, a legal form, the words around it, or its domain. Pure. */
import { fold } from "../../companies/names.ts";
import { companyDomain } from "../free-mail.ts";

const LABELLED =
  /^(?:(?:nouve(?:au|lle)|new) )?(?:société|entreprise|raison sociale|client|prospect|fournisseur|company(?: name)?|customer|supplier|organi[sz]ation)(?: à (?:créer|ouvrir)| to (?:create|add))?\s*:\s*(.+)$/i;
/** "la société Durand Peinture" in a sentence. */
const INTRODUCED =
  /\b(?:société|entreprise|client|cliente|prospect|fournisseur|company|customer|supplier)\s+(?:called\s+|named\s+|appelée?\s+)?[«“"]?\s*(.+)$/iu;
const FRENCH_FORM = /^(?:SARL|S\.A\.R\.L\.?|SAS|SASU|S\.A\.S\.?|EURL|SNC|SCI|SCOP|SELARL|SELAS|SCP|SA)$/;
/** Where a company of this form most likely is. */
const FOREIGN_FORM: Record<string, string> = {
  ...{ gmbh: "DE", ug: "DE", ohg: "DE", ag: "DE", ltd: "GB", limited: "GB", plc: "GB", llc: "US", inc: "US", corp: "US" },
  ...{ bv: "NL", nv: "BE", spa: "IT", srl: "IT", sl: "ES", slu: "ES", lda: "PT", oy: "FI", ab: "SE", aps: "DK" },
};
const CALLING: Record<string, string> = {
  ...{ 49: "DE", 32: "BE", 41: "CH", 352: "LU", 34: "ES", 39: "IT", 31: "NL", 44: "GB", 351: "PT", 43: "AT", 353: "IE" },
  ...{ 48: "PL", 46: "SE", 45: "DK", 358: "FI", 420: "CZ", 30: "GR", 40: "RO", 36: "HU", 377: "MC", 212: "MA", 216: "TN" },
};
const ENDINGS = "de be ch lu es it nl uk pt at ie pl se dk fi cz gr ro hu mc ma tn".split(" ");
/** Small words within a name. */
const WITHIN = /^(?:de|du|des|d|la|le|les|l|et|en|au|aux|à|of|and|the|und|&|y|e|di)$/i;
const BEGINS_A_SENTENCE = /^(?:bonjour|hello|merci|notre|nos|la|le|les|une?|our|the|société|entreprise|company)$/i;
const MOST = 120;

/** How it would be searched for; "" when nothing names one. */
export function companyIn(lines: string[], { email, contactName }: { email: string; contactName: string }): string {
  const cut = (text: string) =>
    text
      .split(/\s*[|•·;<(]|\s[-–—]\s|,\s|\s(?:siret|siren|rcs|tva|vat)\b/i)[0]
      ?.replace(/[«»“”"]/g, "")
      .trim() ?? "";
  const labelled = lines.map((line) => cut(LABELLED.exec(line)?.[1] ?? "")).find((name) => name && !name.includes("@"));
  const pieces = lines.flatMap((line) => line.split(/\s*[|•·;,()]\s*|\s[-–—]\s/));
  const found =
    (labelled && (byLegalForm(labelled) || labelled)) ||
    pieces.map(byLegalForm).find(Boolean) ||
    lines.map((line) => capitalised(wordsOf(INTRODUCED.exec(line)?.[1] ?? ""))).find(Boolean) ||
    byDomain(pieces, email) ||
    "";
  return found === contactName ? "" : found.slice(0, MOST);
}

const wordsOf = (text: string) => text.split(/\s+/).filter(Boolean);
const isForeignForm = (word: string) => /^\p{Lu}/u.test(word) && FOREIGN_FORM[formKey(word)] !== undefined;
const formKey = (word: string) => word.toLowerCase().replace(/[^a-z]/g, "");

/** The capitalised words before the form, else behind it: "Durand Peinture SARL", "SAS Dupont et Fils". */
function byLegalForm(piece: string): string {
  const words = wordsOf(piece);
  const at = words.findIndex((word) => FRENCH_FORM.test(word) || isForeignForm(word));
  if (at < 0) return "";
  const before = capitalised(words.slice(0, at).reverse()).split(" ").filter(Boolean).reverse();
  while (before[0] && BEGINS_A_SENTENCE.test(before[0])) before.shift();
  // Abroad the form belongs to the name; in France the register is searched without it.
  if (before.length > 0) return isForeignForm(words[at] as string) ? [...before, words[at]].join(" ") : before.join(" ");
  return capitalised(words.slice(at + 1));
}

/** As many words as a name has capitals, small words between them included. */
function capitalised(words: string[]): string {
  const name: string[] = [];
  for (const word of words.slice(0, 10)) {
    const bare = word.replace(/[«»“”"]/g, "").replace(/[.,;:!?]+$/, "");
    if (!/^(?:[dl]['’])?[\p{Lu}\p{N}]/u.test(bare) && !WITHIN.test(bare)) break;
    name.push(bare);
    if (bare !== word && /[.,;:!?»”"]$/.test(word)) break;
  }
  while (name.length > 0 && WITHIN.test(name.at(-1) as string)) name.pop();
  while (name.length > 0 && WITHIN.test(name[0] as string) && !/^\p{Lu}/u.test(name[0] as string)) name.shift();
  return name.join(" ");
}

/** A line that reads like the address's domain, else the domain itself. */
function byDomain(pieces: string[], email: string): string {
  const label = companyDomain(email)?.split(".").slice(0, -1).at(-1) ?? "";
  if (label.length < 3) return "";
  const squeezed = fold(label).replaceAll(" ", "");
  const line = pieces.find((piece) => !piece.includes("@") && !piece.includes(".") && fold(piece).replaceAll(" ", "") === squeezed);
  return line ?? label.replace(/-+/g, " ").replace(/(^| )\p{L}/gu, (letter) => letter.toUpperCase());
}

/** ISO 3166-1 alpha-2; "" = France, or nothing says. */
export function countryIn({ company, email, phone }: { company: string; email: string; phone: string }): string {
  const digits = phone.replace(/^00|\D/g, "");
  const called = /^(?:\+|00)/.test(phone) ? [3, 2].map((length) => CALLING[digits.slice(0, length)]).find(Boolean) : undefined;
  const ending = companyDomain(email)?.split(".").at(-1) ?? "";
  const isFrench = ending === "fr" || /^(?:0[1-9]|\+33|0033)/.test(phone);
  const form = wordsOf(company)
    .map((word) => (isForeignForm(word) ? FOREIGN_FORM[formKey(word)] : undefined))
    .find(Boolean);
  return called ?? (ENDINGS.includes(ending) ? (ending === "uk" ? "GB" : ending.toUpperCase()) : isFrench ? "" : (form ?? ""));
}
