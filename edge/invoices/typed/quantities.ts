/** Where a quantity stands, and with it where a line begins: "3 x", "2j", "audit 2j". */
import type { Unit } from "../sale.ts";
import { isWord } from "./modifiers.ts";
import type { Token } from "./tokens.ts";
import * as words from "./vocabulary.ts";

/** "800 € / jour", "80 par heure": what the price is for. */
export const unitOfPrice = (tokens: Token[], at: number): Unit | undefined =>
  isWord(tokens[at], words.PER) && tokens[at + 1]?.kind === "word" ? words.UNIT_WORDS.get(tokens[at + 1]?.text ?? "") : undefined;

export interface Quantity {
  number: Token;
  unit: Unit | null;
  took: number;
}

/** "3 x", "3x", "2j", "2 jours", "2 j x". */
export function quantityAt(tokens: Token[], at: number): Quantity | null {
  const minus = tokens[at]?.text === "-" ? 1 : 0;
  const number = tokens[at + minus];
  if (number?.kind !== "number") return null;
  const signed = minus ? { ...number, value: `-${number.value}` } : number;
  const next = tokens[at + minus + 1];
  if (isWord(next, words.TIMES)) return { number: signed, unit: null, took: minus + 2 };
  const unit = next?.kind === "word" ? words.UNIT_WORDS.get(next.text) : undefined;
  if (!unit) return null;
  return { number: signed, unit, took: minus + 2 + (isWord(tokens[at + minus + 2], words.TIMES) ? 1 : 0) };
}

/** "audit 2j", "Conseil 3 x" in front of the price. */
export function quantityAtEnd(head: Token[]): Quantity | null {
  for (const took of [4, 3, 2]) {
    const at = head.length - took;
    const found = at > 0 ? quantityAt(head, at) : null;
    if (found?.took === took) return found;
  }
  return null;
}

/** Index of the number of a quantity that stands behind the name; -1 when there is none. */
export function quantityBehind(segment: Token[], from: number, to: number): number {
  for (let i = from + 1; i < to; i++) if (quantityAt(segment, i)) return i;
  return -1;
}

/** Where the first line begins: at the first quantity that is not the first thing typed, or there when it is the only one. */
export function lineStart(segment: Token[]): number {
  const starts = segment.map((_, i) => i).filter((i) => quantityAt(segment, i) && segment[i - 1]?.text !== "-");
  const later = starts.find((i) => i > 0 && !behindPrice(segment, i));
  if (starts[0] === 0) return later !== undefined && !hasPriceBetween(segment, 0, later) ? later : 0;
  return later ?? -1;
}

const hasPriceBetween = (segment: Token[], from: number, to: number) =>
  segment.slice(from, to).some((token, i) => token.kind === "number" && hasMark(segment, from + i));

/** "800 € 30j": behind a price, days are terms. */
const behindPrice = (segment: Token[], at: number) => hasPriceBetween(segment, 0, at);

export const hasMark = (segment: Token[], i: number) =>
  isWord(segment[i + 1], words.CURRENCY) ||
  isWord(segment[i - 1], words.CURRENCY) ||
  isWord(segment[i + 1], words.WITHOUT_VAT) ||
  isWord(segment[i + 1], words.WITH_VAT);

/** "Smith Ltd consulting 3 days @ 800": the name stands before its quantity, and nothing says where the client's ends. */
export function namesNothing(segment: Token[], at: number): boolean {
  const quantity = quantityAt(segment, at);
  const next = segment[at + (quantity?.took ?? 0)];
  return quantity !== null && (next === undefined || next.kind === "number" || isWord(next, words.AT));
}
