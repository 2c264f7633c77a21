/**
 * Carries a run out: gives its use case the steps, puts questions, tells progress, ends it. The Workflow calls it with
 * its own engine; unit tests with a plain one.
 *
 * A later generation fences an earlier one: whoever finds that the row belongs to another generation stops at once.
 */
import type { AuditEntry } from "../audit/audit.ts";
import { asPasserelleError, mayPass } from "../errors.ts";
import type { Actor } from "../people/person.ts";
import type { Ports } from "../ports.ts";
import { hasEnded, type Outcome, type Plain, type Question, type Result, type Run, refuse, type UseCase, type Work } from "./run.ts";
import { readRun } from "./run-store.ts";
import { endRun, noteResult, putQuestion, type Turn } from "./run-turns.ts";
import { type Engine, LONGEST_SLEEP_MS, Pause, stepper, type Telling } from "./steps.ts";

export interface Carrier {
  db: D1Database;
  files: R2Bucket;
  ports: Ports;
  kinds: Record<string, UseCase>;
  /** Shows the run's latest state on its card; answers how long to wait when Slack would not. */
  tell(runId: string): Promise<{ waitMs: number } | undefined>;
  actorOf(personId: string): Promise<Actor | null>;
}

/** Without an answer a question stands so long, then its first option is taken. */
export const QUESTION_STANDS_MS = 7 * 86_400_000;
/** No run lives longer, whatever keeps it from its end. */
export const OLDEST_MS = 30 * 86_400_000;
/** What the person should see before a long wait; a slow Slack holds nothing up longer. */
const TELL_FIRST_MS = 2_000;

export async function carryOut(carrier: Carrier, engine: Engine, runId: string, generation: number): Promise<void> {
  const turn: Turn = { db: carrier.db, runId, generation };
  const run = await readRun(carrier.db, runId);
  if (!run || run.generation !== generation) return;
  if (!hasEnded(run.state)) {
    const telling = teller(carrier, runId);
    try {
      await carry(carrier, firm(engine), turn, run, telling);
    } catch (error) {
      if (!(error instanceof Pause)) throw error;
    }
    await telling.settled();
  }
  await tellTheEnd(carrier, engine, runId);
}

async function carry(carrier: Carrier, engine: Engine, turn: Turn, run: Run, telling: Telling): Promise<void> {
  const step = stepper(engine, turn, telling);
  const useCase = carrier.kinds[run.kind];
  const outcome = await outcomeOf(async () => {
    if (!useCase || Date.now() - run.createdAt > OLDEST_MS) return refuse("unexpected");
    const actor = (await step(
      "read who asks",
      async () => (await carrier.actorOf(run.actor)) as unknown as Plain,
    )) as unknown as Actor | null;
    if (!actor) return refuse("unknown_person");
    const work: Work = {
      run: { id: run.id },
      actor,
      ports: carrier.ports,
      db: carrier.db,
      files: carrier.files,
      step,
      ask: (question) => ask(engine, turn, question),
      show: async (id) => void (await carrier.tell(id).catch(() => undefined)),
      note: async (result) => void (await onFirmGround(() => noteResult(turn, result))),
    };
    return useCase(work, run.input);
  });
  // No step of the Workflow's: a row that has ended ends no second time.
  await onFirmGround(() => endRun(turn, endOf(outcome), outcome, auditOf(run, outcome)));
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

async function ask(engine: Engine, turn: Turn, question: Question): Promise<{ option: string; about: Result }> {
  const answer = await engine.do(`ask ${question.name}`, async () => {
    const run = await readRun(turn.db, turn.runId);
    const put = run?.question?.name === question.name ? run.question : null;
    const given = run?.answers[question.name];
    if (given) return { option: given, about: put?.about ?? question.about };
    // The week is over: the default is the option that creates nothing.
    if (put?.until !== undefined && Date.now() >= put.until) return { option: put.options[0] as string, about: put.about };
    if (run?.state !== "asking") await putQuestion(turn, put ?? question, put?.until ?? Date.now() + QUESTION_STANDS_MS);
    return null;
  });
  if (answer === null) throw new Pause();
  return answer;
}

/** Tells beside the work, one telling at a time: a slow Slack does not slow the run, and the end is told for certain below. */
function teller(carrier: Carrier, runId: string): Telling {
  let current: Promise<unknown> | undefined;
  const tell = () => carrier.tell(runId).catch((error) => console.warn("card not updated", runId, asPasserelleError(error).code));
  return {
    nudge() {
      current ??= tell().finally(() => {
        current = undefined;
      });
    },
    async settled() {
      if (current) await Promise.race([current, new Promise((resolve) => setTimeout(resolve, TELL_FIRST_MS))]);
    },
  };
}

/** The last state is always shown: a few attempts here, then the sweep's. */
async function tellTheEnd(carrier: Carrier, engine: Engine, runId: string): Promise<void> {
  for (let round = 1; round <= 6; round++) {
    const wait = (await carrier.tell(runId).catch(() => undefined))?.waitMs ?? 0;
    if (wait === 0 || wait > LONGEST_SLEEP_MS) return;
    await engine.sleep(`tell ${round}: pause`, wait);
  }
}

/** When the engine or the database fails under it, that says nothing about the run: the sweep goes on with it. */
async function onFirmGround<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    console.error("the ground gave way", error instanceof Error ? error.name : "");
    throw new Pause();
  }
}

const firm = (engine: Engine): Engine => ({
  do: (name, work) => onFirmGround(() => engine.do(name, work)),
  sleep: (name, ms) => onFirmGround(() => engine.sleep(name, ms)),
});
