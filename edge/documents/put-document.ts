/**
 * Keeps a file. Its bytes are written before its row, so that no row ever points at nothing; bytes whose row never came
 * are swept (sweep-documents.ts). Safe to repeat: the id is made from the intent, and the first content stands.
 */
import { auditRow } from "../audit/audit.ts";
import { PasserelleError } from "../errors.ts";
import { CLASSES, type DocumentClass, isKeptByLaw, type MediaType, type StoredDocument } from "./document.ts";
import { deleteDocument, insertDocument, readDocument } from "./document-store.ts";

/** Where the files are, and what is known of them. */
export interface Shelf {
  db: D1Database;
  files: R2Bucket;
}

export interface NewDocument {
  /** Made from the intent (runs/intent.ts), letters and digits. */
  id: string;
  class: DocumentClass;
  /** Which object of ours it belongs to. */
  owner: { kind: string; id: string };
  name: string;
  mediaType: MediaType;
  body: string | Uint8Array<ArrayBuffer>;
  /** Person's id, or `cron`. */
  createdBy: string;
}

/** All files of documents, so that the sweep of what was left behind looks at nothing else. */
export const PREFIX = "documents/";
const MOST_BYTES = 25_000_000;

/** @throws PasserelleError `conflict` (the id stands for another content), `too_large` (25 MB), `invalid_input` (an id that is none) */
export async function putDocument({ db, files }: Shelf, wish: NewDocument, now = Date.now()): Promise<StoredDocument> {
  const bytes = typeof wish.body === "string" ? new TextEncoder().encode(wish.body) : wish.body;
  if (bytes.byteLength > MOST_BYTES) throw new PasserelleError("too_large");
  if (!/^\w{1,100}$/.test(wish.id)) throw new PasserelleError("invalid_input", { field: "id" });
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  const sha256 = hex(digest);
  const { body: _, ...known } = wish;
  const document: StoredDocument = {
    ...known,
    size: bytes.byteLength,
    sha256,
    r2Key: `${PREFIX}${wish.class}/${wish.id}/${sha256}`,
    createdAt: now,
    keepUntil: now + CLASSES[wish.class].keepMs,
  };
  const before = await readDocument(db, wish.id, now);
  if (!before) {
    await files.put(document.r2Key, bytes, { sha256: digest, httpMetadata: { contentType: wish.mediaType } });
    const { createdBy, id } = document;
    const audit = auditRow(db, { actor: createdBy, action: "document.keep", objectKind: "document", objectId: id, outcome: "done" }, now);
    await db.batch([insertDocument(db, document), audit]);
  }
  const kept = before ?? (await readDocument(db, wish.id, now));
  if (kept?.sha256 !== sha256) throw new PasserelleError("conflict", { message: "the document's id stands for another content" });
  return kept;
}

/**
 * Deletes it before its time. The bytes go first: a row without bytes is "not there", bytes without a row would be forgotten.
 *
 * @throws PasserelleError `kept_by_law`
 */
export async function removeDocument({ db, files }: Shelf, document: StoredDocument, actor: string): Promise<void> {
  if (isKeptByLaw(document.class) && document.keepUntil > Date.now()) throw new PasserelleError("kept_by_law");
  await files.delete(document.r2Key);
  const entry = { actor, action: "document.remove", objectKind: "document", objectId: document.id, outcome: "done" } as const;
  await db.batch([deleteDocument(db, document.id), auditRow(db, entry)]);
}

const hex = (digest: ArrayBuffer) => [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
