/**
 * A firm with its books, in this process: the runs themselves on a database, a Slack that keeps cards, and a sweep that goes on where
 * an instance died. Time is ours: what waits for a lease or a time-out is woken when there is nothing else left to do.
 */
import { setTimeout as pause, setImmediate as turn } from "node:timers/promises";
import { insertClient } from "../../../../edge/clients/client-store.ts";
import builtin from "../../../../edge/connectors/builtin/index.ts";
import type { House } from "../../../../edge/house.ts";
import type { Makers } from "../../../../edge/invoices/document-maker.ts";
import { DEFAULT_RULES } from "../../../../edge/invoices/firm/firm.ts";
import { writeFirm } from "../../../../edge/invoices/firm/firm-store.ts";
import { sellingUseCases } from "../../../../edge/invoices/part.ts";
import { actorOf, readPerson } from "../../../../edge/people/people-store.ts";
import type { Person, Role } from "../../../../edge/people/person.ts";
import type { Ports } from "../../../../edge/ports.ts";
import { carryOut } from "../../../../edge/runs/executor.ts";
import type { CardDesk } from "../../../../edge/runs/progress.ts";
import type { Run } from "../../../../edge/runs/run.ts";
import { beginNext, startRun } from "../../../../edge/runs/start-run.ts";
import { sweepRuns } from "../../../../edge/runs/sweep.ts";
import { tell } from "../../../../edge/runs/tell.ts";
import { A_BUYER, A_SELLER } from "../../../fixtures/invoices.ts";
import { aMinutePasses } from "./a-minute.ts";
import { type Fate, mortal } from "./mortal.ts";

/** More than any fault can cost. */
const MOST_ROUNDS = 60;

export interface Asked {
  kind: string;
  input: unknown;
  intent: string[];
  by: Person;
}

export interface Surroundings {
  db: D1Database;
  files: R2Bucket;
  desk: CardDesk;
  makers: Makers;
  /** What happens to the next instance of this run that begins. */
  fateOf(runId: string): Fate | undefined;
  /** Before each read of the CRM. */
  beforeCrm(): void;
}

export type Books = ReturnType<typeof openBooks>;

export function openBooks({ db, files, desk, makers, fateOf, beforeCrm }: Surroundings) {
  let active = 0;
  let asleep: (() => void)[] = [];
  let deaths = 0;
  /** Runs that begin a little later than they were asked for: the sweep may have been quicker, and they find that out. */
  const begun = new Set<Promise<unknown>>();
  const portsOn = (own: D1Database): Ports => {
    const { crm, invoicing } = builtin.open({ secret: {}, fetch, db: own, mayCall: async () => true });
    const read: typeof crm.read = async (...args) => {
      beforeCrm();
      return crm.read(...args);
    };
    return { crm: { ...crm, read }, invoicing, register: { find: async () => null } } as unknown as Ports;
  };

  async function instance(runId: string, generation: number): Promise<void> {
    active += 1;
    const own = mortal(db, files, fateOf(runId), () => new Promise((wake) => asleep.push(wake)));
    const carrier = {
      db: own.db,
      files: own.files,
      ports: portsOn(own.db),
      kinds: sellingUseCases(makers),
      tell: (id: string) => tell(own.db, desk, id, 0),
      actorOf: (id: string) => actorOf(own.db, id),
    };
    const engine = { do: async <T>(_: string, work: () => Promise<T>) => work(), sleep: async () => void (await turn()) };
    await carryOut(carrier, engine as never, runId, generation).catch(() => undefined);
    if (own.dead()) deaths += 1;
    else await beginNext(db, workflow);
    active -= 1;
  }

  const workflow = {
    create: async ({ params }: { params: { runId: string; generation: number } }) => void instance(params.runId, params.generation),
  } as unknown as House["env"]["RUNS"];
  const house = { db, env: { RUNS: workflow }, later: (work: Promise<unknown>) => void begun.add(work) } as unknown as House;

  return {
    deaths: () => deaths,
    ask: async ({ kind, input, intent, by }: Asked): Promise<Run> => (await startRun(house, { kind, input, intent, actor: by })).run,
    /** Until every run has ended and is told, and whoever slept has woken; false when that does not come to be. */
    async settle(): Promise<boolean> {
      for (let round = 0; round < MOST_ROUNDS; ) {
        while (active > asleep.length) await pause(2);
        const open = await db.prepare("SELECT count(*) AS n FROM runs WHERE ended_at IS NULL OR card_version < version").first<number>("n");
        if (open === 0 && asleep.length === 0) {
          if (begun.size === 0) return true;
          const late = [...begun];
          begun.clear();
          await Promise.allSettled(late);
          continue;
        }
        if (open === 0) {
          const sleepers = asleep;
          asleep = [];
          for (const wake of sleepers) wake();
          await turn();
          continue;
        }
        round += 1;
        await aMinutePasses(db);
        await sweepRuns(db, workflow, desk);
        await beginNext(db, workflow);
      }
      return false;
    },
  };
}

export async function aPerson(db: D1Database, name: string, role: Role): Promise<Person> {
  await db
    .prepare(
      `INSERT INTO people (id, team, slack_user, email, name, locale, standing, workspace_owner, roles, refreshed_at, created_at)
       VALUES (?1, 'T1', ?1, NULL, ?1, 'fr', 'member', 0, ?2, 1, 1)`,
    )
    .bind(name, JSON.stringify([role]))
    .run();
  return (await readPerson(db, name)) as Person;
}

export async function aFirm(db: D1Database): Promise<void> {
  await writeFirm(db, { seller: A_SELLER, rules: DEFAULT_RULES, version: 0 }, "P0").run();
}

export async function aClient(db: D1Database, id: string): Promise<string> {
  const { crm } = builtin.open({ secret: {}, fetch, db, mayCall: async () => true });
  const { name, siren, vatNumber, address } = A_BUYER;
  const party = {
    name,
    kinds: ["client" as const],
    company: true,
    siren: siren ?? "",
    siret: "",
    vatNumber: vatNumber ?? "",
    email: "",
    phone: "",
  };
  const { externalId } = await crm.create({ ...party, address, note: "" }, id);
  const { postcode, city, country } = address;
  const row = {
    id,
    reference: id,
    connector: "builtin",
    externalId,
    ...party,
    siren,
    siret: null,
    vatNumber,
    email: null,
    postcode,
    city,
    country,
  };
  await db.batch(insertClient(db, { ...row, state: "active", verification: "verified", verifiedAt: 1, createdBy: null, facts: null }, 1));
  return id;
}
