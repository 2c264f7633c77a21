/** Small words that the rules are written with. */
import { readDecimal } from "../decimal.ts";
import type { InvoiceProblem } from "../invoice.ts";

/** A rule: what must hold, and what is said when it does not. */
export type Rule = [holds: boolean, field: string, code: string, rule?: string];

export const broken = (rules: Rule[]): InvoiceProblem[] =>
  rules.filter(([holds]) => !holds).map(([, field, code, rule]) => ({ field, code, ...(rule && { rule }) }));

export const filled = (text: string | null | undefined): boolean => typeof text === "string" && text.trim() !== "";

/** YYYY-MM-DD, of this century (BR-FR-03). */
export const isDay = (text: string | null): boolean =>
  text !== null && /^20\d{2}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;

export const isDecimal = (text: string, places: number, { signed = false } = {}): boolean => {
  const read = readDecimal(text);
  return read !== null && read.places <= places && text.length <= 19 && (signed || read.digits >= 0n);
};

export const isSiren = (text: string | null): boolean => text !== null && /^\d{9}$/.test(text);

/** ISO 3166-1 alpha-2, by its form: the form offers a list. */
export const isCountry = (text: string): boolean => /^[A-Z]{2}$/.test(text);

/** Mod 97, as ISO 13616 has it. */
export function isIban(text: string): boolean {
  const bare = text.replace(/\s/g, "").toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(bare)) return false;
  const digits = (bare.slice(4) + bare.slice(0, 4)).replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}
