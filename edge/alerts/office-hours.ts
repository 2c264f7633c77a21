/** Is somebody expected at the office? Monday to Friday, in Paris, but for the public holidays of France. */
import { DAY_MS } from "./alert.ts";

const FIXED = ["01-01", "05-01", "05-08", "07-14", "08-15", "11-01", "11-11", "12-25"];
/** Days after Easter: its Monday, Ascension, Whit Monday. */
const MOVING = [1, 39, 50];

let clock: Intl.DateTimeFormat | undefined;

/** @param from first hour, @param to the hour that is no longer one */
export function inOfficeHours(at: number, { from, to }: { from: number; to: number }): boolean {
  clock ??= new Intl.DateTimeFormat("sv", { timeZone: "Europe/Paris", dateStyle: "short", timeStyle: "short" });
  const [date = "", time = ""] = clock.format(at).split(" ");
  const hour = Number(time.slice(0, 2));
  const noon = Date.parse(`${date}T12:00Z`);
  const weekday = new Date(noon).getUTCDay();
  return weekday % 6 !== 0 && hour >= from && hour < to && !isHoliday(date, noon);
}

function isHoliday(date: string, noon: number): boolean {
  if (FIXED.includes(date.slice(5))) return true;
  const days = Math.round((noon - easter(Number(date.slice(0, 4)))) / DAY_MS);
  return MOVING.includes(days);
}

/** Noon of Easter Sunday, UTC. Source: the anonymous algorithm, Meeus, Astronomical Algorithms, chapter 8. */
function easter(year: number): number {
  const century = Math.floor(year / 100);
  const g = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const h = (19 * (year % 19) + century - (century >> 2) - g + 15) % 30;
  const l = (32 + 2 * (century % 4) + 2 * Math.floor((year % 100) / 4) - h - (year % 4)) % 7;
  const m = Math.floor(((year % 19) + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return Date.UTC(year, Math.floor(n / 31) - 1, (n % 31) + 1, 12);
}
