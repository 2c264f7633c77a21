/**
 * Reads `ACME 3 x Conseil 800 € HT 30j`: a client, lines between commas, what holds for the whole. A comma between digits
 * is part of the number. Quotation marks keep together what would be taken apart: "Studio 54": 2 j "de 9 à 5" 800 €.
 */

import type { Locale } from "../../people/person.ts";
import { readDecimal } from "../decimal.ts";
import { MOST_LINES } from "../sale.ts";
import { isWord, type Modifier, modifierAt } from "./modifiers.ts";
import { hasMark, lineStart, namesNothing, quantityAt, quantityAtEnd, quantityBehind, unitOfPrice } from "./quantities.ts";
import { type Token, tokensOf } from "./tokens.ts";
import { MOST_TYPED, type Place, type ProblemCode, type Reading, type Typed, type TypedLine, type TypedProblem } from "./typed.ts";
import * as words from "./vocabulary.ts";

/** @param today YYYY-MM-DD, for a day that was typed without its year */
export function parseTyped(text: string, { locale, today }: { locale: Locale; today: string }): Reading {
  if (text.length > MOST_TYPED) return { ok: false, problems: [{ code: "too_long", at: { from: MOST_TYPED, to: text.length } }] };
  const reader = new Reader(text, tokensOf(text, locale), today);
  return reader.read();
}

class Reader {
  readonly #text: string;
  readonly #tokens: Token[];
  readonly #today: string;
  readonly #problems: TypedProblem[] = [];
  readonly #typed: Typed = { client: null, lines: [], discount: null, terms: null, purchaseOrder: null };

  constructor(text: string, tokens: Token[], today: string) {
    this.#text = text;
    this.#tokens = tokens;
    this.#today = today;
  }

  read(): Reading {
    const open = this.#tokens.find(({ kind, text }) => kind === "sign" && ['"', "«", "“"].includes(text));
    if (open) this.#wrong("quote_open", [open]);
    const segments = split(this.#tokens);
    if (segments.length === 0) this.#wrong("nothing", []);
    for (const [i, segment] of segments.entries()) this.#segment(i === 0 ? this.#client(segment) : segment);
    const { lines } = this.#typed;
    if (lines.length > MOST_LINES) this.#problems.push({ code: "too_many_lines", at: lines[MOST_LINES]?.at as Place });
    return this.#problems.length > 0 ? { ok: false, problems: this.#problems } : { ok: true, typed: this.#typed };
  }

  #wrong(code: ProblemCode, tokens: Token[]): void {
    this.#problems.push({ code, at: placeOf(tokens, this.#text.length) });
  }

  /** Takes the client off the first segment: quoted, up to a colon, or up to the first quantity. */
  #client(segment: Token[]): Token[] {
    const colon = segment.findIndex(({ kind, text }) => kind === "sign" && text === ":");
    // A colon in front: nobody is named.
    if (colon === 0) return segment.slice(1);
    const start = segment[0]?.kind === "quoted" ? 1 : lineStart(segment);
    const end = colon > 0 && (start < 0 || colon <= start) ? colon : start;
    if (end < 0) {
      // Only a client, or only what holds for the whole: both can be completed in the form.
      if (!segment.some(({ kind }) => kind === "number") && !modifierAt(segment, 0, this.#today)) this.#setClient(segment);
      else if (!modifierAt(segment, 0, this.#today)) this.#wrong("client_end", segment);
      else return segment;
      return [];
    }
    if (end > 1 && namesNothing(segment, end)) {
      this.#wrong("client_end", segment.slice(0, end));
      return [];
    }
    if (end > 0) this.#setClient(segment.slice(0, end));
    const rest = segment.slice(end);
    return rest[0]?.text === ":" && rest[0].kind === "sign" ? rest.slice(1) : rest;
  }

  #setClient(tokens: Token[]): void {
    const text = tokens.length === 1 && tokens[0]?.kind === "quoted" ? tokens[0].text : this.#slice(tokens);
    if (text) this.#typed.client = { text, at: placeOf(tokens, this.#text.length) };
  }

  /** As it was typed, on one line. */
  #slice(tokens: Token[]): string {
    const [first, last] = [tokens[0], tokens.at(-1)];
    if (!first || !last) return "";
    if (tokens.length === 1 && first.kind === "quoted") return first.text;
    return this.#text.slice(first.from, last.to).replace(/\s+/g, " ").trim();
  }

  #segment(segment: Token[]): void {
    if (segment.length === 0) return;
    if (this.#isAboutTheWhole(segment)) {
      this.#modifiers(segment, null);
      return;
    }
    const line: TypedLine = {
      quantity: null,
      unit: null,
      name: "",
      price: null,
      withVat: null,
      vat: null,
      discount: null,
      at: placeOf(segment, this.#text.length),
    };
    const { price, head, tail } = this.#price(segment);
    if (price) this.#setPrice(line, price);
    const name = this.#quantity(line, head);
    line.name = this.#slice(name);
    if (!line.name || line.name.length > 500) this.#wrong("line_name", name.length > 0 ? name : segment);
    this.#modifiers(tail, line);
    this.#typed.lines.push(line);
  }

  /** "2 j" alone is when to pay, "2 j audit" is a line. */
  #isAboutTheWhole(segment: Token[]): boolean {
    return modifierAt(segment, 0, this.#today) !== null && (!quantityAt(segment, 0) || this.#allModifiers(segment, 0));
  }

  /** The price is the last number that has a currency or "HT" behind it, else the last one that nothing else explains. */
  #price(segment: Token[]): { price: Token | null; head: Token[]; tail: Token[] } {
    const start = quantityAt(segment, 0)?.took ?? 0;
    const tailFrom = this.#tailStart(segment, start);
    const numbers = segment
      .map((token, i) => ({ token, i }))
      .filter(({ token, i }) => token.kind === "number" && i >= start && i < tailFrom);
    const marked = numbers.filter(({ i }) => hasMark(segment, i));
    if (marked.length > 1) this.#wrong("two_prices", [marked[1]?.token as Token]);
    const before = quantityBehind(segment, start, tailFrom);
    const found = marked[0] ?? numbers.findLast(({ i }) => i + 1 >= tailFrom && i !== before);
    if (!found) return { price: null, head: segment.slice(0, tailFrom), tail: segment.slice(tailFrom) };
    const behind = found.i + 1 + (isWord(segment[found.i + 1], words.CURRENCY) ? 1 : 0);
    const led = isWord(segment[found.i - 1], words.AT) || isWord(segment[found.i - 1], words.CURRENCY);
    return { price: found.token, head: segment.slice(0, led ? found.i - 1 : found.i), tail: segment.slice(behind) };
  }

  /** Where the name (and the price) end: the first place from which everything is understood as what may follow them. */
  #tailStart(segment: Token[], from: number): number {
    for (let i = from + 1; i < segment.length; i++) {
      if (this.#allModifiers(segment, i)) return i;
    }
    return segment.length;
  }

  #allModifiers(segment: Token[], from: number): boolean {
    for (let i = from; i < segment.length; ) {
      const taken = modifierAt(segment, i, this.#today);
      if (taken ? "problem" in taken : !unitOfPrice(segment, i)) return false;
      i += taken?.took ?? 2;
    }
    return true;
  }

  #setPrice(line: TypedLine, token: Token): void {
    const read = readDecimal(token.value);
    if (!read || read.places > 6) this.#wrong("price", [token]);
    line.price = token.value;
  }

  /** Takes the quantity off the front ("3 x", "2j") or the end ("audit 2j"); answers what is left: the name. */
  #quantity(line: TypedLine, head: Token[]): Token[] {
    const front = quantityAt(head, 0);
    const back = front ? null : quantityAtEnd(head);
    const found = front ?? back;
    if (!found) return head;
    const read = readDecimal(found.number.value);
    if (!read || read.places > 4 || read.digits === 0n) this.#wrong("quantity", [found.number]);
    line.quantity = found.number.value;
    line.unit = found.unit;
    if (back) return head.slice(0, head.length - back.took);
    const rest = head.slice(found.took);
    return isWord(rest[0], words.OF) && rest.length > 1 ? rest.slice(1) : rest;
  }

  #modifiers(tokens: Token[], line: TypedLine | null): void {
    for (let i = 0; i < tokens.length; ) {
      const unit = line && unitOfPrice(tokens, i);
      if (unit) {
        line.unit ??= unit;
        i += 2;
        continue;
      }
      const taken = modifierAt(tokens, i, this.#today);
      if (!taken) {
        this.#wrong("not_understood", tokens.slice(i));
        return;
      }
      const at = tokens.slice(i, i + taken.took);
      if ("problem" in taken) this.#wrong(taken.problem, at);
      else if (!this.#apply(taken.modifier, line)) this.#wrong("twice", at);
      i += taken.took;
    }
  }

  /** False when it was said before. */
  #apply(modifier: Modifier, line: TypedLine | null): boolean {
    const typed = this.#typed;
    switch (modifier.type) {
      case "vat":
        return line ? set(line, "vat", modifier.vat) : false;
      case "with-vat":
        return line ? set(line, "withVat", modifier.withVat) : false;
      case "discount":
        return line && !modifier.whole ? set(line, "discount", modifier.discount) : set(typed, "discount", modifier.discount);
      case "terms":
        return set(typed, "terms", modifier.terms);
      case "purchase-order":
        return set(typed, "purchaseOrder", modifier.purchaseOrder);
    }
  }
}

function set<T, K extends keyof T>(target: T, key: K, value: T[K]): boolean {
  if (target[key] !== null) return false;
  target[key] = value;
  return true;
}

function split(tokens: Token[]): Token[][] {
  const segments: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind === "separator") segments.push([]);
    else segments.at(-1)?.push(token);
  }
  return segments.filter((segment) => segment.length > 0);
}

const placeOf = (tokens: Token[], end: number): Place => ({ from: tokens[0]?.from ?? 0, to: tokens.at(-1)?.to ?? end });
