/** What makes the file of an invoice. The real one is loaded only when a document is made: nothing else pays for it. */
import type { Invoice } from "./invoice.ts";

/** @param logo PNG or JPEG; null = none @returns a PDF with the e-invoice inside */
export type DocumentMaker = (invoice: Invoice, options: { logo: Uint8Array<ArrayBuffer> | null }) => Promise<Uint8Array<ArrayBuffer>>;
