/**
 * Names as they are compared: without accents, case, punctuation and legal form, so that « SARL Café de l'Été » and
 * "cafe de l ete" are the same, and what a typo makes of a word.
 */

/** Words that say what kind of company it is, not which: never searched for alone when there is a better word. */
const LEGAL_FORMS = new Set(
  "sa sas sasu sarl eurl earl sci scp scm scop sel selarl selas snc sem spl gie gaec ei eirl asso association societe ste cie et fils gmbh ag kg ug ltd llc inc plc bv nv srl spa sl oy ab as aps".split(
    " ",
  ),
);

/** Lower case, no accents, words separated by one space. */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/œ/g, "oe")
    .replace(/æ/g, "ae")
    .replace(/ß/g, "ss")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** What two names are compared by. */
export function nameKey(name: string): string {
  const words = fold(name).split(" ").filter(Boolean);
  const telling = words.filter((word) => !LEGAL_FORMS.has(word));
  return (telling.length > 0 ? telling : words).join(" ").slice(0, 200);
}

/** The words to search for, at most eight; legal forms only when there is nothing else. */
export const searchWords = (text: string): string[] => nameKey(text).split(" ").filter(Boolean).slice(0, 8);

/** The word and what is left of it when one letter is missing. */
export function spellings(word: string): string[] {
  if (word.length < 4 || word.length > 24) return word.length < 4 ? [] : [word];
  const out = new Set([word]);
  for (let i = 0; i < word.length; i++) out.add(word.slice(0, i) + word.slice(i + 1));
  return [...out];
}

/** Edits between two words (Damerau-Levenshtein, adjacent swaps count one), or `limit + 1` when more. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((above[j] as number) + 1, (row[j - 1] as number) + 1, (above[j - 1] as number) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, (before[j - 2] as number) + 1);
      row.push(best);
    }
    before = above;
    above = row;
  }
  return Math.min(above[b.length] as number, limit + 1);
}

/** Close enough that a person should be asked: the same key, or a slip or two in a long one. */
export function nearlySameName(a: string, b: string): boolean {
  const [left, right] = [nameKey(a), nameKey(b)];
  if (!left || !right) return false;
  if (left === right || left.split(" ").sort().join(" ") === right.split(" ").sort().join(" ")) return true;
  const slips = Math.min(left.length, right.length) >= 12 ? 2 : Math.min(left.length, right.length) >= 6 ? 1 : 0;
  return slips > 0 && editDistance(left, right, slips) <= slips;
}
