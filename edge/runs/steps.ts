/**
 * The steps of a run: each is tried again, later and later, as long as what went wrong may pass. The answer that leaves
 * a Workflow's step is plain, for no class survives that boundary.
 */
import { asPasserelleError, type ErrorCode, framesOf, mayPass, PasserelleError } from "../errors.ts";
import type { Plain, Step } from "./run.ts";
import { readRun } from "./run-store.ts";
import { enterStep, handOver, LEASE_MS, stepDone, type Turn, waitUntilLater } from "./run-turns.ts";

/** What the Workflow does for us: each `name` once, its answer kept. */
export interface Engine {
  do<T extends Plain | undefined>(name: string, work: () => Promise<T>): Promise<T>;
  sleep(name: string, ms: number): Promise<void>;
}

/** The run stands still (question, long wait, engine broken) or belongs to a later generation: this instance has nothing left to do. */
export class Pause extends Error {}

/** Longer waits end the Workflow: the sweep begins a new generation when the time has come. */
export const LONGEST_SLEEP_MS = 45_000;

/** A Workflow has 1,024 steps at most: a longer run goes on in the next generation. */
export const MOST_STEPS = 600;

/** Waits between attempts at one step, the last for ever; a vendor's Retry-After counts when it is longer. */
const PAUSES_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000, 60_000, 300_000, 900_000];
const GIVE_UP_AFTER_MS = 3 * 86_400_000;
/** A bug does not mend itself: these are given up early. */
const FEW_ATTEMPTS: Partial<Record<ErrorCode, number>> = { unexpected: 3, bad_answer: 8 };

type Answered<T> =
  | { is: "value"; value: T | undefined }
  | { is: "fenced" }
  | { is: "problem"; code: ErrorCode; field: string | null; pauseMs: number };

/** Progress, told beside the work. */
export interface Telling {
  nudge(): void;
  settled(): Promise<void>;
}

export function stepper(engine: Engine, turn: Turn, telling: Telling): Step {
  let taken = 0;
  return async <T extends Plain | undefined>(name: string, work: () => Promise<T>): Promise<T> => {
    for (let round = 1; ; round++) {
      if (++taken > MOST_STEPS) {
        await handOver(turn);
        throw new Pause();
      }
      const label = round === 1 ? name : `${name} (${round})`;
      const answered = (await engine.do(label, () => attempt(turn, name, work, telling) as Promise<Plain>)) as unknown as Answered<T>;
      if (answered.is === "value") return answered.value as T;
      if (answered.is === "problem" && answered.pauseMs < 0)
        throw new PasserelleError(answered.code, answered.field ? { field: answered.field } : {});
      telling.nudge();
      if (answered.is === "fenced" || answered.pauseMs > LONGEST_SLEEP_MS) throw new Pause();
      await engine.sleep(`${label}: pause`, answered.pauseMs);
    }
  };
}

async function attempt<T extends Plain | undefined>(
  turn: Turn,
  name: string,
  work: () => Promise<T>,
  telling: Telling,
): Promise<Answered<T>> {
  const entered = await enterStep(turn, name);
  if (!entered) return { is: "fenced" };
  if (entered.blocked) return { is: "problem", code: "blocked", field: null, pauseMs: -1 };
  telling.nudge();
  try {
    const value = await work();
    if (entered.stuck) await stepDone(turn, name);
    return { is: "value", value };
  } catch (error) {
    const problem = asPasserelleError(error);
    if (problem.code === "unexpected") console.error("step failed", name, turn.runId, problem.message, framesOf(error));
    const pauseMs = await pauseAfter(turn, name, problem);
    if (pauseMs >= 0) {
      const until = Date.now() + pauseMs + (pauseMs > LONGEST_SLEEP_MS ? 0 : LEASE_MS);
      if (!(await waitUntilLater(turn, name, problem.code, until))) return { is: "fenced" };
    }
    return { is: "problem", code: problem.code, field: problem.field ?? null, pauseMs };
  }
}

/** How long to wait before the next attempt; -1 = give up. */
async function pauseAfter(turn: Turn, name: string, problem: PasserelleError): Promise<number> {
  if (!mayPass(problem.code)) return -1;
  const run = await readRun(turn.db, turn.runId);
  const stuckHere = run?.stuckStep === name;
  const attempts = stuckHere ? run.attempt : 0;
  const stuckMs = stuckHere && run.stuckSince !== null ? Date.now() - run.stuckSince : 0;
  if (attempts >= (FEW_ATTEMPTS[problem.code] ?? Number.POSITIVE_INFINITY) || stuckMs > GIVE_UP_AFTER_MS) return -1;
  const asked = (problem.retryAfterSeconds ?? 0) * 1000;
  return Math.max(asked, PAUSES_MS[Math.min(attempts, PAUSES_MS.length - 1)] as number);
}
