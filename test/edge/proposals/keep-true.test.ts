/** The round: everybody within 30 days, active ones first, one a second, people before us. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { touchClient } from "../../../edge/clients/client-store.ts";
import { keepTrue } from "../../../edge/proposals/keep-true.ts";
import { readRound } from "../../../edge/proposals/read-round.ts";
import { aPerson, worker } from "../carry.ts";
import { DAY_MS, db, type KeptHouse, keptHouse, MOVED, noPause, SIRENS } from "./keeping.ts";
import { aClock, aWideRegister, fill, sirenAt } from "./many.ts";

let kept: KeptHouse;
beforeEach(async () => {
  kept = await keptHouse();
});
afterEach(() => void vi.useRealTimers());

/** The minute cron from now on, for so long; minutes in which nothing is due are passed over, as they do nothing. */
async function cronFor(clock: ReturnType<typeof aClock>, ms: number): Promise<void> {
  const end = clock.now() + ms;
  while (clock.now() < end) {
    const minute = Math.ceil((clock.now() + 1) / 60_000) * 60_000;
    await keepTrue(kept.house, clock.pause);
    const next = await db.prepare("SELECT min(due_at) AS at FROM clients WHERE kept_by IS NOT NULL").first<{ at: number }>();
    clock.set(Math.max(minute, Math.ceil((next?.at ?? 0) / 60_000) * 60_000));
  }
}

describe("the round", () => {
  it("reads everybody within 30 days, the active ones first and weekly, one a second", { timeout: 120_000 }, async () => {
    const clients = (worker as { TEST_COUNTS?: string }).TEST_COUNTS === "small" ? 100 : 250;
    const clock = aClock();
    await fill(clients, 5);
    const asked = aWideRegister(kept);
    await cronFor(clock, 33 * DAY_MS);
    const times = new Map<string, number[]>();
    for (const { siren, at } of asked) times.set(siren, [...(times.get(siren) ?? []), at]);
    expect(times.size).toBe(clients);
    const gaps = [...times.values()].map((at) => Math.max(...at.map((one, i) => (at[i + 1] ?? clock.now()) - one)));
    expect(Math.max(...gaps)).toBeLessThan(30 * DAY_MS);
    const pace = asked.slice(1).map(({ at }, i) => at - (asked[i]?.at ?? 0));
    expect(Math.min(...pace)).toBeGreaterThanOrEqual(1_000);
    const perClient = (active: boolean) => [...times].filter(([siren]) => active === isActive(siren)).map(([, at]) => at.length);
    const isActive = (siren: string) => (Number(siren.slice(0, 8)) - 10_000_000) % 5 === 0;
    expect(Math.min(...perClient(true))).toBeGreaterThanOrEqual(4);
    expect(Math.max(...perClient(false))).toBe(2);
    // Three in four of the first reads are the active ones', until there are none left.
    const first = asked.slice(0, Math.floor(clients / 5)).filter(({ siren }) => isActive(siren)).length;
    expect(first / Math.floor(clients / 5)).toBeGreaterThan(0.7);
  });

  it("reads no more rows for more clients", async () => {
    aWideRegister(kept);
    const rows = async () => {
      let read = 0;
      const counting = new Proxy(db, {
        get(target, name) {
          if (name !== "batch") return Reflect.get(target, name).bind(target);
          return async (statements: D1PreparedStatement[]) => {
            const answers = await target.batch(statements);
            for (const { meta } of answers) read += meta.rows_read ?? 0;
            return answers;
          };
        },
      });
      await db.batch([db.prepare("DELETE FROM settings WHERE key = 'keep_true'"), db.prepare("DELETE FROM register_answers")]);
      const clock = aClock();
      await keepTrue({ ...kept.house, db: counting }, clock.pause);
      const turn = read;
      await readRound(counting);
      vi.useRealTimers();
      return { turn, health: read - turn };
    };
    await fill(100, 5);
    const few = await rows();
    await fill(4_000, 5, 100);
    const many = await rows();
    expect(many.turn).toBeLessThan(few.turn + 40);
    // Counted as far as 1,000 that are late.
    expect(many.health).toBeLessThan(1_010);
  });

  it("lets nobody starve, however much people deal with", async () => {
    await fill(60, 1);
    await fill(20, 1_000_000, 1_000_001);
    const asked = aWideRegister(kept);
    const clock = aClock();
    await keepTrue(kept.house, clock.pause);
    expect(asked.filter(({ siren }) => Number(siren.slice(0, 8)) > 11_000_000)).toHaveLength(5);
    expect(asked).toHaveLength(20);
  });
});

describe("people go first", () => {
  it("leaves the seconds in which somebody asks the register to them", async () => {
    const clock = aClock();
    await fill(3, 1);
    const asked = aWideRegister(kept);
    const type = () =>
      db
        .prepare("INSERT INTO register_answers (key, body, fetched_at) VALUES (?1, '[]', ?2)")
        .bind(`search ${clock.now()}`, clock.now())
        .run();
    await type();
    const began = clock.now();
    let typed = 0;
    await keepTrue(kept.house, async (ms) => {
      await clock.pause(ms);
      if (++typed <= 4) await type();
    });
    expect(asked[0]?.at).toBeGreaterThanOrEqual(began + 5_000);
    expect(asked).toHaveLength(3);
  });

  it("asks nothing while the register is being left alone", async () => {
    const clock = aClock();
    await fill(3, 1);
    const asked = aWideRegister(kept);
    await db
      .prepare("INSERT INTO register_answers (key, body, fetched_at) VALUES ('down', 'rate_limited', ?1)")
      .bind(clock.now() - DAY_MS + 9_000)
      .run();
    await keepTrue(kept.house, clock.pause);
    expect(asked).toHaveLength(0);
    clock.set(clock.now() + 60_000);
    await keepTrue(kept.house, clock.pause);
    expect(asked).toHaveLength(3);
  });

  it("reads first what somebody has just opened", async () => {
    const clock = aClock();
    await fill(40, 1_000_000);
    await db.prepare("UPDATE clients SET dormant = 1, active_at = 0").run();
    await touchClient(db, `c${sirenAt(33)}`).run();
    const asked = aWideRegister(kept);
    await keepTrue(kept.house, clock.pause);
    expect(asked[0]?.siren).toBe(sirenAt(33));
  });

  it("does not ask again what somebody asked within the hour", async () => {
    const id = await kept.addClient(SIRENS[0] as string);
    await kept.due(id);
    const body = JSON.stringify({ ...kept.companies[0], address: MOVED });
    await db
      .prepare("INSERT INTO register_answers (key, body, fetched_at) VALUES (?1, ?2, ?3)")
      .bind(`company ${SIRENS[0]}`, body, Date.now() - 1_800_000)
      .run();
    await keepTrue(kept.house, noPause);
    expect(kept.register.asked).toBe(0);
    expect(await kept.proposal(id)).not.toBeNull();
  });
});

describe("the first reading", () => {
  it("of a client that came with a sync verifies it, and asks about what differs", async () => {
    const never = { verification: "none" as const, verifiedAt: null, facts: null, state: "unknown" as const, createdBy: null };
    await aPerson("admin");
    const [same, other] = [await kept.addClient(SIRENS[0] as string, never), await kept.addClient(SIRENS[1] as string, never)];
    kept.change(SIRENS[1] as string, { name: "TOUT AUTRE CHOSE" });
    for (const id of [same, other]) await kept.read(id);
    expect(await kept.client(same)).toMatchObject({ verification: "verified", state: "active" });
    expect(await kept.proposal(same)).toBeNull();
    // Whether it is this company at all is what is asked.
    expect(await kept.client(other)).toMatchObject({ verification: "none", name: `SOCIÉTÉ ${SIRENS[1]}` });
    expect((await kept.proposal(other))?.differences).toMatchObject([{ field: "name" }]);
  });
});

describe("how far it is", () => {
  it("is told without counting everybody", async () => {
    const old = await kept.addClient(SIRENS[0] as string);
    await kept.addClient(SIRENS[1] as string);
    await db
      .prepare("UPDATE clients SET checked_at = ?2 WHERE id = ?1")
      .bind(old, Date.now() - 31 * DAY_MS)
      .run();
    expect(await readRound(db)).toMatchObject({ clients: 2, late: 1 });
    await kept.read(old);
    expect(await readRound(db)).toMatchObject({ clients: 2, late: 0 });
    await db.prepare("UPDATE clients SET siren = NULL, vat_number = NULL WHERE id = ?1").bind(old).run();
    expect(await readRound(db)).toMatchObject({ clients: 1 });
    await db.prepare("DELETE FROM clients").run();
    expect(await readRound(db)).toEqual({ clients: 0, late: 0, oldest: null });
  });
});
