/**
 * What the author of a review may do with it, by the link in their mail: see how it stands, change it, erase it. A change of a review
 * that shows waits beside it until somebody has read it.
 */
import * as z from "zod/mini";
import { auditRow } from "../../audit/audit.ts";
import { PasserelleError } from "../../errors.ts";
import type { Locale } from "../../people/person.ts";
import { hashOf, isToken } from "../../sites/keys.ts";
import { logRow } from "../log.ts";
import type { Ground } from "../notice.ts";
import { groundWords } from "../words/grounds.ts";
import { type ReviewText, signalsOf } from "../write/new-review.ts";
import { eraseRows } from "./erase-rows.ts";

export const OwnReview = z.object({
  id: z.string(),
  /** Null = about the shop itself. */
  product: z.nullable(z.object({ sku: z.string(), name: z.string() })),
  state: z.enum(["pending", "published", "refused"]),
  rating: z.int(),
  text: z.string(),
  pseudonym: z.string(),
  experiencedOn: z.iso.date(),
  /** It shows, and this change of it waits. */
  changed: z.boolean(),
  /** Why it was refused, in words. */
  ground: z.nullable(z.string()),
  reply: z.nullable(z.string()),
});
export type OwnReview = z.infer<typeof OwnReview>;

interface Row {
  id: string;
  site: number;
  product: string;
  name: string | null;
  state: OwnReview["state"];
  rating: number;
  text: string;
  author: string;
  experienced_on: string;
  revision: string | null;
  ground: Ground | null;
  reply: string | null;
  version: number;
}

/** @throws PasserelleError `not_found` alike: no such token, an erased review */
async function readRow(db: D1Database, token: string): Promise<Row> {
  const row =
    isToken(token) &&
    (await db
      .prepare(
        `SELECT r.id, r.site, r.product, p.name, r.state, r.rating, r.text, r.author, r.experienced_on, r.revision, r.ground, r.reply, r.version
         FROM review_authors a JOIN reviews r ON r.id = a.review LEFT JOIN products p ON p.site = r.site AND p.sku = r.product
         WHERE a.token_hash = ?1 AND r.state <> 'erased'`,
      )
      .bind(await hashOf(token))
      .first<Row>());
  if (!row) throw new PasserelleError("not_found");
  return row;
}

/** @throws PasserelleError `not_found` */
export async function readOwn(db: D1Database, token: string, locale: Locale): Promise<OwnReview> {
  const { id, product, name, state, rating, text, author, experienced_on, revision, ground, reply } = await readRow(db, token);
  const shown = { rating, text, pseudonym: author, experiencedOn: experienced_on };
  return {
    id,
    product: product ? { sku: product, name: name ?? product } : null,
    state,
    ...(revision ? { ...shown, ...(JSON.parse(revision) as ReviewText) } : shown),
    changed: revision !== null,
    ground: ground && groundWords[locale][ground],
    reply,
  };
}

/** The last of several changes counts. @throws PasserelleError `not_found`, `conflict` (it was decided in the same moment) */
export async function changeOwn(db: D1Database, token: string, { rating, text, pseudonym, experiencedOn }: ReviewText): Promise<void> {
  const row = await readRow(db, token);
  const now = Date.now();
  const revision = JSON.stringify({ rating, text, pseudonym, experiencedOn });
  const signals = JSON.stringify(signalsOf({ text, pseudonym }));
  const update =
    row.state === "published"
      ? db
          .prepare(
            `UPDATE reviews SET revision = ?3, signals = ?4, waiting_since = ?5, version = version + 1 WHERE id = ?1 AND version = ?2 AND state = 'published'`,
          )
          .bind(row.id, row.version, revision, signals, now)
      : db
          .prepare(
            `UPDATE reviews SET state = 'pending', rating = ?3, text = ?4, author = ?5, experienced_on = ?6, signals = ?7, ground = NULL,
               edited_at = iif(published_at IS NULL, NULL, ?8), waiting_since = coalesce(waiting_since, ?8), version = version + 1
             WHERE id = ?1 AND version = ?2 AND state IN ('pending', 'refused')`,
          )
          .bind(row.id, row.version, rating, text, pseudonym, experiencedOn, signals, now);
  const [updated] = await db.batch([
    update,
    logRow(db, { review: row.id, actor: "author", event: "edited" }, now),
    auditRow(db, { actor: "author", action: "review.edited", objectKind: "review", objectId: row.id, outcome: "done" }, now),
  ]);
  if (!updated?.meta.changes) throw new PasserelleError("conflict");
}

/** For good: text, name, photos, the address; nothing shows and nothing counts any more. A second time does nothing. */
export async function eraseOwn(db: D1Database, token: string): Promise<void> {
  const { id } = await readRow(db, token);
  await db.batch(eraseRows(db, id, "author"));
}
