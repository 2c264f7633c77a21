/**
 * One page of what a product shows, in one statement that reads as many rows as it answers, whichever page and however many
 * reviews there are: each order has an index, and the next page begins behind the last row of this one.
 *
 * With words to look for, the newest that have them; in another order, the newest MOST_FOUND that have them, ordered.
 */
import { PAGE, type SORTS } from "../review.ts";
import { matchOf } from "./words.ts";

export type Sort = (typeof SORTS)[number];

export interface Wanted {
  product: string;
  sort: Sort;
  stars: number | null;
  /** What is looked for; "" = everything. */
  q: string;
  after: string | null;
}

const KEYS: Record<Sort, string | null> = { date: null, rating: "rating", "-rating": "worst", helpful: "helpful" };
export const MOST_FOUND = 45;

const COLUMNS =
  "id, rating, text, author, verified, how, experienced_on, published_at, edited_at, helpful, language, source, reply, replied_at, photos, place, worst";

/** One row more than a page: whether there is a next one. Null = nothing can be found by such words. */
export function pageOf(db: D1Database, siteN: number, wanted: Wanted): D1PreparedStatement | null {
  const { product, sort, stars, q } = wanted;
  const after = cursorOf(wanted);
  // All with the same stars: their order is that of the date.
  const key = stars !== null && sort !== "helpful" ? null : KEYS[sort];
  const match = q ? matchOf(siteN, product, stars, q) : null;
  if (q && !match) return null;
  const values: (string | number)[] = [siteN, product];
  const hold = (value: string | number) => `?${values.push(value)}`;
  const where = ["site = ?1", "product = ?2", "place IS NOT NULL"];
  if (stars !== null) where.push(`rating = ${hold(stars)}`);
  if (after && !(match && !key))
    where.push(key ? `(${key}, place) < (${hold(after.key)}, ${hold(after.place)})` : `place < ${hold(after.place)}`);
  const order = key ? `${key} DESC, place DESC` : "place DESC";
  if (!match)
    return db.prepare(`SELECT ${COLUMNS} FROM reviews WHERE ${where.join(" AND ")} ORDER BY ${order} LIMIT ${PAGE + 1}`).bind(...values);
  const words = `SELECT rowid FROM review_words WHERE review_words MATCH ${hold(match)}`;
  const found = key
    ? `${words} ORDER BY rowid DESC LIMIT ${MOST_FOUND}`
    : `${words} AND rowid < ${hold(after?.place ?? Number.MAX_SAFE_INTEGER)} ORDER BY rowid DESC LIMIT ${PAGE + 1}`;
  // CROSS JOIN: the words say where to look, never the other way round.
  const from = `(${found}) w CROSS JOIN reviews ON place = w.rowid`;
  return db.prepare(`SELECT ${COLUMNS} FROM ${from} WHERE ${where.join(" AND ")} ORDER BY ${order} LIMIT ${PAGE + 1}`).bind(...values);
}

/** Null = from the beginning; so is one that is none. */
function cursorOf({ after }: Wanted): { key: number; place: number } | null {
  const [, key, place] = /^(\d{1,10})\.(\d{1,16})$/.exec(after ?? "") ?? [];
  return key && place ? { key: Number(key), place: Number(place) } : null;
}

export const nextOf = (row: Record<string, unknown>, { sort }: Wanted): string => `${KEYS[sort] ? row[KEYS[sort]] : 0}.${row.place}`;
