/** What is done to a draft, of an invoice as of a quote: changed over the version that was shown, deleted, or given a number that freezes it. */
import { type Numbering, prefixOn, seriesYear, takeNumber, writtenNumber } from "./number-series.ts";
import type { Sale } from "./sale.ts";

export type DraftTable = "invoices" | "quotes";

/** What an invoice and a quote have alike. */
export interface StoredSale {
  id: string;
  clientId: string;
  sale: Sale;
  version: number;
  /** VAT included. */
  totalCents: number;
  createdBy: string;
  createdAt: number;
  updatedAt: number;
  /** Null while it is a draft. */
  number: string | null;
  /** Of the PDF. */
  file: string | null;
}

export interface SaleRow {
  id: string;
  client_id: string;
  sale: string;
  version: number;
  total_cents: number;
  created_by: string;
  created_at: number;
  updated_at: number;
  number: string | null;
  file: string | null;
}

export const storedSale = (row: SaleRow): StoredSale => ({
  id: row.id,
  clientId: row.client_id,
  sale: JSON.parse(row.sale) as Sale,
  version: row.version,
  totalCents: row.total_cents,
  createdBy: row.created_by,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  number: row.number,
  file: row.file,
});

export interface DraftContent {
  clientId: string;
  sale: Sale;
  /** VAT included. */
  totalCents: number;
}

/** Which draft, and as it was when somebody looked at it: another one is not changed by mistake. */
export interface ShownDraft {
  id: string;
  version: number;
}

export const changeRow = (
  db: D1Database,
  table: DraftTable,
  { id, version }: ShownDraft,
  { clientId, sale, totalCents }: DraftContent,
  now: number,
) =>
  db
    .prepare(
      `UPDATE ${table} SET client_id = ?3, sale = ?4, total_cents = ?5, version = version + 1, updated_at = ?6
       WHERE id = ?1 AND version = ?2 AND state = 'draft'`,
    )
    .bind(id, version, clientId, JSON.stringify(sale), totalCents, now);

export const deleteRow = (db: D1Database, table: DraftTable, { id, version }: ShownDraft) =>
  db.prepare(`DELETE FROM ${table} WHERE id = ?1 AND version = ?2 AND state = 'draft'`).bind(id, version);

export interface Freezing extends ShownDraft {
  numbering: Numbering;
  /** Without a number: it stands in its own column. */
  document: object;
  /** The other columns that are written, the state among them. */
  columns: Record<string, string | number>;
}

/** Two statements of one batch: the number is taken if and only if this very draft is frozen with it. */
export function numberRow(
  db: D1Database,
  table: DraftTable,
  { id, version, numbering, document, columns }: Freezing,
): D1PreparedStatement[] {
  const { series, format, day } = numbering;
  const others = Object.keys(columns).map((column, i) => `${column} = ?${8 + i}`);
  return [
    takeNumber(db, numbering, `EXISTS (SELECT 1 FROM ${table} WHERE id = ?4 AND version = ?5 AND state = 'draft')`, [id, version]),
    db
      .prepare(
        `UPDATE ${table} SET series = ?3, year = ?4, seq = (SELECT last FROM number_series WHERE series = ?3 AND year = ?4),
           number = ${writtenNumber("?5", "?6", "?3", "?4")}, document = ?7, ${others.join(", ")}
         WHERE id = ?1 AND version = ?2 AND state = 'draft' AND changes() = 1`,
      )
      .bind(
        ...[id, version, series, seriesYear(format, day), prefixOn(format, day), format.width, JSON.stringify(document)],
        ...Object.values(columns),
      ),
  ];
}
