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
  const { sql, values } = selectOf(siteN, wanted, most);
  return db.prepare(sql).bind(...values);
}

function selectOf(siteN: number, wanted: Wanted, most: number): { sql: string; values: (string | number)[] } {
  const { product, stars } = wanted;
  const after = cursorOf(wanted);
  const key = keyOf(wanted);
  const values: (string | number)[] = [siteN, product];
  const hold = (value: string | number) => `?${values.push(value)}`;
  const where = ["site = ?1", "product = ?2", "place IS NOT NULL"];
  if (stars !== null) where.push(`rating = ${hold(stars)}`);
  if (after) where.push(key ? `(${key}, place) < (${hold(after.key)}, ${hold(after.place)})` : `place < ${hold(after.place)}`);
  const order = key ? `${key} DESC, place DESC` : "place DESC";
  return { sql: `SELECT ${COLUMNS} FROM reviews WHERE ${where.join(" AND ")} ORDER BY ${order} LIMIT ${most}`, values };
}

/**
 * As pageOf, in one value: a page of a shop asks this, and of eleven rows with seventeen columns D1 makes as many objects as it can.
 * `counts` = what countOf reads, for a page that has no use for a statement of its own.
 */
export function wholePage(db: D1Database, siteN: number, wanted: Wanted): D1PreparedStatement {
  const { sql, values } = selectOf(siteN, wanted, PAGE + 1);
  return db
    .prepare(
      `SELECT (SELECT json_group_array(json_array(${COLUMNS})) FROM (${sql})) AS page,
         (SELECT json_object('n1', n1, 'n2', n2, 'n3', n3, 'n4', n4, 'n5', n5, 'first_at', first_at, 'last_at', last_at)
          FROM review_counts WHERE site = ?1 AND product = ?2) AS counts`,
    )
    .bind(...values);
}

const NAMES = COLUMNS.split(", ");

interface WholePage {
  rows: Record<string, unknown>[];
  /** For summaryOf; null = none. */
  counts: unknown;
}

/** @param result of wholePage */
export function readWhole(result: D1Result | undefined): WholePage {
  const { page = "[]", counts = null } = (result?.results[0] ?? {}) as { page?: string; counts?: string | null };
  const rows = (JSON.parse(page) as unknown[][]).map((values) => Object.fromEntries(NAMES.map((name, i) => [name, values[i]])));
  return { rows, counts: counts && JSON.parse(counts) };
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
