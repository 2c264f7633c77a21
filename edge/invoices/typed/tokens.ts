/** The text in pieces, each with its place: numbers as French and English people write them, dates, words, signs. */
import type { Locale } from "../../people/person.ts";
import type { Place } from "./typed.ts";

export interface Token extends Place {
  kind: "number" | "date" | "word" | "quoted" | "sign" | "separator";
  /** Without its marks when quoted; lower case without accents for words. */
  text: string;
  /** As it was typed, marks and capitals and all. */
  raw: string;
  /** Of numbers: a decimal string. Of dates: "year-month-day", year "" when it was not written. */
  value: string;
  /** Stands directly behind the one before. */
  glued: boolean;
}

// Spaces that people and keyboards put between thousands: ordinary, no-break, narrow no-break, thin.
const GAP = "[ \u00a0\u202f\u2009]";
const PATTERNS: [Token["kind"], RegExp][] = [
  ["date", /\d{4}-\d{2}-\d{2}(?!\d)|\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})(?!\d)|\d{1,2}\/\d{1,2}(?![\d/])/y],
  // 1 200,50 · 1.200,50 · 1,200.50 · 1'200.50
  ["number", new RegExp(`\\d{1,3}(?:${GAP}\\d{3})+(?:[.,]\\d{1,6})?(?!\\d)`, "y")],
  ["number", /\d{1,3}(?:\.\d{3})+,\d{1,6}(?!\d)|\d{1,3}(?:[,'’]\d{3})+\.\d{1,6}(?!\d)|\d{1,3}(?:['’]\d{3})+(?!\d)/y],
  ["number", /\d+(?:[.,]\d{1,12}(?!\d))?/y],
  ["quoted", /"(?:[^"]|"")*"|«[^»]*»|“[^”]*”/y],
  ["separator", /[,;\n]/y],
  ["sign", /[€%×*@:+/#()[\]{}<>=&|!?~^"«»“”]|-(?=\s*\d)/y],
  ["word", /[^\s,;:€%×*@+/#()[\]{}<>=&|!?~^"«»“”]+/y],
];

export function tokensOf(text: string, locale: Locale): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const space = /[^\S\n]+/y;
    space.lastIndex = at;
    const skipped = space.exec(text)?.[0].length ?? 0;
    at += skipped;
    if (at >= text.length) break;
    const token = tokenAt(text, at, locale);
    tokens.push({ ...token, glued: skipped === 0 && tokens.length > 0 });
    at = token.to;
  }
  return tokens;
}

function tokenAt(text: string, from: number, locale: Locale): Omit<Token, "glued"> {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = from;
    const found = pattern.exec(text)?.[0];
    if (found)
      return { kind, from, to: from + found.length, raw: found, text: plainText(kind, found), value: written(kind, found, locale) };
  }
  return { kind: "sign", from, to: from + 1, raw: text[from] as string, text: text[from] as string, value: "" };
}

function plainText(kind: Token["kind"], found: string): string {
  if (kind === "quoted") return found.slice(1, -1).replaceAll('""', '"').trim();
  return kind === "word" ? folded(found) : found;
}

/** Lower case, no accents, one kind of apostrophe: how words are compared. */
export const folded = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[’ʼ]/g, "'").toLowerCase();

function written(kind: Token["kind"], found: string, locale: Locale): string {
  if (kind === "number") return numberOf(found, locale);
  if (kind !== "date") return "";
  if (/^\d{4}-/.test(found)) return found;
  const [day = "", month = "", year = ""] = found.split(/[/.]/);
  return `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

/** "1,200" is 1.2 to the French and 1200 to the English; every other way of writing says itself which mark is which. */
function numberOf(found: string, locale: Locale): string {
  const bare = found.replace(/[\s'’]/g, "");
  if (bare.includes(",") && bare.includes("."))
    return trimmed(bare.lastIndexOf(",") > bare.lastIndexOf(".") ? bare.replaceAll(".", "").replace(",", ".") : bare.replaceAll(",", ""));
  if (locale === "en" && /^\d{1,3},\d{3}$/.test(bare)) return bare.replace(",", "");
  return trimmed(bare.replace(",", "."));
}

/** "007.50" → "7.5". */
const trimmed = (text: string) => {
  const [whole = "", rest = ""] = text.split(".");
  const decimals = rest.replace(/0+$/, "");
  return `${whole.replace(/^0+(?=\d)/, "")}${decimals ? `.${decimals}` : ""}`;
};
