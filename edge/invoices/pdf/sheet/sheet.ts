/** What stands on the paper, in words and in its order; where it stands is paper/. Invoices and quotes become this. */
import type { Locale } from "../../../people/person.ts";

/** A small heading and what it says. */
export interface Fact {
  label: string;
  value: string;
}

export interface Party {
  label: string;
  name: string;
  lines: string[];
}

export interface Row {
  name: string;
  details: string;
  /** One per column behind the first. */
  cells: string[];
}

export interface Column {
  title: string;
  align: "left" | "right";
}

export interface Sum {
  label: string;
  value: string;
  /** What all of it comes to. */
  strong?: boolean;
}

export interface Sheet {
  language: Locale;
  /** "Facture", "Avoir", "Devis". */
  title: string;
  number: string;
  /** Written large across each page of what is only a draft; "" = it is none. */
  mark: string;
  /** YYYY-MM-DD: the day of the file too, so that the same document is the same bytes. */
  issuedOn: string;
  seller: Party;
  /** Buyer first; then where the goods go, when that is elsewhere. */
  recipients: Party[];
  facts: Fact[];
  /** The first one is of what is sold. */
  columns: Column[];
  rows: Row[];
  /** Header and rows: rate, base, VAT. Null when nothing bears VAT. */
  vat: { titles: string[]; rows: string[][] } | null;
  sums: Sum[];
  /** Why there is no VAT, what is sold, and the like. */
  mentions: string[];
  note: string;
  payment: { title: string; facts: Fact[]; qr: { content: string; caption: string } | null } | null;
  /** Of quotes: where the client signs. */
  acceptance: { title: string; text: string; fields: string[] } | null;
  /** Terms that the law wants, in small print. */
  terms: string[];
  footer: string;
}
