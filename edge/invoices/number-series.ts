/**
 * Numbers of invoices, credit notes and quotes: chronological and without a gap, each series by itself and anew each year
 * when its format says so (CGI ann. II art. 242 nonies A, 7°). Continues from whatever number the firm has reached.
 */
import * as z from "zod/mini";

export const SERIES = ["invoice", "credit-note", "quote"] as const;
export type Series = (typeof SERIES)[number];

export const NumberFormat = z.lazy(() =>
  z.object({
    /** "{YYYY}" and "{YY}" stand for the year: then the count begins again with it. */
    prefix: z.string().check(z.maxLength(24)),
    /** Digits, filled up with zeros. */
    width: z.int().check(z.minimum(1), z.maximum(9)),
  }),
);
export type NumberFormat = z.infer<typeof NumberFormat>;

export const DEFAULT_FORMATS: Record<Series, NumberFormat> = {
  invoice: { prefix: "F-{YYYY}-", width: 4 },
  "credit-note": { prefix: "A-{YYYY}-", width: 4 },
  quote: { prefix: "D-{YYYY}-", width: 4 },
};

/** BR-FR-01 and 02: what a number may be made of, and how long it may be. */
const ALLOWED = /^[A-Za-z0-9+\-_/]{1,35}$/;

/**
 * The format and the count behind the last number that the firm gave, so that ours is the next one: "FA2026-0117" in 2026
 * goes on with FA2026-0118, and in 2027 with FA2027-0001. Null when it does not end in digits, or could not stand on an e-invoice.
 */
export function continuing(lastNumber: string, year: number): { format: NumberFormat; last: number } | null {
  const text = lastNumber.trim();
  if (!ALLOWED.test(text)) return null;
  // "FA20260117": a year and a count of three digits or more, never a count of twenty million.
  const glued = new RegExp(`^(|.*\\D)(${year}|${year - 1})(\\d{3,9})$`).exec(text);
  const [, head = "", digits = ""] = glued ? [text, `${glued[1]}${glued[2]}`, glued[3]] : (/^(.*?)(\d{1,9})$/.exec(text) ?? []);
  if (!digits) return null;
  const now = withYear(head, year);
  const before = withYear(head, year - 1);
  const isLastYears = now === head && before !== head;
  const prefix = isLastYears ? before : now;
  if (prefix.length > 24) return null;
  return { format: { prefix, width: digits.length }, last: isLastYears ? 0 : Number(digits) };
}

/** The year by itself, or by its last two digits behind a letter: "F26-". Never a part of a longer number. */
const withYear = (head: string, year: number): string =>
  head
    .replace(new RegExp(`(?<!\\d)${year}(?!\\d)`), "{YYYY}")
    .replace(new RegExp(`(?<=^|[A-Za-z\\-_/])${String(year).slice(2)}(?=[\\-_/])`), "{YY}");

/** The series of a format without a year never begins again: all years count as one. */
export const seriesYear = ({ prefix }: NumberFormat, day: string): number => (/\{YY/.test(prefix) ? Number(day.slice(0, 4)) : 0);

export const prefixOn = ({ prefix }: NumberFormat, day: string): string =>
  prefix.replaceAll("{YYYY}", day.slice(0, 4)).replaceAll("{YY}", day.slice(2, 4));

/** The day of a count that was entered: no number of ours bears it. */
const NEVER = "0000-01-01";

export interface Numbering {
  series: Series;
  format: NumberFormat;
  /** The day that the document bears. */
  day: string;
}

/**
 * Takes the next number, in the batch that gives it to a row: `when` is the condition under which that row is given one,
 * so that a number is taken exactly when it is used. Nothing is taken for a day before the series' last.
 *
 * @param when SQL, with parameters from ?4 on
 */
export function takeNumber(db: D1Database, { series, format, day }: Numbering, when: string, values: unknown[]): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO number_series (series, year, last, last_on) SELECT ?1, ?2, 1, ?3 WHERE ${when}
       ON CONFLICT (series, year) DO UPDATE SET last = last + 1, last_on = ?3 WHERE last_on <= ?3`,
    )
    .bind(series, seriesYear(format, day), day, ...values);
}

/** SQL: the number just taken, written out. `prefix`, `width`, `series` and `year` are parameters. */
export const writtenNumber = (prefix: string, width: string, series: string, year: string) =>
  `(SELECT ${prefix} || iif(length(last) < ${width}, substr('000000000' || last, -${width}), last) FROM number_series WHERE series = ${series} AND year = ${year})`;

/** The day of the last number that was given; null when none was. */
export async function lastDay(db: D1Database, { series, format, day }: Numbering): Promise<string | null> {
  const row = await db
    .prepare("SELECT last_on FROM number_series WHERE series = ?1 AND year = ?2")
    .bind(series, seriesYear(format, day))
    .first<{ last_on: string }>();
  return row?.last_on ?? null;
}

/** The last number that we gave, written out, and the day that it bears; null when the series has given none. */
export async function lastGiven(db: D1Database, { series, format, day }: Numbering): Promise<{ number: string; day: string } | null> {
  const row = await db
    .prepare("SELECT last, last_on FROM number_series WHERE series = ?1 AND year = ?2")
    .bind(series, seriesYear(format, day))
    .first<{ last: number; last_on: string }>();
  if (!row || row.last_on === NEVER) return null;
  return { number: `${prefixOn(format, day)}${String(row.last).padStart(format.width, "0")}`, day: row.last_on };
}

/**
 * The firm's own count, before ours: only while the series has given no number.
 *
 * @param when SQL, with parameters from ?4 on
 */
export function beginAt(
  db: D1Database,
  { series, format, day }: Numbering,
  last: number,
  when = "true",
  values: unknown[] = [],
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO number_series (series, year, last, last_on) SELECT ?1, ?2, ?3, '${NEVER}' WHERE ${when}
       ON CONFLICT (series, year) DO UPDATE SET last = ?3 WHERE last_on = '${NEVER}'`,
    )
    .bind(series, seriesYear(format, day), last, ...values);
}

/** Whether it has given a number, in the year of this day. */
export async function hasBegun(db: D1Database, numbering: Numbering): Promise<boolean> {
  const day = await lastDay(db, numbering);
  return day !== null && day !== NEVER;
}
