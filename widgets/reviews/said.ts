/** The words of the reviews with the days that stand in them. */
import type { Words } from "../text/text.ts";
import type { words } from "./reviews-fr.ts";

export type Say = typeof words;

export interface Said extends Words {
  say: Say;
  /** `2025-11-03` or an instant → « 3 novembre 2025 ». */
  day(date: string): string;
}

/** One language is fetched, beside the reviews themselves. */
export const sayIn = async ({ language }: Words): Promise<Say> =>
  (await (language === "fr" ? import("./reviews-fr.ts") : import("./reviews-en.ts"))).words;

export function saidIn(words: Words, say: Say): Said {
  const { locale } = words;
  const style = { dateStyle: "long" } as const;
  const instants = new Intl.DateTimeFormat(locale, style);
  // A day has no time zone: in the reader's own it would be the day before for half of the world.
  const days = new Intl.DateTimeFormat(locale, { ...style, timeZone: "UTC" });
  return { ...words, say, day: (date) => (date[10] ? instants : days).format(new Date(date)) };
}
