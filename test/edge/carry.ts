/** What a run needs to be carried out in a test: a plain engine, a register and a Slack that keep what they are told. */
import { env } from "cloudflare:workers";
import type { Company } from "../../edge/companies/company.ts";
import type { VatCheck } from "../../edge/companies/vat-register.ts";
import { connect } from "../../edge/connect.ts";
import { PasserelleError } from "../../edge/errors.ts";
import type { House } from "../../edge/house.ts";
import { knowPerson } from "../../edge/people/know-person.ts";
import { actorOf } from "../../edge/people/people-store.ts";
import type { Person, Role } from "../../edge/people/person.ts";
import type { Ports } from "../../edge/ports.ts";
import { carryOut } from "../../edge/runs/executor.ts";
import type { CardDesk } from "../../edge/runs/progress.ts";
import type { Run, UseCase } from "../../edge/runs/run.ts";
import { readRun } from "../../edge/runs/run-store.ts";
import { startRun } from "../../edge/runs/start-run.ts";
import type { Engine } from "../../edge/runs/steps.ts";
import { tell } from "../../edge/runs/tell.ts";
import { type Env, settingsOf } from "../../edge/settings.ts";
import { readsTogether } from "../../edge/store/reads-together.ts";
import { useCases } from "../../edge/use-cases.ts";

export const worker = env as unknown as Env;

/** Runs every step once and never really sleeps; what it slept is kept. */
export function plainEngine(): Engine & { slept: number[] } {
  const slept: number[] = [];
  return { slept, do: (_name, work) => work(), sleep: async (_name, ms) => void slept.push(ms) };
}

export function aRegister(companies: Company[]) {
  const register = {
    down: false,
    asked: 0,
    search: async (text: string, limit: number) =>
      register.answer(companies.filter((company) => company.name.includes(text)).slice(0, limit)),
    find: async (siren: string) => register.answer(companies.find((company) => company.siren === siren) ?? null),
    answer<T>(value: T): T {
      register.asked++;
      if (register.down) throw new PasserelleError("vendor_unavailable");
      return value;
    },
  };
  return register;
}

/** A VIES that knows these numbers, each with the identifier of its consultation. */
export function aVies(known: Record<string, Partial<VatCheck>>) {
  const vies = {
    down: null as PasserelleError | null,
    asked: [] as string[],
    async check(number: string): Promise<VatCheck> {
      vies.asked.push(number);
      if (vies.down) throw vies.down;
      const state = known[number] ? "valid" : "invalid";
      return { state, name: null, address: null, requestIdentifier: `WAPI${vies.asked.length}`, checkedAt: Date.now(), ...known[number] };
    },
  };
  return vies;
}

/** A Slack that keeps one text per message. */
export function aDesk() {
  const messages: { ts: string; runId: string; states: string[] }[] = [];
  const desk: CardDesk & { messages: typeof messages; fail: PasserelleError[]; loseReply: number } = {
    messages,
    fail: [],
    loseReply: 0,
    openDm: async (personId) => `D-${personId}`,
    async post(_channel, run) {
      const failure = desk.fail.shift();
      if (failure) throw failure;
      const ts = `${messages.length + 1}.0`;
      messages.push({ ts, runId: run.id, states: [run.state] });
      if (desk.loseReply-- > 0) throw new PasserelleError("maybe_written");
      return ts;
    },
    async update(_channel, ts, run) {
      const failure = desk.fail.shift();
      if (failure) throw failure;
      messages.find((message) => message.ts === ts)?.states.push(run.state);
    },
    findPosted: async (_channel, runId) => messages.find((message) => message.runId === runId)?.ts ?? null,
  };
  return desk;
}

export const aCompany = (siren: string, name: string, more: Partial<Company> = {}): Company => ({
  siren,
  siret: null,
  name,
  alias: null,
  vatNumber: null,
  legalForm: "5710",
  activity: "62.02A",
  activity2025: null,
  state: "active",
  address: { line: "1 rue des Tests", postcode: "75001", city: "Paris", country: "FR" },
  partial: false,
  ...more,
});

let people = 0;

export async function aPerson(...roles: Role[]): Promise<Person> {
  const slackUser = `U${++people}`;
  const person = await knowPerson(aHouse(), {
    team: "T1",
    slackUser,
    email: `${slackUser}@test.example`,
    name: slackUser,
    locale: "fr-FR",
    guest: false,
    gone: false,
    workspaceOwner: false,
  });
  await worker.DB.prepare("UPDATE people SET roles = ?2 WHERE id = ?1").bind(person.id, JSON.stringify(roles)).run();
  return { ...person, roles };
}

/** Nothing starts by itself: `carry` below does. */
export function aHouse(ports: Partial<Ports> = {}): House {
  const settings = settingsOf(worker);
  const still = { ...worker, RUNS: { create: async () => undefined } as unknown as Env["RUNS"] };
  const [db, reads] = [worker.DB, readsTogether(worker.DB)];
  return { env: still, settings, db, reads, ports: { ...connect(worker, settings), ...ports }, later: () => undefined };
}

export async function begin(house: House, actor: Person, kind: string, input: unknown, intent = [crypto.randomUUID()]): Promise<Run> {
  return (await startRun(house, { kind, intent, input, actor })).run;
}

export async function carry(
  house: House,
  runId: string,
  { desk = aDesk(), engine = plainEngine() as Engine, kinds = {} as Record<string, UseCase> } = {},
): Promise<Run> {
  const run = (await readRun(house.db, runId)) as Run;
  const carrier = {
    db: house.db,
    files: worker.FILES,
    ports: house.ports,
    kinds: { ...useCases, ...kinds },
    tell: (id: string) => tell(house.db, desk, id, 0),
    actorOf: (id: string) => actorOf(house.db, id),
  };
  await carryOut(carrier, engine, runId, run.generation);
  return (await readRun(house.db, runId)) as Run;
}
