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
  const months = say.months.split(" ");
  // Not by Intl: its first date takes a telephone 60 ms. Nor in the reader's time zone, where a day would be the day before.
  const day = (date: string) => {
    const [year, month, of] = date.split(/\D/);
    return say.day(Number(of), months[Number(month) - 1] ?? "", year ?? "");
  };
  return { ...words, say, day };
}
