/** SQL of invoices and credit notes. What is issued is frozen by the database itself (migrations 0014, 0016). */
import type { Invoice, InvoiceKind } from "./invoice.ts";
import { type Numbering, prefixOn, seriesYear, takeNumber, writtenNumber } from "./number-series.ts";
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

export interface Draft {
  id: string;
  kind: InvoiceKind;
  clientId: string;
  sale: Sale;
  totalCents: number;
  createdBy: string;
  credits: string | null;
  quote?: string | null;
}

/** Once: the second time, and the second credit note of one invoice, change nothing. */
export function insertDraft(
  db: D1Database,
  { id, kind, clientId, sale, totalCents, createdBy, credits, quote = null }: Draft,
  now: number,
) {
  return db
    .prepare(
      `INSERT INTO invoices (id, kind, state, client_id, sale, total_cents, created_by, created_at, updated_at, credits, quote)
       VALUES (?1, ?2, 'draft', ?3, ?4, ?5, ?6, ?7, ?7, ?8, ?9) ON CONFLICT DO NOTHING`,
    )
    .bind(id, kind, clientId, JSON.stringify(sale), totalCents, createdBy, now, credits, quote);
}

/** As `insertDraft`, of a credit note whose invoice is an issued one. */
export function attachCredit(db: D1Database, { id, clientId, sale, totalCents, createdBy, credits }: Draft, now: number) {
  return db
    .prepare(
      `INSERT INTO invoices (id, kind, state, client_id, sale, total_cents, created_by, created_at, updated_at, credits)
       SELECT ?1, 'credit-note', 'draft', ?2, ?3, ?4, ?5, ?6, ?6, ?7 FROM invoices WHERE id = ?7 AND kind = 'invoice' AND state = 'issued' ON CONFLICT DO NOTHING`,
    )
    .bind(id, clientId, JSON.stringify(sale), totalCents, createdBy, now, credits);
}

export const changeDraft = (
  db: D1Database,
  id: string,
  version: number,
  { clientId, sale, totalCents }: Pick<Draft, "clientId" | "sale" | "totalCents">,
  now: number,
) =>
  db
    .prepare(
      `UPDATE invoices SET client_id = ?3, sale = ?4, total_cents = ?5, version = version + 1, updated_at = ?6
       WHERE id = ?1 AND version = ?2 AND state = 'draft' AND kind = 'invoice'`,
    )
    .bind(id, version, clientId, JSON.stringify(sale), totalCents, now);

export const deleteDraft = (db: D1Database, id: string, version: number) =>
  db.prepare("DELETE FROM invoices WHERE id = ?1 AND version = ?2 AND state = 'draft'").bind(id, version);

export interface Issue {
  id: string;
  /** Of the draft that was looked at: another one is not issued by mistake. */
  version: number;
  /** Without a number. */
  document: Invoice;
  numbering: Numbering;
  issuedBy: string;
}

/** Two statements of one batch: the number is taken if and only if this very draft is issued with it. */
export function issueDraft(db: D1Database, { id, version, document, numbering, issuedBy }: Issue, now: number): D1PreparedStatement[] {
  const { series, format, day } = numbering;
  return [
    takeNumber(db, numbering, "EXISTS (SELECT 1 FROM invoices WHERE id = ?4 AND version = ?5 AND state = 'draft')", [id, version]),
    db
      .prepare(
        `UPDATE invoices SET state = 'issued', series = ?3, year = ?4, seq = (SELECT last FROM number_series WHERE series = ?3 AND year = ?4),
           number = ${writtenNumber("?5", "?6", "?3", "?4")}, issued_on = ?7, issued_by = ?8, issued_at = ?9, document = ?10, updated_at = ?9
         WHERE id = ?1 AND version = ?2 AND state = 'draft' AND changes() = 1`,
      )
      .bind(
        id,
        version,
        series,
        seriesYear(format, day),
        prefixOn(format, day),
        format.width,
        day,
        issuedBy,
        now,
        JSON.stringify(document),
      ),
  ];
}

export const attachFile = (db: D1Database, id: string, file: string) =>
  db.prepare("UPDATE invoices SET file = ?2 WHERE id = ?1 AND state = 'issued' AND file IS NULL").bind(id, file);
