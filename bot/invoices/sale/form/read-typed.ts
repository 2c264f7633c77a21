/** What people type into single fields: figures as French and English people write them, discounts, when to pay. Null = not understood. */
import { parisDay } from "../../../../edge/invoices/paris-day.ts";
import { parseTyped } from "../../../../edge/invoices/part.ts";
import type { Discount, Terms } from "../../../../edge/invoices/sale.ts";
import type { Locale } from "../../../../edge/people/person.ts";
import type { FormState } from "../../../answers.ts";

/** "1 234,5", "1,234.5", "800 €" → a decimal string with so many places at most. */
export function decimalOf(text: string, places: number, locale: Locale): string | null {
  const bare = text.replace(/^\s*€|(€|eur|euros?)\s*$/gi, "").replace(/[\s\u00a0\u202f\u2009'’]/g, "");
  const dotted = bare.includes(".") && bare.includes(",");
  const thousands = locale === "en" && /^\d{1,3}(,\d{3})+$/.test(bare);
  const plain =
    thousands || (dotted && bare.lastIndexOf(".") > bare.lastIndexOf(","))
      ? bare.replaceAll(",", "")
      : bare.replace(dotted ? /\./g : "", "").replace(",", ".");
  return /^\d{1,12}(\.\d+)?$/.test(plain) && (plain.split(".")[1]?.length ?? 0) <= places ? plain : null;
}

/** In cents; null = no amount. */
export function centsOf(text: string, locale: Locale): number | null {
  const read = decimalOf(text, 2, locale);
  return read === null ? null : Math.round(Number(read) * 100);
}

export function priceOf(text: string, locale: Locale): { price: string; withVat: boolean } | null {
  const withVat = /\b(ttc|incl)/i.test(text);
  const price = decimalOf(text.replace(/\s*(ttc|ht|incl\.?|excl\.?|vat|tva)\b\.?/gi, ""), 6, locale);
  return price === null ? null : { price, withVat };
}

export function discountOf(text: string, locale: Locale): Discount | null {
  if (/%\s*$/.test(text)) {
    const percent = decimalOf(text.replace(/\s*%\s*$/, ""), 2, locale);
    return percent !== null && Number(percent) > 0 && Number(percent) <= 100 ? { type: "percent", percent } : null;
  }
  const amountCents = centsOf(text, locale);
  return amountCents !== null && amountCents > 0 ? { type: "amount", amountCents } : null;
}

/** As it may stand in a typed line: "30 jours", "45j fin de mois", "31/12/2026", "comptant". */
export function termsOf(text: string, locale: Locale): Terms | null {
  const today = parisDay();
  const due = locale === "fr" ? "échéance" : "due";
  for (const typed of [text, `${due} ${text}`, `${text} ${locale === "fr" ? "jours" : "days"}`]) {
    const read = parseTyped(`: ${typed}`, { locale, today });
    if (read.ok && read.typed.terms && read.typed.lines.length === 0) return read.typed.terms;
  }
  return null;
}

/** Of a date picker, whichever id it has in its block; YYYY-MM-DD. */
export function chosenDay(view: FormState, block: string): string | null {
  const answers = (view.state as { values?: Record<string, Record<string, { selected_date?: unknown }>> }).values?.[block] ?? {};
  const date = Object.values(answers)[0]?.selected_date;
  return typeof date === "string" && /^\d{4}-\d{2}-\d{2}$/.test(date) ? date : null;
}
