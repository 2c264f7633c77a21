/** SQL of documents. */
import type { StoredDocument } from "./document.ts";

type Row = Omit<StoredDocument, "owner"> & { ownerKind: string; ownerId: string };

const COLUMNS = `id, class, owner_kind AS ownerKind, owner_id AS ownerId, media_type AS mediaType, size, sha256, name, r2_key AS r2Key,
  created_by AS createdBy, created_at AS createdAt, keep_until AS keepUntil`;

const documentOf = ({ ownerKind: kind, ownerId: id, ...row }: Row): StoredDocument => ({ ...row, owner: { kind, id } });

/** Null when there is none, or when its time is over. */
export async function readDocument(db: D1Database, id: string, now = Date.now()): Promise<StoredDocument | null> {
  const row = await db.prepare(`SELECT ${COLUMNS} FROM documents WHERE id = ?1 AND keep_until > ?2`).bind(id, now).first<Row>();
  return row ? documentOf(row) : null;
}

/** Of one owner, oldest first; keyset by (createdAt, id). */
export async function documentsOf(
  db: D1Database,
  owner: StoredDocument["owner"],
  after: { createdAt: number; id: string } | null,
  limit: number,
): Promise<StoredDocument[]> {
  const { results } = await db
    .prepare(
      `SELECT ${COLUMNS} FROM documents WHERE owner_kind = ?1 AND owner_id = ?2 AND (created_at, id) > (?3, ?4) ORDER BY created_at, id LIMIT ?5`,
    )
    .bind(owner.kind, owner.id, after?.createdAt ?? 0, after?.id ?? "", limit)
    .all<Row>();
  return results.map(documentOf);
}

/** Whose time is over, longest first. */
export async function expiredDocuments(db: D1Database, now: number, limit: number): Promise<StoredDocument[]> {
  const { results } = await db
    .prepare(`SELECT ${COLUMNS} FROM documents WHERE keep_until <= ?1 ORDER BY keep_until LIMIT ?2`)
    .bind(now, limit)
    .all<Row>();
  return results.map(documentOf);
}

/** Changes nothing when the id is there already. */
export const insertDocument = (db: D1Database, document: StoredDocument): D1PreparedStatement =>
  db
    .prepare(
      `INSERT INTO documents (id, class, owner_kind, owner_id, media_type, size, sha256, name, r2_key, created_by, created_at, keep_until)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) ON CONFLICT DO NOTHING`,
    )
    .bind(
      document.id,
      document.class,
      document.owner.kind,
      document.owner.id,
      document.mediaType,
      document.size,
      document.sha256,
      document.name,
      document.r2Key,
      document.createdBy,
      document.createdAt,
      document.keepUntil,
    );

export const deleteDocument = (db: D1Database, id: string): D1PreparedStatement =>
  db.prepare("DELETE FROM documents WHERE id = ?1").bind(id);
