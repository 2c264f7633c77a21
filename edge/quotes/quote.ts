/** A quote, from its draft to the invoice that it becomes. */
import type { QuoteDocument } from "../invoices/pdf/quote-document.ts";
import type { Sale } from "../invoices/sale.ts";

export const QUOTE_STATES = ["draft", "sent", "accepted", "refused", "expired", "invoiced"] as const;
export type QuoteState = (typeof QUOTE_STATES)[number];

export interface StoredQuote {
  id: string;
  state: QuoteState;
  clientId: string;
  sale: Sale;
  version: number;
  totalCents: number;
  createdBy: string;
  createdAt: number;
  updatedAt: number;
  number: string | null;
  sentOn: string | null;
  /** The last day on which it stands. */
  validUntil: string | null;
  /** As it was sent; null while it is a draft. */
  document: QuoteDocument | null;
  /** Of the PDF. */
  file: string | null;
  /** When it was accepted or refused, UTC ms. */
  decidedAt: number | null;
  /** The invoice that it has become. */
  invoice: string | null;
}
