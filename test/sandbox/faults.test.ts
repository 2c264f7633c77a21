/** Faults hit whom they name, as often as they say, and do to the request exactly what their name says. */
import { describe, expect, it } from "vitest";
import { ConnectionLost, createFaults, type FaultKind } from "./faults.ts";

const target = { service: "dolibarr", method: "POST", path: "/thirdparties" };

/** A vendor that counts what was applied. */
function vendor() {
  const applied: number[] = [];
  return { applied, apply: async () => new Response(String(applied.push(1))) };
}

describe("faults", () => {
  it.each<[FaultKind, string | number, number, number]>([
    ["lose-request", "ConnectionLost", 0, 0],
    ["lose-reply", "ConnectionLost", 1, 1],
    ["late", "ConnectionLost", 0, 1],
    ["doubled", 200, 2, 2],
    ["timeout", "ConnectionLost", 0, 0],
    ["429", 429, 0, 0],
    ["500", 500, 0, 0],
    ["delay", 200, 1, 1],
  ])("%s: the client sees %s, %i applied at once, %i in the end", async (kind, seen, atOnce, inTheEnd) => {
    const faults = createFaults();
    const { applied, apply } = vendor();
    faults.add({ kind, delayMs: 5 });
    const outcome = await faults.around(target, apply).then(
      ({ status }) => status,
      (error: Error) => error.name,
    );
    expect([outcome, applied.length]).toEqual([seen, atOnce]);
    await faults.settled();
    expect(applied).toHaveLength(inTheEnd);
    expect((await faults.around(target, apply)).status).toBe(200);
  });

  it.each([
    ["before", 0],
    ["after", 1],
  ] as const)("kills the Worker %s the request is applied", async (when, count) => {
    const killed: number[] = [];
    const { applied, apply } = vendor();
    const faults = createFaults({ onKill: () => void killed.push(applied.length) });
    faults.add({ kind: "kill", when, delayMs: 5 });
    await expect(faults.around(target, apply)).rejects.toThrow(ConnectionLost);
    expect([killed, applied.length]).toEqual([[count], count]);
  });

  it("gives up waiting when the client does", async () => {
    const faults = createFaults();
    faults.add({ kind: "timeout" });
    const started = Date.now();
    const signal = AbortSignal.timeout(20);
    await expect(faults.around(target, vendor().apply, { signal })).rejects.toThrow(ConnectionLost);
    expect(Date.now() - started).toBeLessThan(2_000);
  });

  it("hits only what it names, as often as it says", async () => {
    const faults = createFaults();
    const { apply } = vendor();
    const statusOf = async (over: Partial<typeof target>) => (await faults.around({ ...target, ...over }, apply)).status;
    faults.add({ kind: "500", match: { service: "dolibarr", method: "POST", path: "/third" }, times: 2 });
    expect(await statusOf({ service: "slack" })).toBe(200);
    expect(await statusOf({ method: "GET" })).toBe(200);
    expect(await statusOf({ path: "/contacts" })).toBe(200);
    expect([await statusOf({}), await statusOf({}), await statusOf({})]).toEqual([500, 500, 200]);
    const lasting = faults.add({ kind: "429", times: "always", retryAfterSeconds: 9 });
    for (let times = 0; times < 5; times += 1) expect(await statusOf({})).toBe(429);
    expect(faults.list()).toMatchObject([{ id: lasting.id, hits: 5 }]);
    faults.clear(lasting.id);
    expect(await statusOf({})).toBe(200);
  });
});
