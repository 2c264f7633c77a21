/** One CRM's house with everything around it: stand-ins that break for one run only, and the runs carried out in waves. */
import { setTimeout as sleep } from "node:timers/promises";
import { dolibarrStandIn } from "../../sandbox/dolibarr/stand-in.ts";
import { registerStandIn } from "../../sandbox/register/stand-in.ts";
import { sandboxTeam } from "../../sandbox/slack/people.ts";
import { slackStandIn } from "../../sandbox/slack/stand-in.ts";
import { manyCompanies, manyPeople } from "../many-people.ts";
import { served } from "../served.ts";
import { type Asked, openWindow, submit } from "./driver.ts";
import { type KillableHouse, openKillableHouse } from "./killable-house.ts";
import { type Crm, killing, type Trial } from "./plan.ts";
import { runOf, type Seen, targetOf } from "./traffic.ts";
import { arm, type TrialRun, trialRun } from "./trial-run.ts";

export const PATIENCE_MS = 120_000;
const KEY = "bench-dolibarr-key";
const SLACK_SECRETS = { token: "xoxb-bench", signingSecret: "bench-signing-secret" };

export type Stage = Awaited<ReturnType<typeof openStage>>;

export async function openStage(crm: Crm, trials: Trial[]) {
  const people = manyPeople(trials.length);
  const companies = manyCompanies(trials.length);
  let house: KillableHouse | undefined;
  const dolibarr = dolibarrStandIn({ key: KEY });
  const register = registerStandIn({ companies });
  let slack: ReturnType<typeof slackStandIn> | undefined;

  const kill = () => {
    if (!house?.kill()) return;
    for (const run of active()) run.lastFaultAt = Date.now();
  };
  const runs = trials.map((trial, i) => trialRun(trial, people[i] as never, companies[i] as never, kill));
  const active = () => runs.filter(({ submittedAt, endedAt }) => submittedAt && !endedAt);

  /** The CRM's own id names a record, and through it the run. */
  const owner = (seen: Seen): TrialRun | undefined => {
    const id = /\/thirdparties\/(\d+)$/.exec(seen.path)?.[1];
    const siren = id && dolibarr.dump().parties.find(({ rowid }) => String(rowid) === id)?.siren;
    if (siren) return runs.find((run) => run.siren === siren);
    // A dictionary is read for nobody in particular: for whoever is to be tried at it.
    if (targetOf(seen) === "dolibarr.country")
      return active().find(({ faults }) => faults.list().some(({ match }) => match.method === "dolibarr.country"));
    return runOf(runs, seen);
  };

  const vendors = await served(async (request) => {
    const { pathname, search } = new URL(request.url);
    const [, service = "", ...rest] = pathname.split("/");
    const body = request.method === "GET" ? undefined : await request.text();
    const path = `/${rest.join("/")}`;
    const seen = { service: service as Seen["service"], method: request.method, path, text: plain(`${search} ${body ?? ""}`) };
    const inner = () =>
      new Request(`http://${service}.bench${path}${search}`, {
        method: request.method,
        headers: request.headers,
        ...(body === undefined ? {} : { body }),
      });
    const answer = async () =>
      (service === "slack" ? slack : service === "register" ? register : dolibarr)?.fetch(inner()) ?? new Response(null, { status: 503 });
    const target = targetOf(seen);
    const run = target && owner(seen);
    if (!target || !run?.submittedAt) return answer();
    return broken(run, target, answer, request.signal);
  });

  async function broken(run: TrialRun, target: string, answer: () => Promise<Response>, signal: AbortSignal): Promise<Response> {
    const before = run.faults.list().length;
    const result = run.faults.around({ service: "", method: target, path: "" }, answer, { signal, refuse });
    if (run.faults.list().length === before) return result;
    run.hits += 1;
    run.lastFaultAt = Date.now();
    // A time-out or a late reply ends when it ends.
    return result.finally(() => {
      if (!run.endedAt) run.lastFaultAt = Date.now();
    });
  }

  house = await openKillableHouse({
    people,
    vars: {
      CRM: crm,
      SLACK_BOT_TOKEN: SLACK_SECRETS.token,
      SLACK_SIGNING_SECRET: SLACK_SECRETS.signingSecret,
      SLACK_API_URL: `${vendors.url}/slack/api/`,
      SIRENE_URL: `${vendors.url}/register`,
      DOLIBARR_URL: `${vendors.url}/dolibarr`,
      DOLIBARR_API_KEY: KEY,
    },
  });
  slack = slackStandIn({ ...SLACK_SECRETS, team: sandboxTeam, people, workerUrl: house.url, url: `${vendors.url}/slack` });
  const close = async () => {
    await house.close();
    await vendors.close();
  };
  return { crm, house, slack, dolibarr, runs, active, kill, close };
}

/** Percent signs and pluses off, twice: an address inside a form is encoded twice. */
function plain(text: string): string {
  const once = text.replaceAll("+", " ").replace(/%[0-9A-F]{2}/gi, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
  return once;
}

/** As both services word it well enough: what counts is the status. */
function refuse(status: 429 | 500, retryAfterSeconds: number): Response {
  const headers = status === 429 ? { "Retry-After": String(retryAfterSeconds) } : undefined;
  return Response.json({ ok: false, error: status === 429 ? "ratelimited" : "internal_error" }, { status, headers });
}

/** Runs that kill go one after the other, so that each kill is its own; the others all at once behind them. */
export async function playWave(stage: Stage, runs: TrialRun[]): Promise<void> {
  const deadly = runs.filter(({ trial }) => killing(trial));
  const harmless = runs.filter((run) => !deadly.includes(run));
  const started: Promise<void>[] = [];
  for (const run of deadly) {
    const kills = stage.house.kills();
    const start = play(stage, run);
    started.push(start);
    const sent = start.then(() => sleep(3_000));
    while (stage.house.kills() === kills && !(await Promise.race([sent.then(() => true), sleep(100).then(() => false)]))) {}
    await stage.house.standing();
  }
  for (const run of harmless) {
    started.push(play(stage, run));
    await sleep(400);
  }
  await Promise.all(started);
  while (runs.some((run) => !run.endedAt && !run.trouble && Date.now() < run.lastFaultAt + PATIENCE_MS)) {
    lookForEnds(stage);
    await sleep(400);
  }
}

async function play(stage: Stage, run: TrialRun): Promise<void> {
  try {
    const { view, runId } = await openWindow(stage.slack, sandboxTeam.id, run as Asked);
    await arm(run, runId);
    run.submittedAt = run.lastFaultAt = Date.now();
    if (run.trial.killAfterMs !== undefined) setTimeout(stage.kill, run.trial.killAfterMs);
    await submit(stage.slack, run, view);
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
