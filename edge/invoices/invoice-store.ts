/** Invoices and credit notes as they are kept, and how they are read; what is written stands in draft-store.ts. */
import { type SaleRow, type StoredSale, storedSale } from "./draft-table.ts";
import type { Invoice, InvoiceKind } from "./invoice.ts";

export interface StoredInvoice extends StoredSale {
  kind: InvoiceKind;
  state: "draft" | "issued";
  issuedOn: string | null;
  issuedBy: string | null;
  /** As it was issued; null while it is a draft. */
  document: Invoice | null;
  /** A credit note's invoice. */
  credits: string | null;
  /** The credit note that takes it back; null = it stands. */
  creditedBy: string | null;
  /** The quote that it came from. */
  quote: string | null;
}

export interface Row extends SaleRow {
  kind: InvoiceKind;
  state: "draft" | "issued";
  issued_on: string | null;
  issued_by: string | null;
  document: string | null;
  credits: string | null;
  quote: string | null;
  credited_by: string | null;
}

/** SQL: an invoice `i` and what credits it. */
export const COLUMNS = "i.*, (SELECT c.id FROM invoices c WHERE c.credits = i.id AND c.state = 'issued') AS credited_by";

export const storedInvoice = (row: Row): StoredInvoice => ({
  ...storedSale(row),
  kind: row.kind,
  state: row.state,
  issuedOn: row.issued_on,
  issuedBy: row.issued_by,
  document: row.document === null ? null : withNumber(JSON.parse(row.document) as Invoice, row.number ?? ""),
  credits: row.credits,
  creditedBy: row.credited_by,
  quote: row.quote,
});

/** The number is taken in the batch that freezes the document, so it stands in its own column. */
const withNumber = (invoice: Invoice, number: string): Invoice => ({ ...invoice, number, paymentReference: number });

export async function readInvoice(db: D1Database, id: string): Promise<StoredInvoice | null> {
  const row = await db.prepare(`SELECT ${COLUMNS} FROM invoices i WHERE i.id = ?1`).bind(id).first<Row>();
  return row ? storedInvoice(row) : null;
}

export async function readCreditOf(db: D1Database, invoiceId: string): Promise<StoredInvoice | null> {
  const row = await db.prepare(`SELECT ${COLUMNS} FROM invoices i WHERE i.credits = ?1`).bind(invoiceId).first<Row>();
  return row ? storedInvoice(row) : null;
}

/** The one that a quote has become, draft or issued. */
export async function readInvoiceOfQuote(db: D1Database, quoteId: string): Promise<StoredInvoice | null> {
  const row = await db.prepare(`SELECT ${COLUMNS} FROM invoices i WHERE i.quote = ?1`).bind(quoteId).first<Row>();
  return row ? storedInvoice(row) : null;
}
