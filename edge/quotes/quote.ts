/** A quote as it was sent: what the buyer was offered, frozen. Numbers, units and fields are those of an invoice (edge/invoices/). */
import type { Invoice } from "../invoices/invoice.ts";
import type { Sale } from "../invoices/sale.ts";

export const QUOTE_STATES = ["draft", "sent", "accepted", "refused", "expired", "invoiced"] as const;
export type QuoteState = (typeof QUOTE_STATES)[number];

export interface Quote
  extends Pick<
    Invoice,
    | "number"
    | "seller"
    | "buyer"
    | "deliverTo"
    | "audience"
    | "currency"
    | "purchaseOrder"
    | "lines"
    | "discount"
    | "totals"
    | "mentions"
    | "reasons"
    | "freeNote"
    | "language"
  > {
  /** YYYY-MM-DD. */
  sentOn: string;
  /** The last day on which it stands. */
  validUntil: string;
}

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
  validUntil: string | null;
  /** As it was sent; null while it is a draft. */
  document: Quote | null;
  /** When it was accepted or refused, UTC ms. */
  decidedAt: number | null;
  /** The invoice that it has become. */
  invoice: string | null;
}

/** What an invoice would say today, as an offer. */
export function quoteOf(invoice: Invoice, validUntil: string): Quote {
  const {
    number,
    seller,
    buyer,
    deliverTo,
    audience,
    currency,
    purchaseOrder,
    lines,
    discount,
    totals,
    mentions,
    reasons,
    freeNote,
    language,
  } = invoice;
  const same = {
    number,
    seller,
    buyer,
    deliverTo,
    audience,
    currency,
    purchaseOrder,
    lines,
    discount,
    totals,
    mentions,
    reasons,
    freeNote,
    language,
  };
  return { ...same, sentOn: invoice.issuedOn, validUntil };
}
