/**
 * The door's side of a run. Order: the door validates → the row is written → Slack is answered → the Workflow starts.
 * Whatever dies after the row, the sweep finds it.
 */
import { auditRefusal, auditRow } from "../audit/audit.ts";
import { PasserelleError } from "../errors.ts";
import type { House } from "../house.ts";
import { type Action, may, rolesFor } from "../people/may.ts";
import { personBySlackUser, personOf } from "../people/people-store.ts";
import type { Person } from "../people/person.ts";
import { QUESTION_STANDS_MS } from "./executor.ts";
import { intentId } from "./intent.ts";
import { APART_MS, AT_ONCE, IN_LINE, underWay } from "./line.ts";
import type { Question, Run } from "./run.ts";
import { readRun, runOf, storyRow } from "./run-store.ts";

/** How long the sweep leaves a new run to the Workflow that was started with it. */
export const START_GRACE_MS = 10_000;

export interface Wish {
  kind: string;
  /** What makes two submissions the same: see intent.ts. */
  intent: string[];
  /** JSON, validated by the door. */
  input: unknown;
  actor: Person;
  /** It has no card of its own: something else shows it, unless it fails (`speakUp`). */
  quiet?: boolean;
}

/** A card's version that no state of its run comes after. */
const NEVER_TOLD = Number.MAX_SAFE_INTEGER;

/** Writes the intent down once; the second time it answers the first one's run with `first: false`. */
export async function startRun(house: House, wish: Wish): Promise<{ run: Run; first: boolean }> {
  const now = Date.now();
  const id = await intentId(wish.kind, ...wish.intent);
  const [inserted] = await house.db.batch([...writeDown(house.db, { ...wish, id, now }, "id = ?6", [wish.actor.id])]);
  const run = begun(house, inserted);
  const known = run ?? (await readRun(house.db, id));
  if (!known) throw new PasserelleError("unexpected", { message: "a run that was refused as a double does not exist" });
  return { run: known, first: run !== null };
}

/** Who submits, as the door knows them, and what they must be allowed to do. */
export interface Submitter {
  team: string;
  slackUser: string;
  action: Action;
}

/**
 * As `startRun`, for somebody not read yet: they are read, let in and their intent written down in one batch, the one
 * that may stand before Slack's answer. `started: false` = nothing was written: they may not, or it is there already.
 */
export async function startRunAs(
  { team, slackUser, action }: Submitter,
  house: House,
  wish: Omit<Wish, "actor">,
): Promise<{ person: Person | null; started: boolean }> {
  const now = Date.now();
  const id = await intentId(wish.kind, ...wish.intent);
  const may =
    "team = ?6 AND slack_user = ?7 AND standing = 'member' AND blocked_at IS NULL AND EXISTS (SELECT 1 FROM json_each(roles) WHERE value IN (SELECT value FROM json_each(?8)))";
  const [person, inserted] = await house.db.batch([
    personBySlackUser(house.db, team, slackUser),
    ...writeDown(house.db, { ...wish, id, now }, may, [team, slackUser, JSON.stringify(rolesFor(action))]),
  ]);
  return { person: personOf(person?.results[0]), started: begun(house, inserted) !== null };
}

/** Two statements: the run's row for the person that `who` finds, and the first line of its story. */
function writeDown(
  db: D1Database,
  { kind, input, id, now, quiet }: Omit<Wish, "actor" | "intent"> & { id: string; now: number },
  who: string,
  values: string[],
): D1PreparedStatement[] {
  return [
    db
      .prepare(
        `INSERT INTO runs (id, kind, actor, input, state, generation, wake_at, created_at, updated_at, card_channel, card_version)
         SELECT ?1, ?2, id, ?3, 'queued', iif(${underWay("?5")} < ${AT_ONCE}, 0, ${IN_LINE}), ?4 + ${APART_MS} * ${underWay("?5")}, ?5, ?5, dm_channel, ${quiet ? NEVER_TOLD : 0} FROM people
         WHERE ${who} ON CONFLICT DO NOTHING RETURNING *`,
      )
      .bind(id, kind, JSON.stringify(input), now + START_GRACE_MS, now, ...values),
    // Once: a second submission adds nothing to the story, and neither does one that was not let in.
    db
      .prepare("INSERT INTO run_events (run_id, seq, at, event) SELECT id, 1, ?2, 'asked' FROM runs WHERE id = ?1 ON CONFLICT DO NOTHING")
      .bind(id, now),
  ];
}

/** The run that this very batch wrote, on its way unless it stands in line; null when the batch wrote none. */
function begun(house: House, inserted: D1Result | undefined): Run | null {
  const row = inserted?.results[0];
  if (!row) return null;
  const run = runOf(row);
  if (run.generation !== IN_LINE) house.later(beginAt((run.wakeAt ?? 0) - START_GRACE_MS, house, run));
  return run;
}

async function beginAt(at: number, { env }: House, { id, generation }: Run): Promise<void> {
  const waitMs = at - Date.now();
  if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
  await carryOn(env.RUNS, id, generation);
}

/** A click on a question of the run's card. The first answer counts. @throws `not_found`, `forbidden`, `expired` */
export async function answerRun(house: House, click: { runId: string; name: string; option: string; actor: Person }): Promise<Run> {
  const { db } = house;
  const run = await readRun(db, click.runId);
  if (!run) throw new PasserelleError("not_found");
  if (run.actor !== click.actor.id || !may(click.actor, "run.answer/own")) {
    await auditRefusal(db, { actor: click.actor.id, action: "run.answer", objectKind: "run", objectId: run.id, code: "forbidden" });
    throw new PasserelleError("forbidden");
  }
  if (run.answers[click.name]) return run;
  if (run.state !== "asking" || run.question?.name !== click.name || !run.question.options.includes(click.option))
    throw new PasserelleError("expired");
  const now = Date.now();
  const [answered] = await db.batch([
    db
      .prepare(
        `UPDATE runs SET answers = json_set(answers, '$."' || ?2 || '"', ?3), state = 'queued', generation = generation + 1,
           wake_at = ?4, version = version + 1, updated_at = ?5 WHERE id = ?1 AND state = 'asking' AND generation = ?6 RETURNING *`,
      )
      .bind(run.id, click.name, click.option, now + START_GRACE_MS, now, run.generation),
    storyRow(db, run.id, { at: now, event: "answered", step: click.name, code: null }),
    auditRow(db, { actor: click.actor.id, action: "run.answer", objectKind: "run", objectId: run.id, outcome: "done", runId: run.id }, now),
  ]);
  const row = answered?.results[0];
  if (!row) return (await readRun(db, run.id)) ?? run; // a second click, a moment later: the first one's answer stands
  const next = runOf(row);
  house.later(carryOn(house.env.RUNS, next.id, next.generation));
  return next;
}

/** A quiet run has something to say after all: how it ends is told on a card. */
export const speakUp = (db: D1Database, runId: string): D1PreparedStatement =>
  db.prepare(`UPDATE runs SET card_version = 0 WHERE id = ?1 AND card_version = ${NEVER_TOLD}`).bind(runId);

/** The open question is about something else by now, and stands as long as a new one: a press on the former card is no answer to it. */
export const askAnew = (db: D1Database, runId: string, input: unknown, question: Question): D1PreparedStatement => {
  const now = Date.now();
  const until = now + QUESTION_STANDS_MS;
  return db
    .prepare(
      "UPDATE runs SET input = ?2, question = ?3, wake_at = ?4, version = version + 1, updated_at = ?5 WHERE id = ?1 AND state = 'asking'",
    )
    .bind(runId, JSON.stringify(input), JSON.stringify({ ...question, until }), until, now);
};

/** The question has answered itself: the next sweep carries the run on. */
export const settle = (db: D1Database, runId: string, name: string, option: string): D1PreparedStatement =>
  db
    .prepare(
      `UPDATE runs SET answers = json_set(answers, '$."' || ?2 || '"', ?3), state = 'queued', generation = generation + 1, wake_at = ?4,
         version = version + 1, updated_at = ?4 WHERE id = ?1 AND state = 'asking'`,
    )
    .bind(runId, name, option, Date.now());

/** Starts the Workflow of this generation. The instance id is the guard: a second start of the same one is refused. */
export async function carryOn(workflow: Workflow<{ runId: string; generation: number }>, runId: string, generation: number): Promise<void> {
  try {
    await workflow.create({ id: `${runId}-${generation}`, params: { runId, generation } });
  } catch (error) {
    // It exists, or the engine is busy: in either case the sweep looks again when the run's time has come.
    console.warn("run not started now", runId, error instanceof Error ? error.name : "");
  }
}

/** A run has ended: whoever stands in line begins, as many as there is room for. */
export async function beginNext(db: D1Database, workflow: Workflow<{ runId: string; generation: number }>): Promise<void> {
  const { results } = await db
    .prepare(
      `UPDATE runs SET generation = 0, wake_at = ?1 + ?2 WHERE generation = ${IN_LINE} AND id IN (SELECT id FROM runs
         WHERE generation = ${IN_LINE} ORDER BY created_at LIMIT ${AT_ONCE} - ${underWay("?1")}) RETURNING id`,
    )
    .bind(Date.now(), START_GRACE_MS)
    .all<{ id: string }>();
  for (const { id } of results) await carryOn(workflow, id, 0);
}
