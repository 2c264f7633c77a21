/** What somebody types into "search in reviews" → what the index of words is asked. Nothing of it is syntax any more. */

/** More words make it no clearer. */
const MOST_WORDS = 4;

/** As the triggers of 0018_reviews.sql write it. */
export function pageToken(siteN: number, product: string, stars: number | null): string {
  const bytes = [...new TextEncoder().encode(product)];
  const token = `s${siteN}p${bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
  return stars === null ? token : `${token}r${stars}`;
}

/** Null when there is no word in it. */
export function matchOf(siteN: number, product: string, stars: number | null, q: string): string | null {
  const words = q
    .normalize("NFC")
    .slice(0, 200)
    .match(/[\p{L}\p{N}]{1,40}/gu)
    ?.slice(0, MOST_WORDS);
  if (!words) return null;
  const last = words.length - 1;
  // The last one may be half typed.
  const terms = words.map((word, at) => (at === last && word.length > 2 ? `"${word}"*` : `"${word}"`));
  return [`"${pageToken(siteN, product, stars)}"`, ...terms].join(" AND ");
}
