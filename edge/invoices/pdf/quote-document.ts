/** A quote as it is printed: all that stands on it, frozen at the version that was sent. It is no invoice and has no e-invoice inside. */
import type { Address } from "../../clients/client.ts";
import type { Locale } from "../../people/person.ts";
import type { Buyer, InvoiceLine } from "../invoice.ts";
import type { Sale, Terms } from "../sale.ts";
import type { Seller } from "../seller.ts";
import type { Totals } from "../totals.ts";

export interface QuoteDocument {
  /** Of a series of its own; "" while it is a draft. */
  number: string;
  /** YYYY-MM-DD, Europe/Paris. */
  issuedOn: string;
  /** The last day on which the client may accept it. */
  validUntil: string;
  seller: Seller;
  buyer: Buyer;
  /** Where the work is done or the goods go, when that is not the buyer's address. */
  place: Address | null;
  purchaseOrder: string | null;
  lines: InvoiceLine[];
  discount: Sale["discount"];
  totals: Totals;
  /** Null = the seller's own (termsDays). */
  terms: Terms | null;
  /** Special mentions, as on the invoice that it becomes. */
  mentions: string[];
  /** What people wrote themselves. "" for none. */
  freeNote: string;
  /** When the work begins and how long it takes; absent on quotes of before. */
  work?: Sale["work"];
  /** What the law wants said of the quote itself: free or charged for, where to complain. Absent on quotes of before. */
  said?: string[];
  language: Locale;
}
