/**
 * Carries a run out: gives its use case the steps, tries again what may pass, puts questions, tells progress, ends it.
 * The Workflow calls it with its own engine; unit tests with a plain one.
 *
 * A later generation fences an earlier one: whoever finds that the row belongs to another generation stops at once.
 */
import type { AuditEntry } from "../audit/audit.ts";
import { asPasserelleError, type ErrorCode, mayPass, PasserelleError } from "../errors.ts";
import type { Actor } from "../people/person.ts";
import type { Ports } from "../ports.ts";
import { hasEnded, type Outcome, type Plain, type Question, type Run, refuse, type UseCase, type Work } from "./run.ts";
import { readRun } from "./run-store.ts";
import { endRun, enterStep, LEASE_MS, noteResult, putQuestion, stepDone, type Turn, waitUntilLater } from "./run-turns.ts";

/** What the Workflow does for us: each `name` once, its answer kept. */
export interface Engine {
  do<T extends Plain | undefined>(name: string, work: () => Promise<T>): Promise<T>;
  sleep(name: string, ms: number): Promise<void>;
}

export interface Carrier {
  db: D1Database;
  ports: Ports;
  kinds: Record<string, UseCase>;
  /** Shows the run's latest state on its card; answers how long to wait when Slack would not. */
  tell(runId: string): Promise<{ waitMs: number } | undefined>;
  actorOf(personId: string): Promise<Actor | null>;
}

/** Waits between attempts at one step, the last for ever; a vendor's Retry-After counts when it is longer. */
const PAUSES_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000, 60_000, 300_000, 900_000];
/** Longer waits end the Workflow: the sweep begins a new generation when the time has come. */
const LONGEST_SLEEP_MS = 45_000;
const GIVE_UP_AFTER_MS = 3 * 86_400_000;
const QUESTION_STANDS_MS = 7 * 86_400_000;
/** A bug does not mend itself: these are given up early. */
const FEW_ATTEMPTS: Partial<Record<ErrorCode, number>> = { unexpected: 3, bad_answer: 6 };

/** The run stands still (question, long wait, engine broken) or belongs to a later generation: this instance has nothing left to do. */
class Pause extends Error {}

/** When the engine itself fails, that says nothing about the run: the sweep goes on with it. */
const onFirmGround = (engine: Engine): Engine => ({
  do: (name, work) =>
    engine.do(name, work).catch((error: unknown) => {
      console.error("the engine failed", name, error instanceof Error ? error.message : "");
      throw new Pause();
    }),
  sleep: (name, ms) =>
    engine.sleep(name, ms).catch(() => {
      throw new Pause();
    }),
});

type Answered<T> =
  | { is: "value"; value: T | undefined }
  | { is: "fenced" }
  | { is: "problem"; code: ErrorCode; field: string | null; pauseMs: number };

export async function carryOut(carrier: Carrier, engine: Engine, runId: string, generation: number): Promise<void> {
  const turn: Turn = { db: carrier.db, runId, generation };
  const run = await readRun(carrier.db, runId);
  if (!run || run.generation !== generation) return;
  if (!hasEnded(run.state)) {
    try {
      await carry(carrier, onFirmGround(engine), turn);
    } catch (error) {
      if (!(error instanceof Pause)) throw error;
    }
  }
  await tellTheEnd(carrier, engine, runId);
}

async function carry(carrier: Carrier, engine: Engine, turn: Turn): Promise<void> {
  const run = await readRun(carrier.db, turn.runId);
  if (!run) return;
  const telling = teller(carrier, turn.runId);
  const step = stepper(engine, turn, telling.nudge);
  const actor = await step("read who asks", async () => (await carrier.actorOf(run.actor)) as unknown as Plain);
  const work: Work = {
    run: { id: run.id },
    actor: actor as unknown as Actor,
    ports: carrier.ports,
    db: carrier.db,
    step,
    ask: (question) => ask(engine, turn, question),
    note: async (result) => void (await engine.do(`note ${Object.keys(result).join(" ")}`, () => noteResult(turn, result))),
  };
  const useCase = carrier.kinds[run.kind];
  const outcome = await outcomeOf(async () => {
    if (!actor) return refuse("unknown_person");
    return useCase ? useCase(work, run.input) : refuse("unexpected");
  });
  await engine.do("end", () => endRun(turn, endOf(outcome), outcome, auditOf(run, outcome)));
  await telling.settled();
}

/** A rule's no is `refused`; what might have passed one day and was given up is `failed`. */
const endOf = (outcome: Outcome) => (outcome.ok ? "done" : mayPass(outcome.code) ? "failed" : "refused");

const auditOf = (run: Run, outcome: Outcome): AuditEntry => ({
  actor: run.actor,
  action: run.kind,
  objectKind: "run",
  objectId: run.id,
  outcome: outcome.ok ? "done" : "refused",
  runId: run.id,
  ...(outcome.ok ? {} : { code: outcome.code }),
});

async function outcomeOf(work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Pause) throw error;
    const { code, field } = asPasserelleError(error);
    return refuse(code, field);
  }
}

function stepper(engine: Engine, turn: Turn, nudge: () => void) {
  return async <T extends Plain | undefined>(name: string, work: () => Promise<T>): Promise<T> => {
    for (let round = 1; ; round++) {
      const label = round === 1 ? name : `${name} (${round})`;
      const answered = (await engine.do(label, () => attempt(turn, name, work, nudge) as Promise<Plain>)) as unknown as Answered<T>;
      if (answered.is === "value") return answered.value as T;
      if (answered.is === "fenced" || answered.pauseMs > LONGEST_SLEEP_MS) throw new Pause();
      if (answered.pauseMs < 0) throw new PasserelleError(answered.code, answered.field ? { field: answered.field } : {});
      nudge();
      await engine.sleep(`${label}: pause`, answered.pauseMs);
    }
  };
}

/** One attempt at one step, inside the Workflow's step: its answer is plain, for no class survives that boundary. */
async function attempt<T extends Plain | undefined>(
  turn: Turn,
  name: string,
  work: () => Promise<T>,
  nudge: () => void,
): Promise<Answered<T>> {
  if (!(await enterStep(turn, name))) return { is: "fenced" };
  nudge();
  try {
    const value = await work();
    await stepDone(turn);
    return { is: "value", value };
  } catch (error) {
    const problem = asPasserelleError(error);
    if (problem.code === "unexpected")
      console.error("step failed", name, turn.runId, problem.message, error instanceof Error ? error.stack : "");
    const pauseMs = await pauseAfter(turn, problem);
    if (pauseMs >= 0) {
      const stood = pauseMs > LONGEST_SLEEP_MS ? Date.now() + pauseMs : Date.now() + pauseMs + LEASE_MS;
      if (!(await waitUntilLater(turn, name, problem.code, stood))) return { is: "fenced" };
    }
    return { is: "problem", code: problem.code, field: problem.field ?? null, pauseMs };
  }
}

/** How long to wait before the next attempt; -1 = give up. */
async function pauseAfter(turn: Turn, problem: PasserelleError): Promise<number> {
  if (!mayPass(problem.code)) return -1;
  const run = await readRun(turn.db, turn.runId);
  const attempts = run?.attempt ?? 0;
  if (attempts >= (FEW_ATTEMPTS[problem.code] ?? Number.POSITIVE_INFINITY) || Date.now() - (run?.createdAt ?? 0) > GIVE_UP_AFTER_MS)
    return -1;
  const asked = (problem.retryAfterSeconds ?? 0) * 1000;
  return Math.max(asked, PAUSES_MS[Math.min(attempts, PAUSES_MS.length - 1)] as number);
}

async function ask(engine: Engine, turn: Turn, question: Question): Promise<string> {
  const answer = await engine.do(`ask ${question.name}`, async () => {
    const run = await readRun(turn.db, turn.runId);
    const given = run?.answers[question.name];
    if (given) return given;
    const until = run?.question?.name === question.name ? run.question.until : undefined;
    // The week is over: the default is the option that creates nothing.
    if (until !== undefined && Date.now() >= until) return question.options[0] as string;
    if (run?.state !== "asking") await putQuestion(turn, question, until ?? Date.now() + QUESTION_STANDS_MS);
    return null;
  });
  if (answer === null) throw new Pause();
  return answer;
}

/** Tells beside the work, one telling at a time: a slow Slack never slows the run, and the end is told for certain below. */
function teller(carrier: Carrier, runId: string) {
  let current: Promise<unknown> | undefined;
  const tell = () => carrier.tell(runId).catch((error) => console.warn("card not updated", runId, asPasserelleError(error).code));
  return {
    nudge() {
      current ??= tell().finally(() => {
        current = undefined;
      });
    },
    settled: async () => void (await current),
  };
}

/** The last state is always shown: a few attempts here, then the sweep's. */
async function tellTheEnd(carrier: Carrier, engine: Engine, runId: string): Promise<void> {
  for (let round = 1; round <= 6; round++) {
    const wait = await engine.do(`tell ${round}`, async () => (await carrier.tell(runId))?.waitMs ?? 0);
    if (wait === 0 || wait > LONGEST_SLEEP_MS) return;
    await engine.sleep(`tell ${round}: pause`, wait);
  }
}
