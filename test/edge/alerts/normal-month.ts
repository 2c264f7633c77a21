/**
 * Months of a firm where nobody means any harm, as its trail tells them: office hours and early birds, holidays and leave,
 * busy weeks and the end of the month, new hires who try what they may not, roles given as people come and change desks,
 * an import, a monthly export, somebody back after half a year.
 */
import { inOfficeHours } from "../../../edge/alerts/office-hours.ts";
import { DAY_MS, type Entry, entry, granted, HOUR_MS, inOrder, looked, MINUTE_MS, personId, refused } from "./trail.ts";

const CLIENTS = 3_000;
type Job = "admin" | "director" | "accounting" | "sales" | "hr" | "manager" | "employee";
/** Of forty people. */
const JOBS: [Job, number][] = [
  ["admin", 2],
  ["director", 2],
  ["accounting", 4],
  ["sales", 12],
  ["hr", 3],
  ["manager", 4],
  ["employee", 13],
];
/** Searches on an ordinary day, clients opened, created, changed. */
const DAYS: Record<Job, [number, number, number, number]> = {
  admin: [4, 2, 0, 0],
  director: [5, 4, 0, 0],
  accounting: [16, 24, 1, 4],
  sales: [24, 16, 2, 3],
  hr: [2, 1, 0, 0],
  manager: [8, 6, 1, 0],
  employee: [3, 2, 0, 0],
};

interface Colleague {
  id: string;
  job: Job;
  /** UTC ms. */
  since: number;
  leave: [from: number, to: number][];
  /** An hour before the others, or two after them. */
  shift: number;
}

/** 0 ≤ x < 1, the same for the same seed. Source: mulberry32, public domain. */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Firm {
  /** UTC midnight of the first day. */
  from: number;
  days: number;
  people?: number;
  seed: number;
}

export function normalMonths({ from, days, people = 40, seed }: Firm): Entry[] {
  const roll = dice(seed);
  const between = (least: number, most: number) => least + Math.floor(roll() * (most - least + 1));
  const staff = hire(between, roll, from, days, people);
  const entries: Entry[] = [];
  for (let day = 0; day < days; day++) {
    const noon = from + day * DAY_MS + 11 * HOUR_MS;
    const work = inOfficeHours(noon, { from: 8, to: 19 });
    for (const one of staff) {
      if (one.since > noon || one.leave.some(([begin, end]) => noon >= begin && noon < end)) continue;
      // A director on a Sunday evening, and whoever cannot leave it.
      if (work || roll() < 0.03) entries.push(...aDay(one, noon, work ? busy(one, noon, roll) : 0.2, between, roll));
    }
    if (work) entries.push(...office(staff, noon, day, between, roll));
  }
  return inOrder(entries);
}

function hire(between: Between, roll: () => number, from: number, days: number, people: number): Colleague[] {
  const jobs = JOBS.flatMap(([job, count]) => Array.from({ length: Math.max(1, Math.round((count * people) / 40)) }, () => job));
  return jobs.map((job, i) => {
    // One in ten comes on the way; the others were there before Passerelle.
    const since = i > 4 && i % 10 === 7 ? from + between(5, days - 5) * DAY_MS : 0;
    const begin = from + between(0, days) * DAY_MS;
    // Two or three weeks, and for one of them half a year that ends in the last month.
    const leave: [number, number] = i === 12 ? [from + 3 * DAY_MS, from + (days - 9) * DAY_MS] : [begin, begin + between(7, 21) * DAY_MS];
    return { id: personId(i), job, since, leave: [leave], shift: roll() < 0.15 ? between(-1, 2) : 0 };
  });
}

type Between = (least: number, most: number) => number;

/** How much there is to do: most days as ever, some twice as much; accounts are closed at the turn of the month. */
function busy({ job }: Colleague, noon: number, roll: () => number): number {
  const date = new Date(noon).getUTCDate();
  const turn = job === "accounting" && (date >= 28 || date <= 3) ? 3 : 1;
  return turn * (0.5 + roll() + (roll() < 0.1 ? 1 : 0));
}

function aDay({ id, job, since, shift }: Colleague, noon: number, much: number, between: Between, roll: () => number): Entry[] {
  const entries: Entry[] = [];
  const seen = new Set<string>();
  const moment = () => noon + (shift + (between(0, 1) ? between(-180, -10) : between(90, 420)) / 60) * HOUR_MS + between(0, 59_999);
  const note = (at: number, client: string, action: "client.search" | "client.read") => {
    // As auditLooks does: once a day each.
    if (seen.has(`${action} ${client}`)) return;
    seen.add(`${action} ${client}`);
    entries.push(looked(at, id, client, action));
  };
  // Their own portfolio mostly, the rest of the file now and then.
  const client = () =>
    String(roll() < 0.8 ? (Number(id.slice(1)) * 61 + Math.floor(roll() ** 2 * 150)) % CLIENTS : between(0, CLIENTS - 1));
  const [searches, opened, created, changed] = DAYS[job].map((count) => Math.round(count * much * (0.6 + roll() * 0.8)));
  for (let i = 0; i < (searches as number); i++) {
    const at = moment();
    // A window that searches while one types shows up to eight, some letters long.
    for (let shown = between(0, roll() < 0.2 ? 20 : 5); shown > 0; shown--) note(at, client(), "client.search");
  }
  for (let i = 0; i < (opened as number); i++) note(moment(), client(), "client.read");
  for (let i = 0; i < (created as number); i++) entries.push(entry(moment(), id, roll() < 0.5 ? "client.create" : "create-client"));
  for (let i = 0; i < (changed as number); i++) entries.push(entry(moment(), id, "client.update", { object_id: `c${client()}` }));
  const isNew = noon - since < 3 * DAY_MS;
  const misses = isNew ? between(2, 6) : roll() < 0.05 ? between(1, 3) : 0;
  const missed = moment();
  for (let i = 0; i < misses; i++) entries.push(refused(missed + i * MINUTE_MS * between(1, 3), id));
  return entries;
}

/** What admins and accountants do for the others, between ten and five. */
function office(staff: Colleague[], noon: number, day: number, between: Between, roll: () => number): Entry[] {
  const entries: Entry[] = [];
  const [admin, deputy] = staff as [Colleague, Colleague];
  const at = () => noon + between(-60, 240) * MINUTE_MS;
  for (const one of staff.filter(({ since }) => since > noon - DAY_MS && since <= noon)) {
    const when = at();
    entries.push(entry(when, admin.id, "person.roles", { object_kind: "person", object_id: one.id }));
    if (["accounting", "hr", "director"].includes(one.job)) entries.push(granted(when, admin.id, one.job, one.id));
  }
  // Somebody changes desks; once in two months an admin is appointed.
  if (roll() < 0.05) entries.push(granted(at(), deputy.id, roll() < 0.5 ? "hr" : "accounting", personId(between(20, 39))));
  if (day % 60 === 25) entries.push(granted(at(), admin.id, "admin", personId(4)));
  const accountant = staff.find(({ job }) => job === "accounting") as Colleague;
  const assistant = staff.find(({ job }) => job === "sales") as Colleague;
  const date = new Date(noon).getUTCDate();
  if (day < 12 && day % 5 === 1) entries.push(entry(at(), accountant.id, "client.export"), entry(at(), admin.id, "client.import"));
  if (date === 2 || date === 3) entries.push(entry(at(), accountant.id, "client.export"));
  if (date === 15 || date === 16) {
    const when = at();
    entries.push(entry(when, assistant.id, "client.import"));
    for (let i = 0; i < 300; i++) entries.push(entry(when + i * 200, assistant.id, "client.create", { object_id: `cimport${day}x${i}` }));
  }
  // A guest of the workspace who is curious.
  if (roll() < 0.1) for (let i = between(1, 3); i > 0; i--) entries.push(refused(at(), personId(900), "guest"));
  return entries;
}
