/** A day as it is typed: 31/12/2026, 31/12, 2026-12-31, 31 décembre, 31 Dec 2026. Day before month, as in Europe. */
import { addDays } from "../due-date.ts";
import type { Token } from "./tokens.ts";

const MONTHS = [
  ["janvier", "january", "janv", "jan"],
  ["fevrier", "february", "fevr", "fev", "feb"],
  ["mars", "march", "mar"],
  ["avril", "april", "avr", "apr"],
  ["mai", "may"],
  ["juin", "june", "jun"],
  ["juillet", "july", "juil", "jul"],
  ["aout", "august", "aug"],
  ["septembre", "september", "sept", "sep"],
  ["octobre", "october", "oct"],
  ["novembre", "november", "nov"],
  ["decembre", "december", "dec"],
];

/** `day` is "" when what stands there is no day of the calendar; null when there is no day at all. */
export function calendarDay(tokens: Token[], at: number, today: string): { day: string; took: number } | null {
  const first = tokens[at];
  if (first?.kind === "date") return { day: withYear(first.value, today), took: 1 };
  if (first?.kind !== "number" || !/^\d{1,2}$/.test(first.value)) return null;
  const word = tokens[at + 1];
  const month = word?.kind === "word" ? MONTHS.findIndex((names) => names.includes(word.text.replace(/\.$/, ""))) : -1;
  if (month < 0) return null;
  const year = tokens[at + 2];
  const hasYear = year?.kind === "number" && /^20\d{2}$/.test(year.value);
  const written = `${hasYear ? year.value : ""}-${String(month + 1).padStart(2, "0")}-${first.value.padStart(2, "0")}`;
  return { day: withYear(written, today), took: hasYear ? 3 : 2 };
}

/** Without a year: the next such day, today included. */
function withYear(written: string, today: string): string {
  if (!written.startsWith("-")) return real(written);
  const thisYear = real(`${today.slice(0, 4)}${written}`);
  if (thisYear >= today) return thisYear;
  return real(`${Number(today.slice(0, 4)) + 1}${written}`);
}

/** "" for 31 February. */
const real = (day: string) => (Number.isNaN(Date.parse(`${day}T00:00:00Z`)) || addDays(day, 0) !== day ? "" : day);
