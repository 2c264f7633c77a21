/** What makes the files of invoices and quotes. The real ones are loaded only when a document is made: nothing else pays for it. */

import { pdfPart } from "../pdf-part.ts";
import type { Invoice } from "./invoice.ts";
import type { QuoteDocument } from "./pdf/quote-document.ts";

interface Look {
  /** PNG or JPEG; null = none. */
  logo: Uint8Array | null;
}

/** @returns a PDF with the e-invoice inside; of the same invoice the same bytes */
export type DocumentMaker = (invoice: Invoice, look: Look) => Promise<Uint8Array>;
export type QuoteMaker = (quote: QuoteDocument, look: Look) => Promise<Uint8Array>;

export interface Makers {
  invoice: DocumentMaker;
  quote: QuoteMaker;
}

export const lawfulPdfs: Makers = {
  invoice: async (invoice, look) => (await pdfPart()).invoicePdf(invoice, look),
  quote: async (quote, look) => (await pdfPart()).quotePdf(quote, look),
};
