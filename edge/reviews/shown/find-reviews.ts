/**
 * Reviews that have some words in them, so that no search costs more than another. Of few reviews each is looked at, half-typed words
 * and all. Of many, an index of whole words is asked: one word is one list, read from its newest end; several are compared over a
 * stretch of time at a time, and the next page goes on where the stretch ended. In another order than by date: the newest MOST_FOUND
 * that have the words, ordered.
 */
import { PAGE } from "../review.ts";
import { COLUMNS, cursorFor, cursorOf, keyOf, type Place, pageOf, placeOf, type Wanted } from "./page-of-reviews.ts";
import { hasWords, matchOf, wordsOf } from "./words.ts";

/** So many are looked at one by one. */
export const FEW = 150;
const MOST_FOUND = 45;
/** Reviews in a stretch, about. */
const STRETCH = 4_000;

type Row = Record<string, unknown>;

export interface Found {
  /** A page at most. */
  rows: Row[];
  next: string | null;
}

const NOTHING: Found = { rows: [], next: null };

/** @param count of all that the product shows */
export async function findReviews(db: D1Database, siteN: number, wanted: Wanted, count: number): Promise<Found> {
  const words = wordsOf(wanted.q);
  if (words.length === 0) return NOTHING;
  if (count <= FEW) return amongFew(db, siteN, wanted, words);
  try {
    const found = keyOf(wanted) ? await ordered(db, siteN, wanted, words) : await newest(db, siteN, wanted, words);
    const nothing = found.rows.length === 0 && found.next === null && cursorOf(wanted) === null;
    // Half typed, perhaps: of the newest something can be said all the same.
    return nothing ? { ...(await amongFew(db, siteN, { ...wanted, sort: "date" }, words)), next: null } : found;
  } catch (error) {
    // A letter younger than the index's tables splits a word in two, which it takes for a phrase: there is none such.
    if (/fts5/.test(String(error))) return NOTHING;
    throw error;
  }
}

async function amongFew(db: D1Database, siteN: number, wanted: Wanted, words: string[]): Promise<Found> {
  const { results } = await pageOf(db, siteN, { ...wanted, after: null }, FEW).all<Row>();
  return page(
    behind(results, wanted).filter(({ text }) => hasWords(String(text), words)),
    wanted,
  );
}

/** The rows that come after the page before. */
function behind(rows: Row[], wanted: Wanted): Row[] {
  const after = cursorOf(wanted);
  if (!after) return rows;
  const isBehind = ({ key, place }: Place) => key < after.key || (key === after.key && place < after.place);
  return rows.filter((row) => isBehind(placeOf(row, wanted)));
}

function page(rows: Row[], wanted: Wanted): Found {
  const shown = rows.slice(0, PAGE);
  const last = shown.at(-1);
  return { rows: shown, next: last && rows.length > PAGE ? cursorFor(placeOf(last, wanted)) : null };
}

// CROSS JOIN: the words say where to look, never the other way round. CAST: numbers come as floats, and as such bound no search.
const joined = (found: string) =>
  `SELECT ${COLUMNS} FROM (${found}) w CROSS JOIN reviews ON place = w.rowid WHERE site = ?1 AND product = ?2 AND place IS NOT NULL`;

async function ordered(db: D1Database, siteN: number, wanted: Wanted, words: string[]): Promise<Found> {
  const low = words.length > 1 ? ` AND rowid > ${lowest("?4")}` : "";
  const found = `SELECT rowid FROM review_words WHERE review_words MATCH ?3${low} ORDER BY rowid DESC LIMIT ${MOST_FOUND}`;
  const { results } = await db
    .prepare(`${joined(found)} ORDER BY ${keyOf(wanted)} DESC, place DESC`)
    .bind(siteN, wanted.product, matchOf(siteN, wanted.product, wanted.stars, words), ...(low ? [Number.MAX_SAFE_INTEGER] : []))
    .all<Row>();
  return page(behind(results, wanted), wanted);
}

/** Where a stretch ends that begins at `from`: so many reviews earlier, as they come on the average. */
const lowest = (from: string) =>
  `(SELECT CAST(max(0, min(${from}, (last_at / 1000 + 1) * 1048576) - 1048576.0 * ${STRETCH} * ((last_at - first_at) / 1000 + 1) / (n1 + n2 + n3 + n4 + n5)) AS INTEGER)
     FROM review_counts WHERE site = ?1 AND product = ?2)`;

async function newest(db: D1Database, siteN: number, wanted: Wanted, words: string[]): Promise<Found> {
  const from = cursorOf(wanted)?.place ?? Number.MAX_SAFE_INTEGER;
  const several = words.length > 1;
  const range = `rowid < CAST(?4 AS INTEGER)${several ? ` AND rowid > ${lowest("?4")}` : ""}`;
  const found = `SELECT rowid FROM review_words WHERE review_words MATCH ?3 AND ${range} ORDER BY rowid DESC LIMIT ${PAGE + 1}`;
  const search = db
    .prepare(`${joined(found)} ORDER BY place DESC`)
    .bind(siteN, wanted.product, matchOf(siteN, wanted.product, wanted.stars, words), from);
  if (!several) return page((await search.all<Row>()).results, wanted);
  const end = db
    .prepare(`SELECT ${lowest("?3")} AS low, first_at / 1000 * 1048576 AS first FROM review_counts WHERE site = ?1 AND product = ?2`)
    .bind(siteN, wanted.product, from);
  const [rows, ends] = await db.batch<Row>([search, end]);
  const read = page(rows?.results ?? [], wanted);
  const { low = 0, first = 0 } = (ends?.results[0] ?? {}) as { low?: number; first?: number };
  return read.next === null && low > first ? { ...read, next: cursorFor({ key: 0, place: low + 1 }) } : read;
}
