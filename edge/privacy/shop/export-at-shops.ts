/** What the shops hold about a person, for themselves: their orders with what they were sent, their reviews with the photos, their reports. */
import { ordersBy, reportsBy, reviewsBy, type Sought } from "./forget-at-shops.ts";

type Entry = Record<string, unknown>;

/** Photos beyond so much are named, not included: a page must open. */
const MOST_PHOTO_BYTES = 8_000_000;

export interface AtShops {
  orders: Entry[];
  reviews: Entry[];
  reports: Entry[];
}

const LIST = "IN (SELECT value FROM json_each(?1))";

/** @param most of each, the first so many by their id */
export async function exportAtShops({ db, files }: { db: D1Database; files: R2Bucket }, sought: Sought, most: number): Promise<AtShops> {
  const [orders, reviews, reports] = await Promise.all([
    ordersBy(db, sought, most),
    reviewsBy(db, sought, most),
    reportsBy(db, sought, most),
  ]);
  const rows = async (sql: string, ids: string[]) => (await db.prepare(sql).bind(JSON.stringify(ids)).all<Entry>()).results;
  const shop = "(SELECT name FROM sites WHERE n = t.site) AS shop";
  return {
    orders: (
      await rows(
        `SELECT ${shop}, number, state, ordered_on AS orderedOn, items, locale, buyer ->> 'name' AS name, buyer ->> 'email' AS email, created_at AS createdAt,
           (SELECT json_group_array(json_object('product', product, 'createdAt', created_at, 'endsAt', ends_at, 'used', json(iif(review IS NULL, 'false', 'true'))))
              FROM invitations WHERE order_id = t.id) AS invitations
         FROM orders t WHERE id ${LIST} ORDER BY created_at, id`,
        orders,
      )
    ).map(({ items, invitations, ...order }) => ({ ...order, items: parsed(items), invitations: parsed(invitations) })),
    reviews: await withPhotos(
      { db, files },
      await rows(
        `SELECT ${shop}, id, (SELECT number FROM orders WHERE id = t.order_id) AS "order", product, state, rating, text, author AS pseudonym, language,
           experienced_on AS experiencedOn, verified, how, revision, reply, replied_at AS repliedAt, ground, signals, submitted_at AS submittedAt,
           published_at AS publishedAt, edited_at AS editedAt, (SELECT email FROM review_authors WHERE review = t.id) AS email
         FROM reviews t WHERE id ${LIST} ORDER BY submitted_at, id`,
        reviews,
      ),
    ),
    reports: await rows(
      `SELECT ${shop}, review, reason, text, email, created_at AS createdAt, decided_at AS decidedAt FROM review_reports t WHERE id ${LIST}
       ORDER BY created_at, id`,
      reports,
    ),
  };
}

const parsed = (json: unknown) => (json ? JSON.parse(String(json)) : null);

async function withPhotos({ db, files }: { db: D1Database; files: R2Bucket }, reviews: Entry[]): Promise<Entry[]> {
  let left = MOST_PHOTO_BYTES;
  const entries: Entry[] = [];
  for (const { id, revision, signals, verified, ...review } of reviews) {
    const { results } = await db
      .prepare("SELECT r2_key AS key, media_type AS mediaType, bytes FROM review_photos WHERE review = ?1 ORDER BY id")
      .bind(id)
      .all<{ key: string; mediaType: string; bytes: number }>();
    const photos: unknown[] = [];
    for (const { key, mediaType, bytes } of results) {
      const file = bytes <= left ? await files.get(key) : null;
      left -= file ? bytes : 0;
      photos.push(file ? `data:${mediaType};base64,${base64(new Uint8Array(await file.arrayBuffer()))}` : { mediaType, bytes });
    }
    entries.push({ ...review, verified: verified === 1, revision: parsed(revision), signals: parsed(signals), photos });
  }
  return entries;
}

function base64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 0x8000) parts.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)));
  return btoa(parts.join(""));
}
