/**
 * What may stand behind a price, or alone between two commas: VAT, a discount, when to pay, an order number. Each reader
 * looks at the tokens from `at` on and answers how many it took, or null when it is not its turn.
 */
import { readDecimal, toCents } from "../decimal.ts";
import type { Discount, Terms } from "../sale.ts";
import { calendarDay } from "./days.ts";
import type { Token } from "./tokens.ts";
import type { ProblemCode, TypedVat } from "./typed.ts";
import * as words from "./vocabulary.ts";

export type Modifier =
  | { type: "vat"; vat: TypedVat }
  | { type: "with-vat"; withVat: boolean }
  | { type: "discount"; discount: Discount; whole: boolean }
  | { type: "terms"; terms: Terms }
  | { type: "purchase-order"; purchaseOrder: string };

export type Taken = { took: number } & ({ modifier: Modifier } | { problem: ProblemCode });
type Reader = (tokens: Token[], at: number, today: string) => Taken | null;

export const isWord = (token: Token | undefined, set: { has(word: string): boolean }): boolean =>
  token !== undefined && (token.kind === "word" || token.kind === "sign") && set.has(token.text);

const isNumber = (token: Token | undefined): token is Token => token?.kind === "number";

function vat(tokens: Token[], at: number): Taken | null {
  const [first, second, third] = tokens.slice(at, at + 3);
  const exempt = first?.kind === "word" ? words.NO_VAT.get(first.text) : undefined;
  if (exempt) return { took: 1, modifier: { type: "vat", vat: { exempt } } };
  if (first?.text === "reverse" && second?.text === "charge")
    return { took: 2, modifier: { type: "vat", vat: { exempt: "reverse-charge" } } };
  const named = isWord(first, words.VAT);
  const [number, sign] = named ? [second, third] : [first, second];
  if (!isNumber(number)) return null;
  const hasSign = sign?.text === "%";
  const behind = named ? undefined : tokens[at + 2];
  if (!named && !(hasSign && isWord(behind, words.VAT))) return null;
  const took = !named || hasSign ? 3 : 2;
  return isPercent(number.value) ? { took, modifier: { type: "vat", vat: { percent: number.value } } } : { took, problem: "percent" };
}

function withOrWithoutVat(tokens: Token[], at: number): Taken | null {
  const [first, second] = tokens.slice(at, at + 2);
  const withVat = isWord(first, words.WITH_VAT) ? true : isWord(first, words.WITHOUT_VAT) ? false : null;
  if (withVat === null) return null;
  // "excl. VAT": its second word belongs to it, unless a rate follows.
  const took = isWord(second, words.VAT) && !(isNumber(tokens[at + 2]) && tokens[at + 3]?.text === "%") ? 2 : 1;
  return { took, modifier: { type: "with-vat", withVat } };
}

function discount(tokens: Token[], at: number): Taken | null {
  const minus = tokens[at]?.text === "-";
  if (!minus && !isWord(tokens[at], words.DISCOUNT)) return null;
  const whole = isWord(tokens[at + 1], words.WHOLE);
  let next = at + 1 + (whole ? 1 : 0);
  const number = tokens[next];
  if (!isNumber(number)) return minus ? null : { took: next - at, problem: "amount" };
  next += 1;
  if (tokens[next]?.text === "%") {
    const took = next + 1 - at;
    return isPercent(number.value) && number.value !== "0"
      ? { took, modifier: { type: "discount", whole, discount: { type: "percent", percent: number.value } } }
      : { took, problem: "percent" };
  }
  if (minus && !isWord(tokens[next], words.CURRENCY)) return null;
  if (isWord(tokens[next], words.CURRENCY)) next += 1;
  const amount = readDecimal(number.value);
  const amountCents = amount && amount.places <= 2 ? toCents(amount) : 0;
  const took = next - at;
  return amountCents > 0 && amountCents <= 1e13
    ? { took, modifier: { type: "discount", whole, discount: { type: "amount", amountCents } } }
    : { took, problem: "amount" };
}

function terms(tokens: Token[], at: number, today: string): Taken | null {
  return daysFromIssue(tokens, at) ?? atOnce(tokens, at) ?? onDate(tokens, at, today);
}

/** "30j", "30 jours fin de mois", "net 30", "30 days net". */
function daysFromIssue(tokens: Token[], at: number): Taken | null {
  const net = isWord(tokens[at], words.NET);
  const led = net || isWord(tokens[at], words.WITHIN) ? 1 : 0;
  const number = tokens[at + led];
  if (!isNumber(number)) return null;
  let next = at + led + 1;
  const dayWord = tokens[next]?.kind === "word" && words.UNIT_WORDS.get(tokens[next]?.text ?? "") === "day";
  if (!dayWord && !net) return null;
  if (dayWord) next += 1;
  if (!net && isWord(tokens[next], words.NET)) next += 1;
  const end = words.END_OF_MONTH.find((phrase) => phrase.every((word, i) => tokens[next + i]?.text === word));
  if (end) next += end.length;
  const took = next - at;
  if (!/^\d{1,3}$/.test(number.value) || Number(number.value) > 366) return { took, problem: "date" };
  const days = Number(number.value);
  return { took, modifier: { type: "terms", terms: { type: end ? "days-end-of-month" : "days", days } } };
}

function atOnce(tokens: Token[], at: number): Taken | null {
  const led = isWord(tokens[at], words.BEFORE_RECEIPT) && isWord(tokens[at + 1], words.AT_ONCE);
  if (!led && !isWord(tokens[at], words.AT_ONCE)) return null;
  return { took: led ? 2 : 1, modifier: { type: "terms", terms: { type: "days", days: 0 } } };
}

/** "échéance 31/12/2026", "due on 31 Dec". */
function onDate(tokens: Token[], at: number, today: string): Taken | null {
  if (!isWord(tokens[at], words.DUE)) return null;
  const next = at + 1 + (isWord(tokens[at + 1], words.ON) ? 1 : 0);
  const read = calendarDay(tokens, next, today);
  if (!read) {
    const inDays = daysFromIssue(tokens, next);
    return inDays ? { ...inDays, took: inDays.took + next - at } : { took: next - at, problem: "date" };
  }
  const took = next + read.took - at;
  return read.day ? { took, modifier: { type: "terms", terms: { type: "date", dueOn: read.day } } } : { took, problem: "date" };
}

function purchaseOrder(tokens: Token[], at: number): Taken | null {
  const phrase = words.PURCHASE_ORDER.find((one) => one.every((word, i) => tokens[at + i]?.text === word));
  if (!phrase) return null;
  let next = at + phrase.length;
  while (isWord(tokens[next], words.NUMBER_SIGN)) next += 1;
  const first = tokens[next];
  if (!first || first.kind === "separator" || first.kind === "sign") return null;
  let text = first.kind === "quoted" ? first.text : first.raw;
  next += 1;
  // "PO-2026/14": what is written in one piece is one number.
  while (first.kind !== "quoted" && tokens[next]?.glued && tokens[next]?.kind !== "separator") text += tokens[next++]?.raw ?? "";
  return { took: next - at, modifier: { type: "purchase-order", purchaseOrder: text.slice(0, 50) } };
}

const READERS: Reader[] = [vat, withOrWithoutVat, discount, terms, purchaseOrder];

export function modifierAt(tokens: Token[], at: number, today: string): Taken | null {
  for (const reader of READERS) {
    const taken = reader(tokens, at, today);
    if (taken) return taken;
  }
  return null;
}

function isPercent(value: string): boolean {
  const read = readDecimal(value);
  return read !== null && read.places <= 2 && Number(value) <= 100;
}
