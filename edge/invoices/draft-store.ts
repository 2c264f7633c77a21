/** SQL of what is written of invoices and credit notes. What is issued is frozen by the database itself (migrations 0014, 0016). */
import { changeRow, type DraftContent, deleteRow, numberRow, type ShownDraft } from "./draft-table.ts";
import type { Invoice, InvoiceKind } from "./invoice.ts";
import type { Numbering } from "./number-series.ts";

export interface Draft extends DraftContent {
  id: string;
  kind: InvoiceKind;
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

/** Of an invoice: a credit note is never a draft for longer than a batch. */
export const changeDraft = (db: D1Database, shown: ShownDraft, content: DraftContent, now: number) =>
  changeRow(db, "invoices", shown, content, now);

export const deleteDraft = (db: D1Database, shown: ShownDraft) => deleteRow(db, "invoices", shown);

export interface Issue extends ShownDraft {
  /** Without a number. */
  document: Invoice;
  numbering: Numbering;
  issuedBy: string;
}

/** Two statements of one batch: the number is taken if and only if this very draft is issued with it. */
export function issueDraft(db: D1Database, { issuedBy, ...issue }: Issue, now: number): D1PreparedStatement[] {
  const { day } = issue.numbering;
  const columns = { state: "issued", issued_on: day, issued_by: issuedBy, issued_at: now, updated_at: now };
  return numberRow(db, "invoices", { ...issue, columns });
}

export const attachFile = (db: D1Database, id: string, file: string) =>
  db.prepare("UPDATE invoices SET file = ?2 WHERE id = ?1 AND state = 'issued' AND file IS NULL").bind(id, file);
