/** What stops the round in between: it goes on where it was, and nobody is read twice for nothing. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { PasserelleError } from "../../../edge/errors.ts";
import { keepTrue } from "../../../edge/proposals/keep-true.ts";
import { type KeptHouse, keptHouse, MOVED, SIRENS } from "./keeping.ts";
import { aClock, aWideRegister, fill, sirenAt } from "./many.ts";

let kept: KeptHouse;
beforeEach(async () => {
  kept = await keptHouse();
});
afterEach(() => void vi.useRealTimers());

describe("trouble", () => {
  it("in the middle: the register is left alone as long as it asks, then it goes on with those it had not read", async () => {
    const clock = aClock();
    await fill(12, 1);
    const asked = aWideRegister(kept);
    const find = kept.house.ports.register.find;
    let refuse = false;
    kept.house.ports.register.find = async (siren) => {
      if (asked.length === 5 && !refuse) {
        refuse = true;
        throw new PasserelleError("rate_limited", { retryAfterSeconds: 600 });
      }
      return find(siren);
    };
    expect(await keepTrue(kept.house, clock.pause)).toEqual({ read: 5, failed: 1 });
    clock.set(clock.now() + 500_000);
    expect(await keepTrue(kept.house, clock.pause)).toEqual({ read: 0, failed: 0 });
    clock.set(clock.now() + 101_000);
    expect(await keepTrue(kept.house, clock.pause)).toEqual({ read: 6, failed: 0 });
    clock.set(clock.now() + 3_600_000);
    expect(await keepTrue(kept.house, clock.pause)).toEqual({ read: 1, failed: 0 });
    expect(new Set(asked.map(({ siren }) => siren)).size).toBe(12);
    expect(asked).toHaveLength(12);
  });

  it("with one client holds nobody up", async () => {
    const clock = aClock();
    await fill(10, 1);
    const asked = aWideRegister(kept);
    const find = kept.house.ports.register.find;
    kept.house.ports.register.find = async (siren) => {
      if (siren === sirenAt(4)) throw new PasserelleError("bad_answer");
      return find(siren);
    };
    expect(await keepTrue(kept.house, clock.pause)).toEqual({ read: 9, failed: 1 });
    clock.set(clock.now() + 60_000);
    expect(await keepTrue(kept.house, clock.pause)).toEqual({ read: 0, failed: 0 });
    expect(asked).toHaveLength(9);
  });

  it("a Worker that is killed: the next turn reads the rest, nobody twice", async () => {
    const clock = aClock();
    await fill(9, 1);
    const asked = aWideRegister(kept);
    let pauses = 0;
    const dies = async (ms: number) => {
      await clock.pause(ms);
      if (++pauses === 4) throw new Error("killed");
    };
    await expect(keepTrue(kept.house, dies)).rejects.toThrow("killed");
    expect(await keepTrue(kept.house, clock.pause)).toEqual({ read: 0, failed: 0 });
    clock.set(clock.now() + 61_000);
    expect(await keepTrue(kept.house, clock.pause)).toEqual({ read: 5, failed: 0 });
    expect(asked.map(({ siren }) => siren).sort()).toEqual(Array.from({ length: 9 }, (_, i) => sirenAt(i)).sort());
  });

  it("two crons at once are one", async () => {
    const clock = aClock();
    await fill(6, 1);
    const asked = aWideRegister(kept);
    const turns = await Promise.all([keepTrue(kept.house, clock.pause), keepTrue(kept.house, clock.pause)]);
    expect(turns.map(({ read }) => read).sort()).toEqual([0, 6]);
    expect(asked).toHaveLength(6);
  });

  it("of the CRM: nothing is asked for nothing, and nothing is called read", async () => {
    const id = await kept.addClient(SIRENS[0] as string);
    kept.change(SIRENS[0] as string, { address: MOVED });
    const { crm } = kept.house.ports;
    kept.house.ports.crm = { ...crm, read: async () => Promise.reject(new PasserelleError("vendor_unavailable")) };
    const before = (await kept.client(id))?.checked_at;
    expect(await kept.read(id)).toEqual({ read: 0, failed: 1 });
    expect(kept.register.asked).toBe(0);
    expect((await kept.client(id))?.checked_at).toBe(before);
    kept.house.ports.crm = crm;
    await kept.read(id);
    expect(await kept.proposal(id)).not.toBeNull();
  });

  it("a number that is none, or that nobody knows, is read and said unknown", async () => {
    const known = await kept.addClient(SIRENS[0] as string);
    const mistyped = await kept.addClient("123456789");
    kept.companies.length = 0;
    for (const id of [known, mistyped]) {
      await kept.read(id);
      expect(await kept.client(id)).toMatchObject({ verification: "none", state: "unknown" });
      expect(await kept.proposal(id)).toBeNull();
    }
  });
});
