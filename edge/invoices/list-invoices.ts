/** Invoices as people look for them: of a client, their own, by state; by number, or by the client's name. Rows read never grow with the table. */
import { findKnown } from "../clients/find-clients.ts";
import type { Reads } from "../store/reads-together.ts";
import { COLUMNS, type Row, type StoredInvoice, storedInvoice } from "./invoice-store.ts";
import { parisDay } from "./paris-day.ts";

export type Of = { clientId: string } | { createdBy: string } | { state: "draft" | "issued" };

/** The last one shown. */
export type After = [createdAt: number, id: string] | null;

/** Newest first. */
export async function listInvoices(db: Reads, of: Of, after: After, limit: number): Promise<StoredInvoice[]> {
  const [column, value] = wanted(of);
  const [page] = await db.batch([
    db
      .prepare(
        `SELECT ${COLUMNS} FROM invoices i WHERE i.${column} = ?1 AND (i.created_at, i.id) < (?2, ?3) ORDER BY i.created_at DESC, i.id DESC LIMIT ?4`,
      )
      .bind(value, after?.[0] ?? Number.MAX_SAFE_INTEGER, after?.[1] ?? "", limit),
  ]);
  return (page?.results ?? []).map((row) => storedInvoice(row as Row));
}

export function wanted(of: { clientId: string } | { createdBy: string } | { state: string }): [column: string, value: string] {
  if ("clientId" in of) return ["client_id", of.clientId];
  return "createdBy" in of ? ["created_by", of.createdBy] : ["state", of.state];
}

const CLIENTS = 5;

/** By number, whole or as it begins, by its count alone ("41"), or those of the clients whose name it may be; newest first. */
export async function searchInvoices(db: Reads, text: string, limit: number): Promise<StoredInvoice[]> {
  const typed = text.trim();
  if (!typed) return [];
  const found = new Map<string, StoredInvoice>();
  const numbered = await db.batch(byNumber(db, "invoices i", COLUMNS, typed, limit));
  for (const row of numbered.flatMap(({ results }) => results)) found.set((row as Row).id, storedInvoice(row as Row));
  if (found.size === 0) {
    const clients = await findKnown(db, typed, CLIENTS);
    const pages = await Promise.all(clients.map(({ id }) => listInvoices(db, { clientId: id }, null, limit)));
    for (const invoice of pages.flat()) found.set(invoice.id, invoice);
  }
  return [...found.values()].sort((a, b) => b.createdAt - a.createdAt).slice(0, limit);
}

/** @param table with its alias `i` */
export function byNumber(db: Reads, table: string, columns: string, typed: string, limit: number): D1PreparedStatement[] {
  const begins = db
    .prepare(`SELECT ${columns} FROM ${table} WHERE i.number >= ?1 AND i.number < ?2 AND i.number IS NOT NULL ORDER BY i.number LIMIT ?3`)
    .bind(typed.toUpperCase(), `${typed.toUpperCase()}~`, limit);
  if (!/^\d{1,9}$/.test(typed)) return [begins];
  const year = Number(parisDay().slice(0, 4));
  const counted = db
    .prepare(
      `SELECT ${columns} FROM ${table} WHERE i.series IN ('invoice', 'credit-note', 'quote') AND i.year IN (0, ?1, ?2) AND i.seq = ?3 AND i.number IS NOT NULL LIMIT ?4`,
    )
    .bind(year, year - 1, Number(typed), limit);
  return [begins, counted];
}
