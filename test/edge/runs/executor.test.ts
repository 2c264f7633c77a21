import { beforeEach, describe, expect, it } from "vitest";
import { PasserelleError } from "../../../edge/errors.ts";
import { actorOf } from "../../../edge/people/people-store.ts";
import type { Person } from "../../../edge/people/person.ts";
import { type Carrier, carryOut } from "../../../edge/runs/executor.ts";
import { accept, refuse, type UseCase } from "../../../edge/runs/run.ts";
import { findRunByPrefix, readRun, storyOf } from "../../../edge/runs/run-store.ts";
import { answerRun, startRun } from "../../../edge/runs/start-run.ts";
import { MOST_STEPS } from "../../../edge/runs/steps.ts";
import { aHouse, aPerson, begin, plainEngine, worker } from "../carry.ts";

const db = worker.DB;
const house = aHouse();
let person: Person;

beforeEach(async () => {
  person = await aPerson("sales");
});

async function carry(useCase: UseCase, runId?: string) {
  const id = runId ?? (await begin(house, person, "test", {})).id;
  const engine = plainEngine();
  const carrier: Carrier = {
    db,
    files: worker.FILES,
    ports: house.ports,
    kinds: { test: useCase },
    tell: async () => undefined,
    actorOf: (who) => actorOf(db, who),
  };
  const generation = (await readRun(db, id))?.generation as number;
  await carryOut(carrier, engine, id, generation);
  return { run: (await readRun(db, id)) as NonNullable<Awaited<ReturnType<typeof readRun>>>, slept: engine.slept };
}

const failing = (times: number, error: PasserelleError): UseCase => {
  let left = times;
  return async ({ step }) => {
    await step("try", async () => {
      if (left-- > 0) throw error;
      return null;
    });
    return accept({ made: 1 });
  };
};

describe("carryOut", () => {
  it("tries again what may pass, a little later each time", async () => {
    const { run, slept } = await carry(failing(3, new PasserelleError("vendor_unavailable")));
    expect(run).toMatchObject({ state: "done", outcome: { made: 1 }, attempt: 0, code: null, wakeAt: null });
    expect(slept).toEqual([1000, 2000, 4000]);
  });

  it("waits as long as the vendor asks", async () => {
    expect((await carry(failing(1, new PasserelleError("rate_limited", { retryAfterSeconds: 9 })))).slept).toEqual([9000]);
  });

  it("stands still on a long wait: the sweep goes on", async () => {
    const { run, slept } = await carry(failing(1, new PasserelleError("rate_limited", { retryAfterSeconds: 600 })));
    expect(run.state).toBe("waiting");
    expect(run.wakeAt).toBeGreaterThan(Date.now() + 590_000);
    expect(slept).toEqual([]);
  });

  it("does not try again what a rule refused", async () => {
    const { run, slept } = await carry(failing(1, new PasserelleError("vendor_refused", { field: "email" })));
    expect(run).toMatchObject({ state: "refused", code: "vendor_refused", field: "email" });
    expect(slept).toEqual([]);
  });

  it("gives a bug up after a few attempts, and says so", async () => {
    const { run } = await carry(async ({ step }) => {
      await step("bug", async () => {
        throw new TypeError("undefined is not a function");
      });
      return accept({});
    });
    expect(run).toMatchObject({ state: "failed", code: "unexpected" });
  });

  it("gives up after three days", async () => {
    const { id } = await begin(house, person, "test", {});
    await db
      .prepare("UPDATE runs SET stuck_step = 'try', stuck_since = ?2, attempt = 300 WHERE id = ?1")
      .bind(id, Date.now() - 4 * 86_400_000)
      .run();
    expect((await carry(failing(99, new PasserelleError("vendor_unavailable")), id)).run).toMatchObject({
      state: "failed",
      code: "vendor_unavailable",
    });
  });

  it("waits longer and longer across generations, and keeps its story short", async () => {
    const useCase = failing(99, new PasserelleError("vendor_unavailable"));
    const { id } = await begin(house, person, "test", {});
    const waits: number[] = [];
    for (let generation = 0; generation < 6; generation++) {
      const { run } = await carry(useCase, id);
      waits.push((run.wakeAt ?? 0) - Date.now());
      await db.prepare("UPDATE runs SET generation = generation + 1, wake_at = ?2 WHERE id = ?1").bind(id, Date.now()).run();
    }
    expect(waits.at(-1)).toBeGreaterThan(800_000);
    const story = await storyOf(db, id);
    expect(story.map(({ event, step }) => `${event} ${step ?? ""}`.trim())).toEqual([
      "asked",
      "began read who asks",
      "began try",
      "waits try",
    ]);
  });

  it("is fenced by a later generation: it does nothing more", async () => {
    const done: string[] = [];
    const { run } = await carry(async ({ step, run }) => {
      await step("first", async () => {
        done.push("first");
        await db.prepare("UPDATE runs SET generation = generation + 1 WHERE id = ?1").bind(run.id).run();
        return null;
      });
      await step("second", async () => void done.push("second"));
      return accept({});
    });
    expect(done).toEqual(["first"]);
    expect(run.state).toBe("running");
  });

  it("puts a question once, and goes on with the first answer", async () => {
    const useCase: UseCase = async ({ ask }) =>
      accept({ chosen: (await ask({ name: "colour", options: ["red", "blue"], about: {} })).option });
    const { run } = await carry(useCase);
    expect(run).toMatchObject({ state: "asking", question: { name: "colour" } });
    expect((await carry(useCase, run.id)).run.state).toBe("asking");
    const stranger = await aPerson("admin");
    await expect(answerRun(house, { runId: run.id, name: "colour", option: "blue", actor: stranger })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(answerRun(house, { runId: run.id, name: "colour", option: "green", actor: person })).rejects.toMatchObject({
      code: "expired",
    });
    await answerRun(house, { runId: run.id, name: "colour", option: "blue", actor: person });
    await answerRun(house, { runId: run.id, name: "colour", option: "red", actor: person });
    expect((await carry(useCase, run.id)).run).toMatchObject({ state: "done", outcome: { chosen: "blue" } });
  });

  it("takes the default when nobody answers for a week", async () => {
    const useCase: UseCase = async ({ ask }) =>
      accept({ chosen: (await ask({ name: "colour", options: ["red", "blue"], about: {} })).option });
    const { run } = await carry(useCase);
    await db
      .prepare("UPDATE runs SET question = json_set(question, '$.until', 1), generation = generation + 1 WHERE id = ?1")
      .bind(run.id)
      .run();
    expect((await carry(useCase, run.id)).run).toMatchObject({ state: "done", outcome: { chosen: "red" } });
  });

  it("ends once: a second carrier of an ended run changes nothing", async () => {
    const { run } = await carry(async () => accept({ n: 1 }));
    const again = await carry(async () => refuse("forbidden"), run.id);
    expect(again.run).toMatchObject({ state: "done", outcome: { n: 1 } });
    expect((await storyOf(db, run.id)).map(({ event }) => event)).toEqual(["asked", "began", "done"]);
  });

  it("hands over to a new generation before a Workflow has too many steps", async () => {
    const { run } = await carry(async ({ step }) => {
      for (let i = 0; i <= MOST_STEPS; i++) await step("again", async () => null);
      return accept({});
    });
    expect(run.state).toBe("running");
    // The sweep takes it at once.
    expect(run.wakeAt).toBeLessThanOrEqual(Date.now());
  }, 60_000);
});

describe("startRun", () => {
  it("makes one run of one intent, a hundred times at once", async () => {
    const wishes = Array.from({ length: 100 }, () =>
      startRun(house, { kind: "test", intent: ["modal", "T1", "V1"], input: {}, actor: person }),
    );
    const runs = await Promise.all(wishes);
    expect(new Set(runs.map(({ run }) => run.id)).size).toBe(1);
    expect(runs.filter(({ first }) => first)).toHaveLength(1);
  });

  it("is found by the beginning of its id, not by less", async () => {
    const { id } = await begin(house, person, "test", {});
    expect((await findRunByPrefix(db, ` ${id.slice(0, 8).toUpperCase()} `))?.id).toBe(id);
    expect(await findRunByPrefix(db, id.slice(0, 5))).toBeNull();
    expect(await findRunByPrefix(db, "%%%%%%%%")).toBeNull();
  });
});
