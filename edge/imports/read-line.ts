/** One line of the file → the party it describes, or what is wrong with it. Pure. */
import type { Contact, Kind } from "../clients/client.ts";
import { Email, Phone } from "../clients/client.ts";
import type { CrmParty } from "../clients/crm.ts";
import { checkVatNumber, isSiren, isSiret } from "../companies/company-numbers.ts";
import { countryCodes } from "../companies/countries.ts";
import { fold } from "../companies/names.ts";
import { FIELDS, type Field, type Mapping } from "./columns.ts";

export const PROBLEMS = ["broken", "name", "siren", "siret", "numbers", "vat", "excel", "email", "country", "long"] as const;
export type Problem = (typeof PROBLEMS)[number];

export interface Described {
  party: CrmParty;
  /** Its person there; null when the line names none. */
  contact: Contact | null;
}

interface Plan {
  columns: Mapping;
  /** Titles, for what goes into the note; empty when the file has none. */
  titles: string[];
  kinds: Kind[];
}

/** A blank line is nothing at all: null. */
export function readLine(fields: string[], plan: Plan): Described | { wrong: Problem } | null {
  const value = valuesOf(fields, plan);
  if (fields.every((field) => field.trim() === "")) return null;
  const numbers = numbersOf(value);
  if ("wrong" in numbers) return numbers;
  const country = countryOf(value.country, numbers.vatNumber);
  if (!country) return { wrong: "country" };
  const [email = "", ...moreEmails] = value.email.split(/[\s;,/]+/).filter(Boolean);
  if (email && !Email.safeParse(email).success) return { wrong: "email" };
  // A line without a company's name or number is about the person it names.
  const person =
    /particulier|individual|^b2c$|personne physique/.test(fold(value.kind)) || !(value.name || numbers.siren || numbers.vatNumber);
  const name = value.name || value.contact || numbers.siren || numbers.vatNumber;
  if (!name) return { wrong: "name" };
  const phone = Phone.safeParse(value.phone).data;
  // What fits nowhere is kept as it stands.
  const odd = [...moreEmails, phone === undefined && value.phone, value.vatNumber && !numbers.vatNumber && value.vatNumber];
  const note = [value.note, ...odd].filter(Boolean).join("\n");
  const postcode = country === "FR" && /^\d{4}$/.test(value.postcode) ? `0${value.postcode}` : value.postcode;
  const address = { line: value.address, postcode, city: value.city, country };
  if (
    name.length > 200 ||
    note.length > 2000 ||
    address.line.length > 300 ||
    postcode.length > 16 ||
    address.city.length > 120 ||
    value.contact.length > 120
  )
    return { wrong: "long" };
  const party: CrmParty = {
    name,
    kinds: kindsOf(value.kind) ?? plan.kinds,
    company: !person,
    ...numbers,
    email,
    phone: phone ?? "",
    address,
    note,
  };
  const contact = person || !value.contact ? null : { name: value.contact, email, phone: phone ?? "" };
  return { party, contact };
}

/** Several columns of one field become one text; those of the note keep their titles. */
function valuesOf(fields: string[], { columns, titles }: Plan): Record<Field, string> {
  const texts = new Map<Field, string[]>();
  columns.forEach((field, i) => {
    const text = clean(fields[i] ?? "", field === "note");
    if (!field || !text) return;
    const noted = field === "note" && columns.filter((one) => one === "note").length > 1 && titles[i] ? `${titles[i]} : ${text}` : text;
    texts.set(field, [...(texts.get(field) ?? []), noted]);
  });
  const between = (field: Field) => (field === "address" ? ", " : field === "note" ? "\n" : " ");
  return Object.fromEntries(FIELDS.map((field) => [field, (texts.get(field) ?? []).join(between(field))])) as Record<Field, string>;
}

/** Without control characters, on one line unless it is a note; `'0612…` is how a spreadsheet keeps a zero. */
const clean = (text: string, lines: boolean) =>
  text
    .replace(/^'(?=[\d+=@-])/, "")
    .replace(/(?![\t\n\r])\p{Cc}/gu, "")
    .replace(lines ? /\r\n?/g : /\s+/g, lines ? "\n" : " ")
    .trim();

type Numbers = Pick<CrmParty, "siren" | "siret" | "vatNumber">;

function numbersOf(value: Record<Field, string>): Numbers | { wrong: Problem } {
  const bare = (text: string) => text.replace(/[\s.\u00a0-]/g, "");
  const [typedSiren, siret, vat] = [bare(value.siren), bare(value.siret), value.vatNumber];
  // 7,32829E+13: a spreadsheet took it for a quantity, and the digits are lost.
  if (/^\d[.,]?\d*E\+?\d+$/i.test(typedSiren) || /^\d[.,]?\d*E\+?\d+$/i.test(siret)) return { wrong: "excel" };
  // A SIRET in the column of the SIREN, and a leading zero that a spreadsheet took away.
  const whole = typedSiren.length > 11 ? typedSiren : siret.padStart(siret ? 14 : 0, "0");
  const siren = typedSiren && typedSiren.length <= 11 ? typedSiren.padStart(9, "0") : whole.slice(0, 9);
  if (whole && !isSiret(whole)) return { wrong: "siret" };
  if (siren && !isSiren(siren)) return { wrong: "siren" };
  if (whole && !whole.startsWith(siren)) return { wrong: "numbers" };
  const checked = checkVatNumber(/^\d{11}$/.test(bare(vat)) ? `FR${bare(vat)}` : vat);
  if (checked && !checked.ok) return { wrong: "vat" };
  const within = /^FR..(\d{9})$/.exec(checked?.number ?? "")?.[1];
  const monaco = within?.startsWith("000");
  if (within && !monaco && siren && within !== siren) return { wrong: "numbers" };
  return { siren: siren || (monaco ? "" : (within ?? "")), siret: whole, vatNumber: checked?.number ?? "" };
}

/** "Client / Fournisseur" is both; null = the line does not say. */
function kindsOf(text: string): Kind[] | null {
  const folded = fold(text);
  const kinds: Kind[] = [];
  if (/client|customer|prospect/.test(folded)) kinds.push("client");
  if (/fournisseur|supplier|vendor/.test(folded)) kinds.push("supplier");
  if (/prestataire|sous traitant|contractor/.test(folded)) kinds.push("contractor");
  return kinds.length > 0 ? kinds : null;
}

/** ISO code of a country by its code or its name in French or English; the VAT number's when the line does not say. */
function countryOf(text: string, vatNumber: string): string | null {
  if (!text) return (vatNumber && checkVatNumber(vatNumber)?.country.replace("XI", "GB")) || "FR";
  return countries().get(fold(text)) ?? null;
}

let named: Map<string, string> | undefined;
function countries(): Map<string, string> {
  if (named) return named;
  named = new Map([
    ["uk", "GB"],
    ["usa", "US"],
    ["hollande", "NL"],
    ["grande bretagne", "GB"],
  ]);
  for (const language of ["fr", "en"]) {
    const names = new Intl.DisplayNames(language, { type: "region" });
    for (const code of countryCodes()) named.set(fold(names.of(code) ?? code), code).set(fold(code), code);
  }
  return named;
}
