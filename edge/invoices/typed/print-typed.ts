/** Writes a typed line as one would: what is read back from it is the same. For the form, examples, and "type it again". */

import type { Locale } from "../../people/person.ts";
import { writtenCents } from "../decimal.ts";
import type { Discount, Terms, Unit } from "../sale.ts";
import type { Typed, TypedLine, TypedVat } from "./typed.ts";

const UNIT_PRINTED: Record<Locale, Record<Unit, string>> = {
  fr: {
    piece: "pièce",
    hour: "h",
    day: "j",
    month: "mois",
    year: "an",
    flat: "forfait",
    kilogram: "kg",
    tonne: "tonne",
    litre: "l",
    metre: "m",
    squareMetre: "m²",
    cubicMetre: "m³",
    kilometre: "km",
    kilowattHour: "kwh",
    set: "lot",
  },
  en: {
    piece: "unit",
    hour: "h",
    day: "days",
    month: "month",
    year: "year",
    flat: "flat",
    kilogram: "kg",
    tonne: "tonne",
    litre: "l",
    metre: "m",
    squareMetre: "m²",
    cubicMetre: "m³",
    kilometre: "km",
    kilowattHour: "kwh",
    set: "set",
  },
};

const WORDS = {
  fr: {
    without: "HT",
    with: "TTC",
    vat: "tva",
    discount: "remise",
    whole: "remise totale",
    due: "échéance",
    eom: "fin de mois",
    po: "BC",
    day: "j",
  },
  en: {
    without: "excl. VAT",
    with: "incl. VAT",
    vat: "vat",
    discount: "discount",
    whole: "discount overall",
    due: "due",
    eom: "end of month",
    po: "PO",
    day: "days",
  },
} as const;

const EXEMPT: Record<Extract<TypedVat, { exempt: string }>["exempt"], string> = {
  "reverse-charge": "autoliquidation",
  "intra-community": "intracom",
  export: "export",
  outside: "hors-champ",
  exempt: "exonéré",
};

export function printTyped({ client, lines, discount, terms, purchaseOrder }: Typed, locale: Locale): string {
  const words = WORDS[locale];
  const whole = [
    discount && `${words.whole} ${discountOf(discount, locale)}`,
    terms && termsOf(terms, locale),
    purchaseOrder !== null && `${words.po} ${quoted(purchaseOrder)}`,
  ].filter(Boolean);
  const printed = [...lines.map((line) => lineOf(line, locale)), ...whole].join(", ");
  // A colon ends the client, and stands alone where a name would be taken for one.
  if (!client) return lines[0]?.quantity === null ? `: ${printed}` : printed;
  return `${quoted(client.text)}${printed ? `: ${printed}` : ""}`;
}

function lineOf({ quantity, unit, name, price, withVat, vat, discount }: TypedLine, locale: Locale): string {
  const words = WORDS[locale];
  const amount = quantity === null ? null : numberOf(quantity, locale);
  return [
    amount !== null && (unit ? `${amount} ${UNIT_PRINTED[locale][unit]} x` : `${amount} x`),
    quoted(name),
    price !== null && `${numberOf(price, locale)} €`,
    withVat !== null && (withVat ? words.with : words.without),
    quantity === null && unit && `/ ${UNIT_PRINTED[locale][unit]}`,
    vat && ("percent" in vat ? `${words.vat} ${numberOf(vat.percent, locale)} %` : EXEMPT[vat.exempt]),
    discount && `${words.discount} ${discountOf(discount, locale)}`,
  ]
    .filter(Boolean)
    .join(" ");
}

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** Never with three decimals behind a comma in English: that would be thousands. */
const numberOf = (value: string, locale: Locale) => (locale === "fr" ? value.replace(".", ",") : value);

const discountOf = (discount: Discount, locale: Locale) =>
  discount.type === "percent" ? `${numberOf(discount.percent, locale)} %` : `${numberOf(writtenCents(discount.amountCents), locale)} €`;

function termsOf(terms: Terms, locale: Locale): string {
  const words = WORDS[locale];
  if (terms.type === "date") return `${words.due} ${terms.dueOn}`;
  return `${terms.days} ${words.day}${terms.type === "days-end-of-month" ? ` ${words.eom}` : ""}`;
}
