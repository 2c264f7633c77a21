/** Amounts, days and rates as they stand on paper: narrow no-break spaces in French (U+202F), nothing that a line could break at. */
import type { Locale } from "../../../people/person.ts";
import { decimal, written, writtenCents } from "../../decimal.ts";

const NARROW = "\u202f";
const SPACE = "\u00a0";
const MINUS = "\u2212";
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "1 215,82" or "1,215.82": a plain decimal with its thousands told apart. */
function grouped(plain: string, language: Locale): string {
  const [, sign = "", whole = "", rest] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(plain) ?? [];
  const thousands = whole.replace(/\B(?=(\d{3})+$)/g, language === "fr" ? NARROW : ",");
  const point = language === "fr" ? "," : ".";
  return `${sign ? MINUS : ""}${thousands}${rest === undefined ? "" : point + rest}`;
}

/** Without a currency sign, as in a column of amounts. */
export const bareAmount = (amountCents: number, language: Locale) => grouped(writtenCents(amountCents), language);

export function amount(amountCents: number, language: Locale): string {
  const bare = bareAmount(Math.abs(amountCents), language);
  return `${amountCents < 0 ? MINUS : ""}${language === "fr" ? `${bare}${SPACE}€` : `€${bare}`}`;
}

/** At least two places, and as many more as it has. */
export function unitPrice(price: string, language: Locale): string {
  const [whole = "", rest = ""] = written(decimal(price)).split(".");
  return grouped(`${whole}.${rest.padEnd(2, "0")}`, language);
}

export const quantity = (text: string, language: Locale) => grouped(written(decimal(text)), language);

export const percent = (text: string, language: Locale) =>
  grouped(written(decimal(text)), language) + (language === "fr" ? `${SPACE}%` : "%");

/** "26/11/2026" or "26 Nov 2026", from YYYY-MM-DD. */
export function day(date: string, language: Locale): string {
  const [year = "", month = "", of = ""] = date.split("-");
  return language === "fr" ? `${of}/${month}/${year}` : [String(Number(of)), MONTHS[Number(month) - 1], year].join(SPACE);
}

/** In groups, as people read and type them. */
export const iban = (text: string) => text.replace(/\s/g, "").replace(/(.{4})(?=.)/g, `$1${SPACE}`);
export const siren = (text: string) => text.replace(/(\d{3})(?=\d)/g, `$1${SPACE}`);
