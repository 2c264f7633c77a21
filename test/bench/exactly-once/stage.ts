/** The runs of the figure in one CRM's world: each meets its own fault, carried out side by side. */
import { setTimeout as sleep } from "node:timers/promises";
import { sandboxTeam } from "../../sandbox/slack/people.ts";
import { manyCompanies, manyPeople } from "../many-people.ts";
import type { BuiltWorker } from "../raw-worker.ts";
import { oneByOne } from "../world/one-by-one.ts";
import { type Asked, openWindow, submit } from "../world/person-driver.ts";
import type { Breaks } from "../world/vendors.ts";
import { openWorld, type World } from "../world/world.ts";
import { type Crm, killing, type Trial } from "./plan.ts";
import { runOf, targetOf } from "./traffic.ts";
import { arm, type TrialRun, trialRun } from "./trial-run.ts";

export const PATIENCE_MS = 120_000;
/** Windows opened at once, before anything breaks. */
const OPENING = 6;
const PACE_MS = 250;

export interface Stage extends World {
  runs: TrialRun[];
  active(): TrialRun[];
}

export async function openStage(built: BuiltWorker, crm: Crm, trials: Trial[]): Promise<Stage> {
  const people = manyPeople(trials.length);
  const companies = manyCompanies(trials.length);
  const runs = trials.map((trial, i) => trialRun(trial, people[i] as never, companies[i] as never, () => world.kill()));
  const active = () => runs.filter(({ submittedAt, endedAt }) => submittedAt && !endedAt);

  const breaks: Breaks = (seen) => {
    const target = targetOf(seen);
    // A dictionary is read for nobody in particular: for whoever is to be tried at it.
    const wants = (run: TrialRun) => run.faults.list().some(({ match }) => match.method === target);
    const run = target && (target === "dolibarr.country" ? active().find(wants) : runOf(runs, seen));
    if (!target || !run?.submittedAt) return undefined;
    return (apply, options) => broken(run, target, apply, options);
  };
  const onKill = () => {
    for (const run of active()) run.lastFaultAt = Date.now();
  };
  const world: World = await openWorld({ built, crm, people, companies, breaks, onKill });
  return { ...world, runs, active };
}

type Broken = NonNullable<ReturnType<Breaks>>;

async function broken(run: TrialRun, target: string, ...[apply, options]: Parameters<Broken>): Promise<Response> {
  const before = run.faults.list().length;
  const result = run.faults.around({ service: "", method: target, path: "" }, apply, options);
  if (run.faults.list().length === before) return result;
  run.hits += 1;
  run.lastFaultAt = Date.now();
  // A time-out or a late reply ends when it ends.
  return result.finally(() => {
    if (!run.endedAt) run.lastFaultAt = Date.now();
  });
}

/** Windows first; then the runs that kill, one after the other, so that each kill is its own; the others all at once behind them. */
export async function playAll(stage: Stage): Promise<void> {
  const { runs } = stage;
  await eachOf(runs, OPENING, (run) => enter(stage, run));
  const ready = runs.filter(({ trouble }) => !trouble);
  const deadly = ready.filter(({ trial }) => killing(trial));
  const started: Promise<void>[] = [];
  await oneByOne(
    stage.house,
    deadly,
    (run) => void started.push(send(stage, run)),
    ({ endedAt }) => endedAt > 0,
  );
  for (const run of ready.filter((one) => !deadly.includes(one))) {
    started.push(send(stage, run));
    await sleep(PACE_MS);
  }
  await Promise.all(started);
  while (runs.some((run) => !run.endedAt && !run.trouble && Date.now() < run.lastFaultAt + PATIENCE_MS)) {
    lookForEnds(stage);
    await sleep(400);
  }
}

async function eachOf<T>(list: T[], atOnce: number, work: (one: T) => Promise<void>): Promise<void> {
  const left = [...list];
  const hand = async () => {
    for (let one = left.shift(); one; one = left.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: atOnce }, hand));
}

const enter = (stage: Stage, run: TrialRun) =>
  orTrouble(run, async () => {
    run.window = await openWindow(stage.slack, sandboxTeam.id, run as Asked);
    await arm(run, run.window.runId);
  });

const send = (stage: Stage, run: TrialRun) =>
  orTrouble(run, async () => {
    run.submittedAt = run.lastFaultAt = Date.now();
    if (run.trial.killAfterMs !== undefined) setTimeout(stage.kill, run.trial.killAfterMs);
    if (run.window) await submit(stage.slack, run, run.window.view);
  });

async function orTrouble(run: TrialRun, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    run.trouble = error instanceof Error ? error.message : String(error);
  }
}

export const cardsOf = (stage: Stage, { channel }: TrialRun) =>
  stage.slack.messages(channel).filter(({ ephemeralTo }) => ephemeralTo === undefined);
/** Only the card of a run that is over has this button. */
const isFinal = (card: { blocks?: unknown }) => JSON.stringify(card.blocks ?? []).includes('"client_edit"');

function lookForEnds(stage: Stage) {
  const over = new Set(stage.house.rows<{ id: string }>("SELECT id FROM runs WHERE ended_at IS NOT NULL").map(({ id }) => id));
  for (const run of stage.active()) if (over.has(run.runId) && cardsOf(stage, run).some(isFinal)) run.endedAt = Date.now();
}
