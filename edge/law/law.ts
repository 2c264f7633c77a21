/**
 * The law as data: every text, rate and threshold has an id, the days between which it holds, where it was read and when.
 * Code asks for the row of a day; nothing legal is a literal anywhere else. Adding a row is how the law changes here.
 */

/** Days are YYYY-MM-DD; `to` = the last day, null = until further notice. */
export interface Dated {
  id: string;
  from: string;
  to: string | null;
  /** What says so, and the day on which we read it. */
  source: string;
  readOn: string;
}

/** A sentence of the law or one that it wants, in both languages; French is what the tax office reads. */
export interface LegalText extends Dated {
  fr: string;
  en: string;
}

/** The row of this id that holds on this day; null when none does. */
export const inForce = <T extends Dated>(rows: readonly T[], id: string, day: string): T | null =>
  rows.find((row) => row.id === id && holds(row, day)) ?? null;

/** Every row that holds on this day. */
export const allInForce = <T extends Dated>(rows: readonly T[], day: string): T[] => rows.filter((row) => holds(row, day));

const holds = ({ from, to }: Dated, day: string) => from <= day && (to === null || day <= to);
