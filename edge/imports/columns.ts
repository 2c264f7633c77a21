/**
 * What each column of a file holds, guessed from its title (French and English, as Sage, EBP, Excel, HubSpot, Pennylane and
 * Dolibarr write them) and from what stands in it; a person corrects it before anything is read.
 */
import { checkVatNumber, isSiren, isSiret } from "../companies/company-numbers.ts";
import { fold } from "../companies/names.ts";

export const FIELDS = [
  "name",
  "siren",
  "siret",
  "vatNumber",
  "email",
  "phone",
  "contact",
  "address",
  "postcode",
  "city",
  "country",
  "kind",
  "note",
] as const;
export type Field = (typeof FIELDS)[number];
/** Of these several columns make one: first name and name, two lines of an address. */
export const SEVERAL: Field[] = ["name", "contact", "address", "note"];

/** Null = the column is left out. */
export type Mapping = (Field | null)[];

/** Titles that sound like one of those below and are none. */
const NOT_TAKEN =
  /livraison|delivery|shipping|\bfax\b|telecopie|owner|proprietaire|\b(taux|regime|compte|account|rate)\b|naf|\bape\b|iban|\bbic\b|\bdates?\b|\b(create|modif|derniere?|last)\b(?! name)|\bweb|\bsite|\burl\b|domain|\blangue|payment|paiement|reglement|\brecord id\b|opt out|assujetti|\bnumber of\b|\bnombre\b/;
/** On the folded title; the first that fits. */
const TITLES: [Field, RegExp][] = [
  ["siret", /siret|(id )?prof(essionnelle|essional)?( id)? 2\b|\bnic\b/],
  ["siren", /siren|(id )?prof(essionnelle|essional)?( id)? 1\b|\brcs\b|registration n|company (number|registration)/],
  ["vatNumber", /\b(tva|vat|tax id)\b|intracom|\bn(o|umero)? d?.?identifiant$/],
  ["email", /e ?mail|\bmail\b|courriel|\bmel\b/],
  ["phone", /\btel\b|telephone|\bphone|portable|mobile|\bgsm\b/],
  ["postcode", /code ?postal|\bcp\b|\bzip|post(al)? ?code/],
  ["city", /\bville|commune|\bcity\b|\btown\b|localite/],
  ["country", /\bpays\b|country/],
  ["address", /adresse|address|\brue\b|street|\bvoie\b|^complement/],
  ["contact", /contact|interlocuteur|prenom|first ?name|last ?name|dirigeant|\bmanager\b/],
  ["note", /\bnotes?\b|comment|remarque|observation|\bmemo\b/],
  ["kind", /^(type|categorie|category|nature|qualite|kind)\b|type de (client|tiers)|client type|lifecycle/],
  [
    "name",
    /raison sociale|societe|company|entreprise|denomination|intitule|\bnom\b|\bname\b|\btiers\b|^(client|fournisseur|customer|supplier)s?$/,
  ],
];

const CONTENT: [Field, (value: string) => boolean][] = [
  ["siret", (value) => isSiret(value.replace(/\D/g, "")) && /^[\d\s.]+$/.test(value)],
  ["siren", (value) => isSiren(value.replace(/\D/g, "")) && /^[\d\s.]+$/.test(value)],
  ["vatNumber", (value) => checkVatNumber(value)?.ok === true],
  ["email", (value) => /^[^\s@]+@[^\s@]+\.\w+$/.test(value)],
  ["phone", (value) => /^(\+|00|0\d)[\d\s().-]{8,}$/.test(value)],
  ["postcode", (value) => /^\d{5}$/.test(value)],
];
const MOSTLY = 0.6;

/** A code, a number or an id of something is not the thing, but of these it is. */
const isCoded = (title: string) =>
  /\b(code|numero|id)\b/.test(title) && !/post|zip|prof|tva|vat|tax|siren|siret|pays|country|tel|phone/.test(title);
/** With its title unknown, a column is only taken for what cannot be anything else. */
const TELLING: Field[] = ["siret", "siren", "vatNumber", "email"];

export interface Guess {
  columns: Mapping;
  /** The first line holds titles. */
  titled: boolean;
}

/** @param lines the first ones of the file, its titles included when it has some */
export function guessColumns(lines: string[][]): Guess {
  const [first = [], ...rest] = lines;
  const titled = rest.length > 0 && !first.some((value) => CONTENT.some(([, fits]) => fits(value.trim())));
  const values = titled ? rest : lines;
  const columns = first.map((title, i): Field | null => {
    const held = values.map((line) => (line[i] ?? "").trim()).filter(Boolean);
    return titled ? byTitle(fold(title), held) : byContent(held);
  });
  const firstName = first.findIndex((title) => titled && /prenom|first ?name/.test(fold(title)));
  // "Nom" beside "Prénom" is a person's.
  const surname = firstName < 0 ? -1 : first.findIndex((title) => /^(nom|name|nom de famille)$/.test(fold(title)));
  if (surname >= 0) columns[surname] = "contact";
  const once = columns.map((field, i) =>
    field && (field === "name" || !SEVERAL.includes(field)) && columns.indexOf(field) < i ? null : field,
  );
  if (!once.includes("name") && !once.includes("contact")) once.splice(wordiest(once, values), 1, "name");
  return { columns: once, titled };
}

function byTitle(title: string, held: string[]): Field | null {
  if (NOT_TAKEN.test(title)) return null;
  const content = byContent(held);
  const named = isCoded(title) ? undefined : TITLES.find(([, fits]) => fits.test(title))?.[0];
  // A column called SIREN that holds SIRETs is one of SIRETs; one called "Client" that holds 0 and 1 has no names.
  if (named === "siren" && content === "siret") return content;
  if (named === "name" && held.length > 0 && held.every((value) => /^\d*$/.test(value))) return null;
  return named ?? (content && TELLING.includes(content) ? content : null);
}

function byContent(held: string[]): Field | null {
  if (held.length === 0) return null;
  return CONTENT.find(([, fits]) => held.filter(fits).length / held.length >= MOSTLY)?.[0] ?? null;
}

/** The free column with the most different texts of letters. */
function wordiest(columns: Mapping, values: string[][]): number {
  const words = (i: number) => new Set(values.map((line) => line[i] ?? "").filter((text) => /\p{L}{3}/u.test(text))).size;
  const wealth = columns.map((field, i) => (field ? -1 : words(i)));
  return Math.max(0, wealth.indexOf(Math.max(...wealth)));
}
