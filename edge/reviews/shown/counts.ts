/** The one row that says how many reviews a product shows; the database keeps it equal to them (0018_reviews.sql). */
import { averageOf, type Rating, type Summary } from "../review.ts";

export const MOST_PRODUCTS = 100;

export const countsOf = (db: D1Database, siteN: number, products: string[]): D1PreparedStatement =>
  db
    .prepare(
      `SELECT product, n1, n2, n3, n4, n5, first_at, last_at FROM review_counts
       WHERE site = ?1 AND product IN (SELECT value FROM json_each(?2))`,
    )
    .bind(siteN, JSON.stringify(products));

export const countOf = (db: D1Database, siteN: number, product: string): D1PreparedStatement =>
  db
    .prepare("SELECT product, n1, n2, n3, n4, n5, first_at, last_at FROM review_counts WHERE site = ?1 AND product = ?2")
    .bind(siteN, product);

interface Counts {
  product: string;
  n1: number;
  n2: number;
  n3: number;
  n4: number;
  n5: number;
  first_at: number | null;
  last_at: number | null;
}

const dayOf = (at: number | null) => (at === null ? null : new Date(at).toISOString().slice(0, 10));

export function summaryOf(row: unknown): Summary {
  const { n1 = 0, n2 = 0, n3 = 0, n4 = 0, n5 = 0, first_at = null, last_at = null } = (row ?? {}) as Partial<Counts>;
  const stars = [n1, n2, n3, n4, n5];
  const count = n1 + n2 + n3 + n4 + n5;
  return { count, average: averageOf(stars), stars, from: dayOf(first_at), to: dayOf(last_at) };
}

/** Products without a review are not in it. */
export function ratingsOf(rows: unknown[]): Record<string, Rating> {
  const entries = rows.flatMap((row): [string, Rating][] => {
    const { count, average } = summaryOf(row);
    return average === null ? [] : [[(row as Counts).product, { count, average }]];
  });
  return Object.fromEntries(entries);
}
