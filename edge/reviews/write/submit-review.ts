/**
 * Takes in a review: once for the same key, once for the same purchase and product. It waits to be read by somebody; its author
 * gets a link to change or erase it. Everything is written in one batch, the use of the invitation with it.
 *
 * @throws PasserelleError as prove.ts; `not_found` (field product), `invalid_input` (field photos), `conflict` (field review: there is
 * one; field Idempotency-Key: the key stands for another text)
 */
import { auditRow } from "../../audit/audit.ts";
import { PasserelleError } from "../../errors.ts";
import type { House } from "../../house.ts";
import { mailRow, type QueuedMail } from "../../mail/queue-mail.ts";
import { sendMail } from "../../mail/send-mails.ts";
import type { Locale } from "../../people/person.ts";
import { intentId } from "../../runs/intent.ts";
import { hashOf, newToken } from "../../sites/keys.ts";
import type { Site } from "../../sites/site.ts";
import { authorLink, receivedLetter } from "../letters.ts";
import { logRow } from "../log.ts";
import { type NewReview, signalsOf } from "./new-review.ts";
import { type Purchase, prove } from "./prove.ts";

export interface Submission {
  site: Site;
  locale: Locale;
  ip: string;
  /** Of the Worker, as its visitors reach it. */
  origin: string;
  idempotencyKey: string;
  input: NewReview;
}

export interface Received {
  id: string;
  state: "pending";
}

export async function submitReview(house: House, submission: Submission): Promise<Received> {
  const { site, idempotencyKey, input } = submission;
  const { db } = house;
  const id = await intentId("review", String(site.n), idempotencyKey);
  const contentHash = await hashOf(JSON.stringify(input));
  const before = await sameKey(db, id, contentHash);
  if (before) return before;
  const purchase = input.proof ? await prove(house, site, submission.ip, input) : null;
  if (!purchase) await mayBeOpen(db, site, input);
  const photos = await photosOf(db, site, input.photos);
  const email = (purchase ? purchase.email : input.email)?.toLowerCase() || null;
  const locale = purchase?.locale ?? submission.locale;
  const draft: Draft = { ...submission, id, contentHash, purchase, photos, token: newToken() };
  const mail = email ? await receipt(db, draft, email, locale) : null;
  const [inserted] = await db.batch([...(await rowsOf(db, draft, email, locale)), ...(mail ? [mail.row] : []), ...useUp(db, draft)]);
  if (!inserted?.meta.changes) return (await sameKey(db, id, contentHash)) ?? (await whyNot(db, draft));
  if (mail) house.later(sendMail(house, mail.id).catch(() => null));
  return { id, state: "pending" };
}

function receipt(db: D1Database, { id, site, input, origin, token }: Draft, email: string, locale: Locale): Promise<QueuedMail> {
  const content = receivedLetter({ site, locale }, input, authorLink(origin, site.id, token));
  const to = { email, name: input.pseudonym };
  const object = { kind: "review", id };
  return mailRow(db, { kind: "review-received", intent: [id], to, actor: "author", object, ...content }, { ifChanged: true });
}

interface Draft extends Submission {
  id: string;
  contentHash: string;
  purchase: Purchase | null;
  photos: { id: string; width: number; height: number }[];
  token: string;
}

/** A repeat is answered as the first time. */
async function sameKey(db: D1Database, id: string, contentHash: string): Promise<Received | null> {
  const row = await db.prepare("SELECT content_hash FROM reviews WHERE id = ?1").bind(id).first<{ content_hash: string }>();
  if (!row) return null;
  if (row.content_hash !== contentHash) throw new PasserelleError("conflict", { field: "Idempotency-Key" });
  return { id, state: "pending" };
}

async function mayBeOpen(db: D1Database, site: Site, { product }: NewReview): Promise<void> {
  if (!site.rules.openToAll) throw new PasserelleError("forbidden", { field: "open" });
  if (!product) return;
  const known = await db.prepare("SELECT 1 FROM products WHERE site = ?1 AND sku = ?2").bind(site.n, product).first();
  if (!known) throw new PasserelleError("not_found", { field: "product" });
}

async function photosOf(db: D1Database, site: Site, ids: string[]): Promise<Draft["photos"]> {
  if (ids.length === 0) return [];
  const { results } = await db
    .prepare("SELECT id, width, height FROM review_photos WHERE id IN (SELECT value FROM json_each(?1)) AND site = ?2 AND review IS NULL")
    .bind(JSON.stringify(ids), site.n)
    .all<Draft["photos"][number]>();
  if (!site.rules.photos || results.length !== new Set(ids).size) throw new PasserelleError("invalid_input", { field: "photos" });
  return results;
}

/** The review, and what stands beside it; each is written only when the one before was. */
async function rowsOf(db: D1Database, draft: Draft, email: string | null, locale: Locale): Promise<D1PreparedStatement[]> {
  const { id, site, input, purchase } = draft;
  const now = Date.now();
  const insert = db
    .prepare(
      `INSERT INTO reviews (id, site, product, state, rating, text, author, language, experienced_on, verified, how, photos, submitted_at, waiting_since,
         signals, order_id, content_hash)
       SELECT ?1, ?2, ?3, 'pending', ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?12, ?13, ?14, ?15
       WHERE ?16 IS NULL OR EXISTS (SELECT 1 FROM invitations WHERE hash = ?16 AND review IS NULL) ON CONFLICT DO NOTHING`,
    )
    .bind(
      ...[id, site.n, input.product ?? "", input.rating, input.text, input.pseudonym, input.language, input.experiencedOn],
      ...[purchase ? 1 : 0, purchase?.how ?? null, JSON.stringify(draft.photos), now, JSON.stringify(signalsOf(input))],
      ...[purchase?.orderId ?? null, draft.contentHash, purchase?.invitation ?? null],
    );
  return [
    insert,
    logRow(db, { review: id, actor: "author", event: "submitted" }, now),
    auditRow(db, { actor: "author", action: "review.submit", objectKind: "review", objectId: id, outcome: "done" }, now),
    db
      .prepare("INSERT INTO review_authors (review, email, token_hash, locale, created_at) SELECT ?1, ?2, ?3, ?4, ?5 WHERE changes() > 0")
      .bind(id, email, await hashOf(draft.token), locale, now),
  ];
}

function useUp(db: D1Database, { id, purchase, photos, contentHash }: Draft): D1PreparedStatement[] {
  const ours = "EXISTS (SELECT 1 FROM reviews WHERE id = ?1 AND content_hash = ?3)";
  return [
    ...(purchase?.invitation
      ? [
          db
            .prepare(`UPDATE invitations SET review = ?1 WHERE hash = ?2 AND review IS NULL AND ${ours}`)
            .bind(id, purchase.invitation, contentHash),
        ]
      : []),
    ...photos.map((photo) =>
      db.prepare(`UPDATE review_photos SET review = ?1 WHERE id = ?2 AND review IS NULL AND ${ours}`).bind(id, photo.id, contentHash),
    ),
  ];
}

async function whyNot(db: D1Database, { purchase }: Draft): Promise<never> {
  const used = purchase?.invitation
    ? await db.prepare("SELECT review FROM invitations WHERE hash = ?1").bind(purchase.invitation).first<{ review: string | null }>()
    : null;
  throw used?.review ? new PasserelleError("expired", { field: "invitation" }) : new PasserelleError("conflict", { field: "review" });
}
