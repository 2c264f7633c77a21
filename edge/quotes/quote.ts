/** A quote, from its draft to the invoice that it becomes. */
import type { StoredSale } from "../invoices/draft-table.ts";
import type { QuoteDocument } from "../invoices/pdf/quote-document.ts";

export const QUOTE_STATES = ["draft", "sent", "accepted", "refused", "expired", "invoiced"] as const;
export type QuoteState = (typeof QUOTE_STATES)[number];

export interface StoredQuote extends StoredSale {
  state: QuoteState;
  sentOn: string | null;
  /** The last day on which it stands. */
  validUntil: string | null;
  /** As it was sent; null while it is a draft. */
  document: QuoteDocument | null;
  /** When it was accepted or refused, UTC ms. */
  decidedAt: number | null;
  /** The invoice that it has become. */
  invoice: string | null;
}
