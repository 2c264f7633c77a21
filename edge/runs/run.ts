/** A run: one person's intent, carried out to the end. The row in D1 is the truth; a Workflow carries it out. */
import type { ErrorCode } from "../errors.ts";
import type { Actor } from "../people/person.ts";
import type { Ports } from "../ports.ts";

export type RunState =
  /** Written down, nobody has begun. */
  | "queued"
  | "running"
  /** Something did not answer (`code`); it goes on by itself at `wakeAt`. */
  | "waiting"
  /** A person must choose (`question`). */
  | "asking"
  | "done"
  /** A rule said no; nothing was created. */
  | "refused"
  /** Given up; the story says how far it came. */
  | "failed";

export const hasEnded = (state: RunState) => state === "done" || state === "refused" || state === "failed";

export interface Run {
  id: string;
  kind: string;
  /** Person id. */
  actor: string;
  /** What was asked, as the door validated it; null once purged. */
  input: unknown;
  state: RunState;
  /** The step it is in or ended in. */
  step: string | null;
  code: ErrorCode | null;
  field: string | null;
  /** The latest one; it stands open while the state is `asking`. */
  question: Question | null;
  answers: Record<string, string>;
  /** Ids only. Set as soon as there is something to show, before the end. */
  outcome: Result | null;
  generation: number;
  /** Failures in a row of the step it is stuck in. */
  attempt: number;
  stuckStep: string | null;
  stuckSince: number | null;
  version: number;
  wakeAt: number | null;
  createdAt: number;
  updatedAt: number;
  endedAt: number | null;
}

export type Result = Record<string, string | number | boolean | null>;

export type Outcome = { ok: true; result: Result } | { ok: false; code: ErrorCode; field?: string };

export const accept = (result: Result): Outcome => ({ ok: true, result });
export const refuse = (code: ErrorCode, field?: string): Outcome => (field ? { ok: false, code, field } : { ok: false, code });

/** A choice put to the person on the run's card; the first option is the default, taken after `days`. */
export interface Question {
  name: string;
  /** Ids: what each option means is the card's business. */
  options: string[];
  /** Ids the card needs to show the choice. */
  about: Result;
  /** Set when it is put: until then it stands open, UTC ms. */
  until?: number;
}

/** What JSON keeps. A step's result is stored by the Workflow: ids and codes, never personal data. */
export type Plain = string | number | boolean | null | Plain[] | { [key: string]: Plain };

/**
 * One step of a use case. `work` may be run again after a crash, so it must be safe to repeat; what it throws with a
 * code that may pass is tried again later, everything else ends the run.
 */
export type Step = <T extends Plain | undefined>(name: string, work: () => Promise<T>) => Promise<T>;

export interface Work<P extends keyof Ports = keyof Ports> {
  run: { id: string };
  actor: Actor;
  ports: Pick<Ports, P>;
  db: D1Database;
  /** For documents (documents/put-document.ts) only. */
  files: R2Bucket;
  step: Step;
  /** Puts a choice to the person; answers the chosen option and what the question was about when they chose. */
  ask: (question: Question) => Promise<{ option: string; about: Result }>;
  /** Shows the card of another run anew: what it shows has changed. */
  show: (runId: string) => Promise<void>;
  /** What the card may already show while the run goes on. */
  note: (result: Result) => Promise<void>;
}

/** biome-ignore lint/suspicious/noExplicitAny: each kind reads its own input, checked by its door before the row was written. */
export type UseCase = (work: Work, input: any) => Promise<Outcome>;
