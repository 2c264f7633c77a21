/** A client leaves the directory without a trace but for ids: its row, words that nobody else has, claims, what the register said of it, its files. */
import { auditRow } from "../audit/audit.ts";
import type { Client } from "../clients/client.ts";
import { changeClient, removeClient } from "../clients/client-store.ts";
import { fold, spellings } from "../companies/names.ts";
import { isKeptByLaw, type StoredDocument } from "../documents/document.ts";
import { documentsOf } from "../documents/document-store.ts";
import { removeDocument, type Shelf } from "../documents/put-document.ts";

interface By {
  actor: string;
  runId: string;
}

const MOST_DOCUMENTS = 500;

/** Those that the law wants kept, and the others. */
export async function filesOf(db: D1Database, clientId: string): Promise<{ held: StoredDocument[]; free: StoredDocument[] }> {
  const all = await documentsOf(db, { kind: "client", id: clientId }, null, MOST_DOCUMENTS);
  const held = all.filter(({ class: kind, keepUntil }) => isKeptByLaw(kind) && keepUntil > Date.now());
  return { held, free: all.filter((document) => !held.includes(document)) };
}

export async function forgetClient({ db, files }: Shelf, client: Client, { actor, runId }: By): Promise<void> {
  for (const document of (await filesOf(db, client.id)).free) await removeDocument({ db, files }, document, actor);
  await db.batch([
    removeClient(db, client.id),
    auditRow(db, { actor, action: "client.erase", objectKind: "client", objectId: client.id, outcome: "done", runId }),
    // A client's id is `c` and the id of the run that made it: that one's claims hold an e-mail or a name.
    db.prepare("DELETE FROM claims WHERE run_id = ?1").bind(client.id.slice(1)),
    db.prepare("DELETE FROM register_answers WHERE key IN (?1, ?2)").bind(`company ${client.siren}`, `seen ${client.siren}`),
  ]);
  await forgetWords(db, client.name);
}

/** What reaches a person goes, the record stays: a company, or one whose invoices must be kept and say whose they are. */
export async function emptyClient(db: D1Database, client: Client, { actor, runId }: By): Promise<void> {
  const [change] = changeClient(db, client.id, { email: "" });
  const audit = auditRow(db, { actor, action: "client.empty", objectKind: "client", objectId: client.id, outcome: "done", runId });
  const claims = db.prepare("DELETE FROM claims WHERE run_id = ?1 AND kind = 'email'").bind(client.id.slice(1));
  await db.batch([change as D1PreparedStatement, audit, claims]);
}

async function forgetWords(db: D1Database, name: string): Promise<void> {
  const words = [...new Set(fold(name).split(" "))].filter(Boolean);
  const held = await db.batch(
    words.map((word) => db.prepare("SELECT 1 FROM client_words WHERE client_words MATCH ?1 LIMIT 1").bind(`"${word}"`)),
  );
  const pairs = words
    .filter((_, i) => held[i]?.results.length === 0)
    .flatMap((word) => spellings(word).map((spelling) => [spelling, word]));
  await db
    .prepare("DELETE FROM name_words WHERE (spelling, word) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?1))")
    .bind(JSON.stringify(pairs))
    .run();
}
