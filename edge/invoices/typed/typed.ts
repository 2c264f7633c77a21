/**
 * What one types behind `/facture` and `/devis`, read: nothing is guessed that was not written, and whatever could not be
 * read has its place in the text. Pure and deterministic.
 */
import type { Discount, Terms, Unit } from "../sale.ts";

/** Offsets into the text as it was typed: the first character, and the one behind the last. */
export interface Place {
  from: number;
  to: number;
}

/** A rate, or why there is none. */
export type TypedVat = { percent: string } | { exempt: "reverse-charge" | "intra-community" | "export" | "outside" | "exempt" };

export interface TypedLine {
  /** Null = not said: one. */
  quantity: string | null;
  unit: Unit | null;
  name: string;
  /** Decimal string; null = the price list has it, or it is missing. */
  price: string | null;
  /** Null = not said. */
  withVat: boolean | null;
  vat: TypedVat | null;
  discount: Discount | null;
  at: Place;
}

export interface Typed {
  /** As typed; null = not said. */
  client: { text: string; at: Place } | null;
  lines: TypedLine[];
  discount: Discount | null;
  terms: Terms | null;
  purchaseOrder: string | null;
}

/** Codes of the sentences in bot/text; the place is what the person should look at. */
export type ProblemCode =
  | "too_long"
  | "nothing"
  | "client_end"
  | "line_name"
  | "two_prices"
  | "not_understood"
  | "quantity"
  | "price"
  | "percent"
  | "date"
  | "amount"
  | "twice"
  | "too_many_lines"
  | "quote_open";

export interface TypedProblem {
  code: ProblemCode;
  at: Place;
}

export type Reading = { ok: true; typed: Typed } | { ok: false; problems: TypedProblem[] };

export const MOST_TYPED = 3_000;
