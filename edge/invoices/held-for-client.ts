/** What a client's quotes and invoices mean for their erasure: the law keeps what was issued or agreed, the rest goes with them. */
import { auditRow } from "../audit/audit.ts";
import { readDocument } from "../documents/document-store.ts";
import { removeDocument, type Shelf } from "../documents/put-document.ts";
import type { By } from "./invoicing.ts";

/** Something issued or accepted, whose paper must go on saying who it was for. */
export async function isHeld(db: D1Database, clientId: string): Promise<boolean> {
  const [invoice, quote] = await db.batch([
    db.prepare("SELECT 1 FROM invoices WHERE client_id = ?1 AND state = 'issued' LIMIT 1").bind(clientId),
    db.prepare("SELECT 1 FROM quotes WHERE client_id = ?1 AND state IN ('accepted', 'invoiced') LIMIT 1").bind(clientId),
  ]);
  return (invoice?.results.length ?? 0) + (quote?.results.length ?? 0) > 0;
}

/** Drafts go, and quotes that came to nothing, files and all. Safe to repeat. */
export async function forgetPapers({ db, files }: Shelf, clientId: string, { actor, runId }: By): Promise<void> {
  const { results } = await db
    .prepare("SELECT file FROM quotes WHERE client_id = ?1 AND state NOT IN ('accepted', 'invoiced') AND file IS NOT NULL")
    .bind(clientId)
    .all<{ file: string }>();
  // And what was looked at of drafts, which would be gone in a day.
  const looks = await db
    .prepare(
      `SELECT id AS file FROM documents WHERE class = 'draft' AND owner_kind IN ('quote', 'invoice')
         AND owner_id IN (SELECT id FROM quotes WHERE client_id = ?1 UNION ALL SELECT id FROM invoices WHERE client_id = ?1)`,
    )
    .bind(clientId)
    .all<{ file: string }>();
  for (const { file } of [...results, ...looks.results]) {
    const document = await readDocument(db, file);
    if (document) await removeDocument({ db, files }, document, actor);
  }
  const trail = { actor, objectKind: "client", objectId: clientId, outcome: "done", runId } as const;
  await db.batch([
    db.prepare("DELETE FROM invoices WHERE client_id = ?1 AND state = 'draft'").bind(clientId),
    auditRow(db, { ...trail, action: "client.drafts" }),
    db.prepare("DELETE FROM quotes WHERE client_id = ?1 AND state NOT IN ('accepted', 'invoiced')").bind(clientId),
    auditRow(db, { ...trail, action: "client.quotes" }),
  ]);
}

export interface Paper {
  kind: string;
  state: string;
  number: string | null;
  createdAt: number;
  totalCents: number;
  /** JSON, as it was issued or sent; null while it is a draft. */
  document: string | null;
}

/** For who asks what is kept about them. */
export async function papersOf(db: D1Database, clientId: string, most: number): Promise<Paper[]> {
  const columns = "state, number, created_at AS createdAt, total_cents AS totalCents, document";
  const pages = await db.batch<Paper>([
    db.prepare(`SELECT kind, ${columns} FROM invoices WHERE client_id = ?1 ORDER BY created_at LIMIT ?2`).bind(clientId, most),
    db.prepare(`SELECT 'quote' AS kind, ${columns} FROM quotes WHERE client_id = ?1 ORDER BY created_at LIMIT ?2`).bind(clientId, most),
  ]);
  return pages.flatMap(({ results }) => results);
}
