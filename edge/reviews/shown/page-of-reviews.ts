/**
 * One page of what a product shows, in one statement that reads as many rows as it answers, whichever page and however many
 * reviews there are: each order has an index, and the next page begins behind the last row of this one.
 */
import { PAGE, type SORTS } from "../review.ts";

export type Sort = (typeof SORTS)[number];

export interface Wanted {
  product: string;
  sort: Sort;
  stars: number | null;
  /** What is looked for (find-reviews.ts); "" = everything. */
  q: string;
  after: string | null;
}

const KEYS = { date: null, rating: "rating", "-rating": "worst", helpful: "helpful" } as const;

export const COLUMNS =
  "id, rating, text, author, verified, how, experienced_on, published_at, edited_at, helpful, language, source, reply, replied_at, photos, place, worst";

/** The column that comes before the date; null = the date alone. All with the same stars are ordered by date. */
export const keyOf = ({ sort, stars }: Pick<Wanted, "sort" | "stars">) => (stars !== null && sort !== "helpful" ? null : KEYS[sort]);

/** One row more than a page: whether there is a next one. */
export function pageOf(db: D1Database, siteN: number, wanted: Wanted, most = PAGE + 1): D1PreparedStatement {
  const { product, stars } = wanted;
  const after = cursorOf(wanted);
  const key = keyOf(wanted);
  const values: (string | number)[] = [siteN, product];
  const hold = (value: string | number) => `?${values.push(value)}`;
  const where = ["site = ?1", "product = ?2", "place IS NOT NULL"];
  if (stars !== null) where.push(`rating = ${hold(stars)}`);
  if (after) where.push(key ? `(${key}, place) < (${hold(after.key)}, ${hold(after.place)})` : `place < ${hold(after.place)}`);
  const order = key ? `${key} DESC, place DESC` : "place DESC";
  return db.prepare(`SELECT ${COLUMNS} FROM reviews WHERE ${where.join(" AND ")} ORDER BY ${order} LIMIT ${most}`).bind(...values);
}

export interface Place {
  key: number;
  place: number;
}

/** Null = from the beginning; so is one that is none. */
export function cursorOf({ after }: Pick<Wanted, "after">): Place | null {
  const [, key, place] = /^(\d{1,10})\.(\d{1,16})$/.exec(after ?? "") ?? [];
  return key && place ? { key: Number(key), place: Number(place) } : null;
}

export function placeOf(row: Record<string, unknown>, wanted: Pick<Wanted, "sort" | "stars">): Place {
  const key = keyOf(wanted);
  return { key: key ? Number(row[key]) : 0, place: Number(row.place) };
}

export const cursorFor = ({ key, place }: Place): string => `${key}.${place}`;
