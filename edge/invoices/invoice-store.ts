/** Invoices and credit notes as they are kept, and how they are read; what is written stands in draft-store.ts. */
import type { Invoice, InvoiceKind } from "./invoice.ts";
import type { Sale } from "./sale.ts";

export interface StoredInvoice {
  id: string;
  kind: InvoiceKind;
  state: "draft" | "issued";
  clientId: string;
  sale: Sale;
  version: number;
  totalCents: number;
  createdBy: string;
  createdAt: number;
  updatedAt: number;
  number: string | null;
  issuedOn: string | null;
  issuedBy: string | null;
  /** As it was issued; null while it is a draft. */
  document: Invoice | null;
  /** Of the PDF. */
  file: string | null;
  /** A credit note's invoice. */
  credits: string | null;
  /** The credit note that takes it back; null = it stands. */
  creditedBy: string | null;
  /** The quote that it came from. */
  quote: string | null;
}

export interface Row {
  id: string;
  kind: InvoiceKind;
  state: "draft" | "issued";
  client_id: string;
  sale: string;
  version: number;
  total_cents: number;
  created_by: string;
  created_at: number;
  updated_at: number;
  number: string | null;
  issued_on: string | null;
  issued_by: string | null;
  document: string | null;
  file: string | null;
  credits: string | null;
  quote: string | null;
  credited_by: string | null;
}

/** SQL: an invoice `i` and what credits it. */
export const COLUMNS = "i.*, (SELECT c.id FROM invoices c WHERE c.credits = i.id AND c.state = 'issued') AS credited_by";

export const storedInvoice = (row: Row): StoredInvoice => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  clientId: row.client_id,
  sale: JSON.parse(row.sale) as Sale,
  version: row.version,
  totalCents: row.total_cents,
  createdBy: row.created_by,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  number: row.number,
  issuedOn: row.issued_on,
  issuedBy: row.issued_by,
  document: row.document === null ? null : withNumber(JSON.parse(row.document) as Invoice, row.number ?? ""),
  file: row.file,
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
