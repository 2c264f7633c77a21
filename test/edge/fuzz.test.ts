/** Every route, knocked at with requests that nobody of good will sends: no 5xx, nothing written, nothing thrown that nobody catches. */
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { handleSlack } from "../../bot/receiver.ts";
import { createApp } from "../../edge/app.ts";
import { openWorld, SECRET, type World } from "../bot/world.ts";
import { sandboxPeople } from "../sandbox/slack/people.ts";
import { knock, requestOf } from "./fuzz/knocks.ts";
import { watch, wrongAnswer } from "./fuzz/oracle.ts";

const REQUESTS = env.TEST_COUNTS === "small" ? 1_000 : 2_000;

let world: World;
beforeEach(async () => {
  world = openWorld();
  // No search finds a company: what comes of a find is another test's business.
  world.faults.add({ match: { service: "register" }, kind: "500", times: "always" });
  for (const { id } of sandboxPeople) await world.know(id);
});
afterEach(() => vi.restoreAllMocks());

/** Runs are written down and not begun. */
function send(request: Request): Promise<Response> {
  const house = world.house();
  const idle = { create: async () => undefined } as unknown as typeof house.env.RUNS;
  const app = createApp({ slack: handleSlack, house: () => ({ ...house, env: { ...house.env, RUNS: idle } }) });
  const context = { waitUntil() {}, passThroughOnException() {}, props: {} } as unknown as ExecutionContext;
  return Promise.resolve(app.fetch(request, house.env, context));
}

describe("every route", () => {
  it("bears what is malformed, oversized, mis-signed and mistyped", { timeout: 120_000 }, async () => {
    const changes = await watch(env.DB);
    const said: string[] = [];
    for (const level of ["warn", "error"] as const)
      vi.spyOn(console, level).mockImplementation((...parts) => void said.push(parts.join(" ")));
    const property = fc.asyncProperty(knock, async (one) => {
      said.length = 0;
      const { status } = await send(await requestOf(one, "http://worker.test", SECRET));
      await world.settled();
      expect(wrongAnswer(one, status)).toBeNull();
      // What a listener throws is told to the person; these two lines are of what nobody caught.
      expect(said.filter((line) => /^http |^slack door \w*Error/.test(line))).toEqual([]);
    });
    await fc.assert(property, { numRuns: REQUESTS });
    expect(await changes()).toEqual([]);
    // Mutated ones that stayed valid: the oracle above has seen some.
    expect(await env.DB.prepare("SELECT count(*) AS n FROM runs").first<number>("n")).toBeGreaterThan(0);
  });
});
