/** What breaks in a history, drawn and met: the nth request between the house and somebody else, or the Worker at a moment. */
import { createFaults, type FaultKind, type Faults } from "../../sandbox/faults.ts";
import type { Breaks } from "./vendors.ts";

/** A CRM's writes are counted among themselves too: they are what it is about, and few. */
export type Place = "door" | "slack" | "register" | "vies" | "crm" | "crm-write";

/** The `nth` request between the house and that place breaks; or the Worker is killed at a moment. */
export type Break =
  | { at: Place; nth: number; kind: FaultKind; when?: "before" | "after"; delayMs?: number }
  | { at: "moment"; kind: "kill"; afterMs: number };

export const isDeadly = ({ breaks }: { breaks: Break[] }) => breaks.some(({ kind }) => kind === "kill");

export type Roll = () => number;

/** Of what goes through a network, and of Slack's own requests to us: an answer that is not 2xx is none of the network's doing. */
const ON_THE_WAY: [FaultKind, number][] = [
  ["lose-request", 2],
  ["lose-reply", 2],
  ["late", 2],
  ["doubled", 2],
];
const AT_A_VENDOR: [FaultKind, number][] = [...ON_THE_WAY, ["429", 2], ["500", 2], ["timeout", 1.5], ["kill", 0.4]];
/** A run that meets no trouble is over within 2 s. */
const LAST_MOMENT_MS = 4_000;
/** Later than this after the Worker gave up on it, nothing is expected any more (write-once.ts). */
const LATEST_MS = 9_000;

const HOW_MANY: [number, number][] = [
  [0, 1],
  [1, 3.5],
  [2, 3],
  [3, 2.5],
];

/** @param places how likely each is @param requests how many a history may make there: some breaks come too late to be met */
export function breaksOf(roll: Roll, places: [Place | "moment", number][], requests: (place: Place) => number): Break[] {
  return Array.from({ length: weighted(roll, HOW_MANY) }, () => breakOf(roll, places, requests));
}

function breakOf(roll: Roll, places: [Place | "moment", number][], requests: (place: Place) => number): Break {
  const at = weighted(roll, places);
  if (at === "moment") return { at, kind: "kill", afterMs: Math.round(roll() ** 2 * LAST_MOMENT_MS) };
  const kind = weighted(roll, at === "door" ? ON_THE_WAY : AT_A_VENDOR);
  const nth = 1 + Math.floor(roll() * requests(at));
  return {
    at,
    nth,
    kind,
    ...(kind === "kill" && { when: roll() < 0.5 ? ("before" as const) : ("after" as const) }),
    ...(kind === "late" && { delayMs: 500 + Math.round(roll() * (LATEST_MS - 500)) }),
  };
}

export function weighted<T>(roll: Roll, choices: [T, number][]): T {
  let left = roll() * choices.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [choice, weight] of choices) {
    if (left < weight) return choice;
    left -= weight;
  }
  return choices.find(([, weight]) => weight > 0)?.[0] as T;
}

/** FNV-1a. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
  return hash >>> 0;
}

/** Of a history that is being played: what broke so far, and what still will. */
export interface Breaking {
  faults: Faults;
  /** Requests so far. */
  seen: Record<Place, number>;
  met: number;
  /** Breaks that are still to be met. */
  left: Break[];
  /** UTC ms; 0 = not yet. */
  startedAt: number;
  lastFaultAt: number;
  endedAt: number;
  /** Why it could not be played to its end. */
  trouble: string;
}

export const breaking = (breaks: Break[], kill: () => Promise<void>): Breaking => ({
  faults: createFaults({ onKill: kill }),
  seen: { door: 0, slack: 0, register: 0, vies: 0, crm: 0, "crm-write": 0 },
  met: 0,
  left: [...breaks],
  startedAt: 0,
  lastFaultAt: 0,
  endedAt: 0,
  trouble: "",
});

/** From its first act to its last, with its kills at their moments. */
export async function playedThrough(played: Breaking, kill: () => Promise<void>, acts: () => Promise<void>): Promise<void> {
  played.startedAt = played.lastFaultAt = Date.now();
  for (const one of played.left) {
    if (one.at === "moment") setTimeout(() => kill().then(() => played.met++), one.afterMs);
  }
  try {
    await acts();
    await played.faults.settled();
  } catch (error) {
    played.trouble = error instanceof Error ? error.message : String(error);
  }
  played.endedAt = Date.now();
}

/** Whoever is under way meets the death of the Worker too. */
export function shaken(all: Breaking[]): void {
  for (const one of all) if (one.startedAt && !one.endedAt) one.lastFaultAt = Math.max(one.lastFaultAt, Date.now());
}

type Broken = NonNullable<ReturnType<Breaks>>;

/** One more request, counted at each of these places; undefined = nothing happens to it. `twiceIsTwo` = who is asked twice does it twice. */
export function breakFor(played: Breaking, places: Place[], { twiceIsTwo = false } = {}): Broken | undefined {
  if (!played.startedAt || played.endedAt) return undefined;
  for (const place of places) played.seen[place] += 1;
  const isDue = (one: Break) => one.at !== "moment" && places.includes(one.at) && one.nth <= played.seen[one.at];
  const found = played.left.find((one) => isDue(one) && !(twiceIsTwo && one.kind === "doubled"));
  if (!found || found.at === "moment") return undefined;
  played.left = played.left.filter((one) => one !== found);
  played.met += 1;
  const { at: _, nth: __, ...fault } = found;
  return (apply, options) => broken(played, fault, apply, options);
}

async function broken(played: Breaking, fault: Parameters<Faults["add"]>[0], ...[apply, options]: Parameters<Broken>): Promise<Response> {
  const method = `${played.met}`;
  played.faults.add({ ...fault, match: { method } });
  played.lastFaultAt = Date.now() + (fault.kind === "late" ? (fault.delayMs ?? 0) : 0);
  try {
    return await played.faults.around({ service: "", method, path: "" }, apply, options);
  } finally {
    // A time-out ends when it ends.
    played.lastFaultAt = Math.max(played.lastFaultAt, Date.now());
  }
}

/** In a line, for a reader of a report. */
export const breaksText = (breaks: Break[]): string => (breaks.length > 0 ? breaks.map(breakText).join(", ") : "nothing");

function breakText(broken: Break): string {
  if (broken.at === "moment") return `kill after ${broken.afterMs} ms`;
  return [`${broken.at}#${broken.nth}`, broken.kind, broken.when, broken.delayMs && `${broken.delayMs} ms`].filter(Boolean).join(" ");
}
