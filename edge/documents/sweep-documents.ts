/** A job of the cron: documents whose time is over, and bytes whose row never came because somebody died in between. */
import { auditRow } from "../audit/audit.ts";
import { deleteDocument, expiredDocuments } from "./document-store.ts";
import { PREFIX, type Shelf } from "./put-document.ts";

const EXPIRED_AT_ONCE = 50;
const LISTED_AT_ONCE = 500;
/** Who wrote them may still be at it. */
const LEFT_BEHIND_MS = 86_400_000;
const CURSOR = "documents_swept_to";

/** How many documents were deleted. */
export async function sweepExpired({ db, files }: Shelf, now = Date.now()): Promise<number> {
  const expired = await expiredDocuments(db, now, EXPIRED_AT_ONCE);
  if (expired.length === 0) return 0;
  await files.delete(expired.map(({ r2Key }) => r2Key));
  const trail = { actor: "cron", action: "document.expire", objectKind: "document", outcome: "done" } as const;
  await db.batch(expired.flatMap(({ id }) => [deleteDocument(db, id), auditRow(db, { ...trail, objectId: id }, now)]));
  return expired.length;
}

/** Walks through the files stretch by stretch, one each time; answers how many were left behind in this one. */
export async function sweepLeftBehind({ db, files }: Shelf, now = Date.now()): Promise<number> {
  const at = await db.prepare("SELECT value FROM settings WHERE key = ?1").bind(CURSOR).first<{ value: string }>();
  const page = await files.list({ prefix: PREFIX, limit: LISTED_AT_ONCE, ...(at?.value && { startAfter: at.value }) });
  const old = page.objects.filter(({ uploaded }) => uploaded.getTime() < now - LEFT_BEHIND_MS).map(({ key }) => key);
  const { results } = await db
    .prepare("SELECT r2_key FROM documents WHERE r2_key IN (SELECT value FROM json_each(?1))")
    .bind(JSON.stringify(old))
    .all<{ r2_key: string }>();
  const known = new Set(results.map((row) => row.r2_key));
  const left = old.filter((key) => !known.has(key));
  if (left.length > 0) await files.delete(left);
  const next = page.truncated ? (page.objects.at(-1)?.key ?? "") : "";
  await db.prepare("INSERT INTO settings (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2").bind(CURSOR, next).run();
  return left.length;
}
