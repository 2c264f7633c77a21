/** What somebody types into "search in reviews" → what the index of words is asked. Nothing of it is syntax any more. */
import { fold } from "../../companies/names.ts";

/** More words make it no clearer. */
const MOST_WORDS = 4;

/** As the columns `mark` and `star_mark` of 0018_reviews.sql. */
export function markOf(siteN: number, product: string, stars: number | null): string {
  const bytes = [...new TextEncoder().encode(product)];
  const page = `s${siteN}p${bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
  return stars === null ? `${page}x` : `${page}r${stars}x`;
}

export const wordsOf = (q: string): string[] =>
  q
    .normalize("NFC")
    .slice(0, 200)
    .match(/[\p{L}\p{N}]{1,40}/gu)
    ?.slice(0, MOST_WORDS) ?? [];

/** A whole word, whatever its ending (the index stems it). */
export const matchOf = (siteN: number, product: string, stars: number | null, word: string): string =>
  `"${markOf(siteN, product, stars)}${word}"`;

/** Words that are half typed, too; of the ends of words as little is made as the index does. */
export function hasWords(text: string, words: string[]): boolean {
  const told = fold(text).split(" ");
  const stems = words.map((word) => fold(word).replace(/(?<=\w{3})(es|e|s)$/, ""));
  return stems.every((stem) => told.some((one) => one.startsWith(stem)));
}
