import { beforeEach, describe, expect, it } from "vitest";
import type { House } from "../../../edge/house.ts";
import type { Person } from "../../../edge/people/person.ts";
import { APART_MS, AT_ONCE, IN_LINE } from "../../../edge/runs/line.ts";
import { beginNext, START_GRACE_MS, startRun } from "../../../edge/runs/start-run.ts";
import { sweepRuns } from "../../../edge/runs/sweep.ts";
import type { Env } from "../../../edge/settings.ts";
import { aDesk, aHouse, aPerson, worker } from "../carry.ts";

const db = worker.DB;
let house: House;
let person: Person;
let begun: string[];
let workflow: Env["RUNS"];
let later: Promise<unknown>[];

beforeEach(async () => {
  await db.prepare("DELETE FROM runs").run();
  person = await aPerson("sales");
  begun = [];
  workflow = { create: async ({ id }: { id: string }) => void begun.push(id) } as unknown as Env["RUNS"];
  const quiet = aHouse();
  later = [];
  house = { ...quiet, env: { ...quiet.env, RUNS: workflow }, later: (work) => void later.push(work) };
});

async function submit(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i++) {
    const { run } = await startRun(house, { kind: "create-client", intent: [crypto.randomUUID()], input: {}, actor: person });
    ids.push(run.id);
    await db.prepare("UPDATE runs SET created_at = ?2 WHERE id = ?1").bind(run.id, i).run(); // one after the other
  }
  await Promise.all(later.splice(0));
  return ids;
}

const generationOf = (id: string) => db.prepare("SELECT generation FROM runs WHERE id = ?1").bind(id).first<number>("generation");

describe("the line", () => {
  it("lets so many begin, and the next ones wait", async () => {
    const ids = await submit(AT_ONCE + 2);
    expect(begun).toEqual(ids.slice(0, AT_ONCE).map((id) => `${id}-0`));
    expect(await generationOf(ids[AT_ONCE] as string)).toBe(IN_LINE);
  });

  it("lets them begin one after another, and whoever is alone at once", async () => {
    const ids = await submit(AT_ONCE);
    const { results } = await db.prepare("SELECT id, wake_at - updated_at AS after FROM runs").all<{ id: string; after: number }>();
    const after = ids.map((id) => results.find((run) => run.id === id)?.after);
    expect(after).toEqual(ids.map((_, place) => START_GRACE_MS + place * APART_MS));
  });

  it("begins the first in line when one ends, and no more than there is room for", async () => {
    const ids = await submit(AT_ONCE + 2);
    await beginNext(db, workflow);
    expect(begun).toHaveLength(AT_ONCE);
    await db.prepare("UPDATE runs SET state = 'done', ended_at = 1, wake_at = NULL WHERE id = ?1").bind(ids[0]).run();
    await beginNext(db, workflow);
    expect(begun.slice(AT_ONCE)).toEqual([`${ids[AT_ONCE]}-0`]);
    expect(await generationOf(ids[AT_ONCE + 1] as string)).toBe(IN_LINE);
  });

  it("is not held up by runs that wait for a vendor, ask a person, or died", async () => {
    const [waits, asks, died] = await submit(AT_ONCE);
    await db.prepare("UPDATE runs SET state = 'waiting' WHERE id = ?1").bind(waits).run();
    await db.prepare("UPDATE runs SET state = 'asking' WHERE id = ?1").bind(asks).run();
    await db.prepare("UPDATE runs SET state = 'running', wake_at = 1 WHERE id = ?1").bind(died).run();
    const ids = await submit(4);
    expect(begun.slice(AT_ONCE)).toEqual(ids.slice(0, 3).map((id) => `${id}-0`));
  });

  it("is left by the sweep, whoever is under way", async () => {
    const ids = await submit(AT_ONCE + 1);
    const last = ids[AT_ONCE] as string;
    await db.prepare("UPDATE runs SET wake_at = 1 WHERE id = ?1").bind(last).run();
    await sweepRuns(db, workflow, aDesk());
    expect(begun.at(-1)).toBe(`${last}-0`);
    expect(await generationOf(last)).toBe(0);
  });
});
