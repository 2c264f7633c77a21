/** A history while it is played: what was asked so far, what broke, and how the runs that came of it stand. */
import { createFaults, type Faults } from "../../sandbox/faults.ts";
import type { Breaks } from "../world/vendors.ts";
import type { Cast } from "./cast.ts";
import type { Break, Place } from "./plan.ts";

export type Wish = "create" | "lookalike" | "edit";

/** A run that was asked for, and what is to come of it. */
export interface Asked {
  runId: string;
  wish: Wish;
  userId: string;
  /** Where its card is to be. */
  channel: string;
  /** A question that nobody answers: it stands open at the end. */
  unanswered: boolean;
  /** The phone number that an edit sets, digits only; "" of the others. */
  phone: string;
  /** Its first window was gone, and another one opened later. */
  anew?: boolean;
  /** UTC ms, the last thing a person did about it. */
  askedAt: number;
  /** UTC ms; 0 = not yet at its end, or its person does not see so. */
  endedAt: number;
}

export interface Played extends Cast {
  asked: Asked[];
  faults: Faults;
  /** Requests so far. */
  seen: Record<Place, number>;
  met: number;
  /** How many have been given: each change sets another. */
  phones: number;
  /** Breaks that are still to be met. */
  left: Break[];
  /** UTC ms; 0 = not yet. */
  startedAt: number;
  lastFaultAt: number;
  endedAt: number;
  /** Why it could not be played to its end. */
  trouble: string;
  /** The last submission as it was sent: Slack may send it again. */
  lastSubmission?: { url: string; headers: Headers; body: string };
}

export const playedOf = (cast: Cast, kill: () => Promise<void>): Played => ({
  ...cast,
  asked: [],
  faults: createFaults({ onKill: kill }),
  seen: { door: 0, slack: 0, register: 0, vies: 0, crm: 0, "crm-write": 0 },
  met: 0,
  phones: 0,
  left: [...cast.history.breaks],
  startedAt: 0,
  lastFaultAt: 0,
  endedAt: 0,
  trouble: "",
});

type Broken = NonNullable<ReturnType<Breaks>>;

/** One more request, counted at each of these places; undefined = nothing happens to it. `twiceIsTwo` = who is asked twice does it twice. */
export function breakFor(played: Played, places: Place[], { twiceIsTwo = false } = {}): Broken | undefined {
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

async function broken(played: Played, fault: Parameters<Faults["add"]>[0], ...[apply, options]: Parameters<Broken>): Promise<Response> {
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
