/** SQL of quotes. What was sent is frozen by the database itself (migration 0016). */
import { findKnown } from "../clients/find-clients.ts";
import { changeRow, type DraftContent, deleteRow, numberRow, type SaleRow, type ShownDraft, storedSale } from "../invoices/draft-table.ts";
import { type After, byNumber, wanted } from "../invoices/list-invoices.ts";
import type { Numbering } from "../invoices/number-series.ts";
import type { QuoteDocument } from "../invoices/pdf/quote-document.ts";
import type { Reads } from "../store/reads-together.ts";
import type { QuoteState, StoredQuote } from "./quote.ts";

interface Row extends SaleRow {
  state: QuoteState;
  sent_on: string | null;
  valid_until: string | null;
  document: string | null;
  decided_at: number | null;
  invoice: string | null;
}

const storedQuote = (raw: unknown): StoredQuote => {
  const row = raw as Row;
  return {
    ...storedSale(row),
    state: row.state,
    sentOn: row.sent_on,
    validUntil: row.valid_until,
    document: row.document === null ? null : { ...(JSON.parse(row.document) as QuoteDocument), number: row.number ?? "" },
    decidedAt: row.decided_at,
    invoice: row.invoice,
  };
};

export async function readQuote(db: D1Database, id: string): Promise<StoredQuote | null> {
  const row = await db.prepare("SELECT * FROM quotes WHERE id = ?1").bind(id).first();
  return row ? storedQuote(row) : null;
}

/** Newest first; keyset. */
export async function listQuotes(
  db: Reads,
  of: { clientId: string } | { createdBy: string } | { state: QuoteState },
  after: After,
  limit: number,
): Promise<StoredQuote[]> {
  const [column, value] = wanted(of);
  const [page] = await db.batch([
    db
      .prepare(`SELECT * FROM quotes WHERE ${column} = ?1 AND (created_at, id) < (?2, ?3) ORDER BY created_at DESC, id DESC LIMIT ?4`)
      .bind(value, after?.[0] ?? Number.MAX_SAFE_INTEGER, after?.[1] ?? "", limit),
  ]);
  return (page?.results ?? []).map(storedQuote);
}

const CLIENTS = 5;

/** As searchInvoices. */
export async function searchQuotes(db: Reads, text: string, limit: number): Promise<StoredQuote[]> {
  const typed = text.trim();
  if (!typed) return [];
  const numbered = await db.batch(byNumber(db, "quotes i", "i.*", typed, limit));
  const found = new Map(numbered.flatMap(({ results }) => results.map(storedQuote)).map((quote) => [quote.id, quote]));
  if (found.size === 0) {
    const clients = await findKnown(db, typed, CLIENTS);
    const pages = await Promise.all(clients.map(({ id }) => listQuotes(db, { clientId: id }, null, limit)));
    for (const quote of pages.flat()) found.set(quote.id, quote);
  }
  return [...found.values()].sort((a, b) => b.createdAt - a.createdAt).slice(0, limit);
}

export const insertQuote = (db: D1Database, id: string, { clientId, sale, totalCents }: DraftContent, by: string, now: number) =>
  db
    .prepare(
      `INSERT INTO quotes (id, state, client_id, sale, total_cents, created_by, created_at, updated_at)
       VALUES (?1, 'draft', ?2, ?3, ?4, ?5, ?6, ?6) ON CONFLICT DO NOTHING`,
    )
    .bind(id, clientId, JSON.stringify(sale), totalCents, by, now);

export const changeQuote = (db: D1Database, shown: ShownDraft, content: DraftContent, now: number) =>
  changeRow(db, "quotes", shown, content, now);

export const deleteQuote = (db: D1Database, shown: ShownDraft) => deleteRow(db, "quotes", shown);

export interface Sending extends ShownDraft {
  /** Without a number. */
  document: QuoteDocument;
  numbering: Numbering;
}

/** Two statements of one batch: the number is taken if and only if this very draft is sent with it. */
export function sendDraft(db: D1Database, { version, ...sending }: Sending, now: number): D1PreparedStatement[] {
  const { document, numbering } = sending;
  const columns = { state: "sent", sent_on: numbering.day, valid_until: document.validUntil, version: version + 1, updated_at: now };
  return numberRow(db, "quotes", { ...sending, version, columns });
}

/** From one state into another, over the version that was shown. */
export const moveQuote = (db: D1Database, id: string, version: number, from: QuoteState, to: QuoteState, now: number) =>
  db
    .prepare(
      "UPDATE quotes SET state = ?4, decided_at = ?5, version = version + 1, updated_at = ?5 WHERE id = ?1 AND version = ?2 AND state = ?3",
    )
    .bind(id, version, from, to, now);

export const attachQuoteFile = (db: D1Database, id: string, file: string) =>
  db.prepare("UPDATE quotes SET file = ?2 WHERE id = ?1 AND state <> 'draft' AND file IS NULL").bind(id, file);
