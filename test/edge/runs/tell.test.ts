import { beforeEach, describe, expect, it } from "vitest";
import { PasserelleError } from "../../../edge/errors.ts";
import type { House } from "../../../edge/house.ts";
import type { Person } from "../../../edge/people/person.ts";
import { sweepRuns } from "../../../edge/runs/sweep.ts";
import { tell } from "../../../edge/runs/tell.ts";
import { aDesk, aHouse, aPerson, begin, worker } from "../carry.ts";

let house: House;
let person: Person;
let runId: string;
const db = worker.DB;

const set = (columns: string) => db.prepare(`UPDATE runs SET ${columns} WHERE id = ?1`).bind(runId).run();

beforeEach(async () => {
  await db.prepare("DELETE FROM runs").run();
  house = aHouse();
  person = await aPerson("sales");
  runId = (await begin(house, person, "create-client", {})).id;
});

describe("tell", () => {
  it("posts one card and updates it in place", async () => {
    const desk = aDesk();
    await tell(db, desk, runId, 0);
    await set("state = 'running', version = version + 1");
    await tell(db, desk, runId, 0);
    await tell(db, desk, runId, 0);
    expect(desk.messages).toEqual([{ ts: "1.0", runId, states: ["queued", "running"] }]);
  });

  it("waits for an admin where one has to act, and not for the ground to mend itself", async () => {
    const desk = aDesk();
    const failing = (code: "misconfigured" | "unexpected") => ({ ...desk, openDm: () => Promise.reject(new PasserelleError(code)) });
    expect(await tell(db, failing("unexpected"), runId, 0)).toEqual({ waitMs: 15_000 });
    await set("card_retry_at = NULL");
    expect(await tell(db, failing("misconfigured"), runId, 0)).toEqual({ waitMs: 120_000 });
  });

  it("posts one card when a dozen tell at once", async () => {
    const desk = aDesk();
    await Promise.all(Array.from({ length: 12 }, () => tell(db, desk, runId, 0)));
    expect(desk.messages).toHaveLength(1);
  });

  it("adopts the card whose reply was lost, once our time-out has passed", async () => {
    const desk = aDesk();
    desk.loseReply = 1;
    expect((await tell(db, desk, runId, 0))?.waitMs).toBeGreaterThan(10_000);
    expect(await tell(db, desk, runId, 0)).toMatchObject({ waitMs: expect.any(Number) });
    await set("card_since = card_since - 20000, card_retry_at = NULL, state = 'done', ended_at = 1, version = version + 1");
    expect(await tell(db, desk, runId, 0)).toBeUndefined();
    expect(desk.messages).toEqual([{ ts: "1.0", runId, states: ["queued", "done"] }]);
  });

  it("shows nothing newer while an update that was lost may still arrive", async () => {
    const desk = aDesk();
    await tell(db, desk, runId, 0);
    await set("state = 'running', version = version + 1");
    desk.fail = [new PasserelleError("vendor_unavailable")];
    expect((await tell(db, desk, runId, 0))?.waitMs).toBeGreaterThan(10_000);
    await set("state = 'done', ended_at = 1, version = version + 1");
    expect((await tell(db, desk, runId, 0))?.waitMs).toBeGreaterThan(10_000);
    expect(desk.messages[0]?.states).toEqual(["queued"]);
    await set("card_retry_at = 1");
    await tell(db, desk, runId, 0);
    expect(desk.messages[0]?.states).toEqual(["queued", "done"]);
  });

  it("adopts the card of a teller that was killed between posting and writing it down", async () => {
    const desk = aDesk();
    await desk.post("D", { id: runId, state: "queued" } as never);
    await set("card_state = 'posting', card_since = 1, card_channel = 'D'");
    await tell(db, desk, runId, 0);
    expect(desk.messages).toHaveLength(1);
  });

  it("waits as long as Slack says, and posts again at once when Slack surely did nothing", async () => {
    const desk = aDesk();
    desk.fail = [new PasserelleError("rate_limited", { retryAfterSeconds: 7 })];
    expect(await tell(db, desk, runId, 0)).toEqual({ waitMs: 7000 });
    await set("card_retry_at = NULL");
    await tell(db, desk, runId, 0);
    expect(desk.messages).toHaveLength(1);
  });

  it("never puts an older state over a newer one", async () => {
    const desk = aDesk();
    await tell(db, desk, runId, 0);
    await set("state = 'running', version = 5");
    const update = desk.update;
    let slow = true;
    desk.update = async (channel, ts, run) => {
      if (slow) {
        slow = false;
        await set("state = 'done', ended_at = 1, version = 6"); // ends while the older state is on its way
        await tell(db, desk, runId, 0);
      }
      await update(channel, ts, run);
    };
    await tell(db, desk, runId, 0);
    expect(desk.messages[0]?.states).toEqual(["queued", "running", "done"]);
  });

  it("gives up on a person who is gone, and the run is as done as before", async () => {
    const desk = aDesk();
    desk.openDm = async () => {
      throw new PasserelleError("unknown_person");
    };
    expect(await tell(db, desk, runId, 0)).toBeUndefined();
    expect(await db.prepare("SELECT card_version = version AS told FROM runs WHERE id = ?1").bind(runId).first()).toEqual({ told: 1 });
  });

  it("is made up for by the sweep", async () => {
    const desk = aDesk();
    await set("updated_at = 1, wake_at = NULL");
    await sweepRuns(db, house.env.RUNS, desk);
    expect(desk.messages).toHaveLength(1);
  });
});

describe("the sweep", () => {
  it("wakes what stands still, under a new generation that fences the old one", async () => {
    const started: string[] = [];
    const workflow = { create: async ({ id }: { id: string }) => void started.push(id) } as never;
    await set("wake_at = 1");
    await sweepRuns(db, workflow, aDesk());
    await sweepRuns(db, workflow, aDesk());
    expect(started).toEqual([`${runId}-1`]);
  });
});
