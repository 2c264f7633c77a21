/** Times as Slack writes them, in the reader's language and time zone. */
import type { ClientPerson } from "../../client-state.ts";
import { labels } from "./labels.ts";

export type Reader = Pick<ClientPerson, "locale" | "tz">;

export const languageOf = ({ locale }: Pick<Reader, "locale">) => (locale.startsWith("fr") ? ("fr" as const) : ("en" as const));

const format = ({ locale, tz }: Reader, date: Date, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, { timeZone: tz, ...options }).format(date);

const dayKey = (reader: Reader, date: Date) => format({ ...reader, locale: "sv-SE" }, date, { dateStyle: "short" });

export const dateOfTs = (ts: string) => new Date(Number(ts) * 1000);

export const timeOf = (reader: Reader, date: Date) => format(reader, date, { hour: "numeric", minute: "2-digit" });

export const sameDay = (reader: Reader, one: Date, other: Date) => dayKey(reader, one) === dayKey(reader, other);

/** "Aujourd’hui", "Hier", or the date. */
export function dayOf(reader: Reader, date: Date, now = new Date()): string {
  const words = labels[languageOf(reader)];
  if (sameDay(reader, date, now)) return words.today;
  if (sameDay(reader, date, new Date(now.getTime() - 86_400_000))) return words.yesterday;
  return format(reader, date, { weekday: "long", day: "numeric", month: "long" });
}

/** The words in braces of `<!date^…>`. */
export function slackDate(reader: Reader, seconds: number, pattern: string): string {
  const date = new Date(seconds * 1000);
  const pretty = (otherwise: string) => {
    const day = dayOf(reader, date);
    const words = labels[languageOf(reader)];
    return day === words.today || day === words.yesterday ? day.toLowerCase() : otherwise;
  };
  const long = format(reader, date, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
  const plain = format(reader, date, { day: "numeric", month: "long", year: "numeric" });
  const short = format(reader, date, { day: "numeric", month: "short", year: "numeric" });
  const tokens: Record<string, string> = {
    date_num: dayKey(reader, date),
    date_slash: format(reader, date, { dateStyle: "short" }),
    date: plain,
    date_long: long,
    date_short: short,
    date_pretty: pretty(plain),
    date_long_pretty: pretty(long),
    date_short_pretty: pretty(short),
    time: timeOf(reader, date),
    time_secs: format(reader, date, { hour: "numeric", minute: "2-digit", second: "2-digit" }),
  };
  return pattern.replace(/\{(\w+)\}/g, (token, name: string) => tokens[name] ?? token);
}
