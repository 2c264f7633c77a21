/**
 * The part of the Worker that makes PDFs. It is built apart (test/tools/build-parts.mjs) and loaded when a document is made:
 * no command and no widget pays for it. edge/pdf-part.ts is its door.
 */
import { ciiOf } from "../cii.ts";
import type { Invoice } from "../invoice.ts";
import { drawSheet } from "./paper/draw.ts";
import { attachInvoice } from "./paper/factur-x.ts";
import type { QuoteDocument } from "./quote-document.ts";
import { invoiceSheet } from "./sheet/invoice-sheet.ts";
import { quoteSheet } from "./sheet/quote-sheet.ts";
import type { Sheet } from "./sheet/sheet.ts";

interface Look {
  /** PNG or JPEG; what cannot stand on a PDF/A is left out, and the name stands in its place. */
  logo: Uint8Array | null;
}

/** Factur-X: PDF/A-3b with the e-invoice inside, or a draft without. The same invoice is the same bytes. */
export function invoicePdf(invoice: Invoice, { logo }: Look): Promise<Uint8Array> {
  // A draft is no invoice to any machine.
  return printed(invoiceSheet(invoice), logo, invoice.number === "" ? null : ciiOf(invoice));
}

/** PDF/A-3b; a quote is no e-invoice. The same quote is the same bytes. */
export function quotePdf(quote: QuoteDocument, { logo }: Look): Promise<Uint8Array> {
  return printed(quoteSheet(quote), logo, null);
}

async function printed(sheet: Sheet, logo: Uint8Array | null, xml: string | null): Promise<Uint8Array> {
  try {
    const paper = drawSheet(sheet, logo);
    if (xml !== null) attachInvoice(paper, xml, sheet.issuedOn);
    return await paper.finish();
  } catch (error) {
    if (logo === null) throw error;
    return printed(sheet, null, xml); // a picture that is broken inside must not hold an invoice up
  }
}
