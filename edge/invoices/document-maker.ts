/** What makes the file of an invoice. The real one is loaded only when a document is made: nothing else pays for it. */

import { pdfPart } from "../pdf-part.ts";
import type { Invoice } from "./invoice.ts";

/** @param logo PNG or JPEG; null = none @returns a PDF with the e-invoice inside; of the same invoice the same bytes */
export type DocumentMaker = (invoice: Invoice, options: { logo: Uint8Array | null }) => Promise<Uint8Array>;

export const lawfulPdf: DocumentMaker = async (invoice, options) => (await pdfPart()).invoicePdf(invoice, options);
