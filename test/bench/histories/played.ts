/** A history while it is played: what was asked so far, what broke, and how the runs that came of it stand. */
import { type Breaking, breaking } from "../world/breaks.ts";
import type { Sent } from "../world/marks.ts";
import type { Cast } from "./cast.ts";

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

export interface Played extends Cast, Breaking {
  asked: Asked[];
  /** How many have been given: each change sets another. */
  phones: number;
  /** The last submission as it was sent: Slack may send it again. */
  lastSubmission?: Sent;
}

export const playedOf = (cast: Cast, kill: () => Promise<void>): Played => ({
  ...cast,
  ...breaking(cast.history.breaks, kill),
  asked: [],
  phones: 0,
});
