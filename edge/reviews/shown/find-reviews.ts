/**
 * Reviews that have some words in them, so that no search costs more than another. Of few reviews each is looked at, half-typed words
 * and all. Of many, an index of whole words is asked for the longest one, which is one list, read from its newest end; the others are
 * looked for in what it finds, MOST_FOUND at a time, and the next page goes on behind the last that was looked at. In another order
 * than by date: the newest MOST_FOUND, ordered.
 */
import { PAGE } from "../review.ts";
import { COLUMNS, cursorFor, cursorOf, keyOf, type Place, pageOf, placeOf, type Wanted } from "./page-of-reviews.ts";
import { hasWords, matchOf, wordsOf } from "./words.ts";

/** So many are looked at one by one. */
export const FEW = 150;
const MOST_FOUND = 45;

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
    const found = await byLongest(db, siteN, wanted, words);
    const nothing = found === null && cursorOf(wanted) === null;
    // Half typed, perhaps: of the newest something can be said all the same.
    return nothing ? { ...(await amongFew(db, siteN, { ...wanted, sort: "date" }, words)), next: null } : (found ?? NOTHING);
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

/** Null = nothing has the word. */
async function byLongest(db: D1Database, siteN: number, wanted: Wanted, words: string[]): Promise<Found | null> {
  const { product, stars } = wanted;
  const longest = words.reduce((one, other) => (other.length > one.length ? other : one));
  const key = keyOf(wanted);
  const from = key ? null : cursorOf(wanted);
  // One word by date is a page; everything else is looked through.
  const most = key || words.length > 1 ? MOST_FOUND : PAGE + 1;
  // CROSS JOIN: the words say where to look, never the other way round. CAST: numbers come as floats, and as such bound no search.
  const { results } = await db
    .prepare(
      `SELECT ${COLUMNS} FROM (SELECT rowid FROM review_words WHERE review_words MATCH ?3 AND rowid < CAST(?4 AS INTEGER) ORDER BY rowid DESC LIMIT ${most}) w
         CROSS JOIN reviews ON place = w.rowid WHERE site = ?1 AND product = ?2 AND place IS NOT NULL ORDER BY ${key ? `${key} DESC, ` : ""}place DESC`,
    )
    .bind(siteN, product, matchOf(siteN, product, stars, longest), from?.place ?? Number.MAX_SAFE_INTEGER)
    .all<Row>();
  if (results.length === 0) return null;
  const others = words.filter((word) => word !== longest);
  const found = page(
    behind(results, wanted).filter(({ text }) => hasWords(String(text), others)),
    wanted,
  );
  const last = results.at(-1);
  const goesOn = found.next === null && !key && words.length > 1 && last && results.length === most;
  return goesOn ? { ...found, next: cursorFor(placeOf(last, wanted)) } : found;
}
