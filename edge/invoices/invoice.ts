/**
 * An invoice or credit note as it was issued: everything that the law wants on it, frozen. The PDF, the e-invoice inside
 * it and the card are drawn from this alone, so that they say the same for ever. BT- and BG-numbers are EN 16931's,
 * rules are named as its validators name them (1.3.16, and the French layer BR-FR-Flux2).
 */
import type { Address } from "../clients/client.ts";
import type { Locale } from "../people/person.ts";
import type { Line, Sale } from "./sale.ts";
import type { Seller } from "./seller.ts";
import type { Totals } from "./totals.ts";

/** UNTDID 1001: what we issue today. */
export const TYPE_CODES = { invoice: "380", "credit-note": "381" } as const;
export type InvoiceKind = keyof typeof TYPE_CODES;

/**
 * Who buys, for the State (note BAR, BR-FR-20): a French business, one abroad, a private person, one abroad, or nobody
 * that the reform is about.
 */
export type Audience = "B2B" | "B2BINT" | "B2C" | "B2CINT" | "OUTOFSCOPE";

export interface Buyer {
  /** Of the directory. */
  clientId: string;
  name: string;
  siren: string | null;
  siret: string | null;
  vatNumber: string | null;
  address: Address;
  email: string | null;
  contact: string | null;
  /** False for a private person: what the law wants between businesses is not said to them. */
  company: boolean;
}

/** BG-1: a text that the law wants, with its UNTDID 4451 code; PMT, PMD and AAB stand exactly once. */
export interface Note {
  code: "PMT" | "PMD" | "AAB" | "REG" | "ABL" | "AAI" | "BAR" | "TXD";
  text: string;
}

/** BG-3: what this one corrects. */
export interface Preceding {
  number: string;
  issuedOn: string;
}

export interface InvoiceLine extends Line {
  /** BT-126, from 1. */
  id: string;
}

export interface Invoice {
  kind: InvoiceKind;
  /** BT-1; "" while it is a draft. */
  number: string;
  /** BT-2, YYYY-MM-DD, Europe/Paris. */
  issuedOn: string;
  /** BT-9; null on a credit note that nobody pays. */
  dueOn: string | null;
  /** BT-72: supply or completion, when it is another day. */
  suppliedOn: string | null;
  /** BT-23 (BR-FR-08): S services, B goods, M both; 1 = an ordinary one. */
  process: "S1" | "B1" | "M1";
  currency: "EUR";
  audience: Audience;
  seller: Seller;
  buyer: Buyer;
  /** BG-15, where goods go when it is not the buyer's address; K wants it always. */
  deliverTo: Address | null;
  /** BT-13. */
  purchaseOrder: string | null;
  preceding: Preceding[];
  lines: InvoiceLine[];
  discount: Sale["discount"];
  totals: Totals;
  notes: Note[];
  /** Printed special mentions, in the order in which they stand: « Autoliquidation », the reason of an exemption, debits. */
  mentions: string[];
  /** BT-120 by VAT group, in the order of totals.vat; null where the category wants none. */
  reasons: (string | null)[];
  /** BT-8, UNTDID 2475: 5 = on the invoice (debits), 29 = delivery, 72 = payment; null = not said. */
  vatPoint: "5" | "29" | "72" | null;
  /** BT-22 that people wrote themselves, "" for none. */
  freeNote: string;
  /** BT-83, what the buyer should quote when paying. */
  paymentReference: string;
  /** Of the document; French is what the tax office reads. */
  language: Locale;
}

/** What is wrong with it, as the person can mend it: `field` is a path into the form, `rule` the official one when there is one. */
export interface InvoiceProblem {
  /** Code of a sentence in bot/text. */
  code: string;
  field: string;
  rule?: string;
}
