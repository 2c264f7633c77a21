/**
 * Many clients looked at by one person: against a fixed number, and against their own habit, the mean of their daily peaks.
 * The trail has a row for each client and day, so whoever works on the same file all day counts it once.
 */
import { DAY_MS, HOUR_MS, type Memory, type Rule, type TrailRow } from "../alert.ts";
import { type Counts, countUp, isNews } from "./counts.ts";

const MINUTE_MS = 60_000;
/** Days at work that make a habit. */
const DAYS_KEPT = 20;
/** A day may hold so many busy hours. */
const BUSY_HOURS = 4;

interface Looks {
  hour: Counts;
  day: Counts;
  /** [day, the most in one hour]. */
  peaks: Counts;
}

export const bulkLooks: Rule<"bulk"> = (row, { limits, of }) => {
  const kind = kindOf(row);
  if (!kind) return null;
  const memory = of(row.actor);
  const { hour, day, usual } = note(memory, kind, row.at);
  const most = Math.max(limits[kind], limits.times * usual);
  const inADay = day >= BUSY_HOURS * most;
  if (hour < most && !inADay) return null;
  const count = inADay ? day : hour;
  if (!isNews(memory, row.at, count)) return null;
  return {
    level: "alert",
    person: row.actor,
    what: "",
    count,
    evidence: { kind, span: inADay ? "day" : "hour", usual: Math.round(usual) },
  };
};

function kindOf({ action, outcome }: TrailRow): "opened" | "found" | null {
  if (outcome !== "done") return null;
  return action === "client.read" ? "opened" : action === "client.search" ? "found" : null;
}

function note(memory: Memory, kind: "opened" | "found", at: number) {
  memory[kind] ??= { hour: [], day: [], peaks: [] };
  const looks = memory[kind] as Looks;
  const hour = countUp(looks.hour, Math.floor(at / MINUTE_MS), 60);
  const day = countUp(looks.day, Math.floor(at / HOUR_MS), 24);
  const today = Math.floor(at / DAY_MS);
  const last = looks.peaks.at(-1);
  if (last && last[0] >= today) last[1] = Math.max(last[1], hour);
  else looks.peaks.push([today, hour]);
  if (looks.peaks.length > DAYS_KEPT + 1) looks.peaks.shift();
  const before = looks.peaks.slice(0, -1);
  const usual = before.reduce((sum, [, peak]) => sum + peak, 0) / (before.length || 1);
  return { hour, day, usual };
}
