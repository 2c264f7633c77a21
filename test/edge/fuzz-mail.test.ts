/** The entrance for mail, knocked at with mails that nobody of good will sends: none is thrown back at Cloudflare, and nothing is written but what became of each. */
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { receiveMail } from "../../edge/mail-in/receive-mail.ts";
import { emptyTables, openWorld, type World } from "../bot/world.ts";
import { hostileMail } from "./fuzz/mails.ts";
import { watch } from "./fuzz/oracle.ts";

const MAILS = env.TEST_COUNTS === "small" ? 500 : 1_000;
/** Its own rows, and the claim on a sender. */
const ITS_OWN = /^(mails_in|mail_counts|mail_senders) was written$/;

let world: World;
beforeEach(async () => {
  await emptyTables();
  world = openWorld();
  await world.know("U0MALIK", { roles: ["admin"] });
});
afterEach(() => vi.restoreAllMocks());

describe("the entrance for mail", () => {
  it("bears what is malformed, oversized and forged", { timeout: 180_000 }, async () => {
    const changes = await watch(env.DB);
    const said: string[] = [];
    vi.spyOn(console, "error").mockImplementation((...parts) => void said.push(parts.join(" ")));
    const property = fc.asyncProperty(hostileMail, async ({ raw, from, to }) => {
      const house = world.house();
      // Runs are written down and not begun.
      const idle = { create: async () => undefined } as unknown as typeof house.env.RUNS;
      const works: Promise<unknown>[] = [];
      const still = { ...house, env: { ...house.env, RUNS: idle }, later: (work: Promise<unknown>) => void works.push(work) };
      await receiveMail({ from, to, raw: new Response(raw as BodyInit).body as ReadableStream<Uint8Array> }, still);
      await Promise.all(works);
      expect(said).toEqual([]);
    });
    await fc.assert(property, { numRuns: MAILS });
    expect((await changes()).filter((sentence) => !ITS_OWN.test(sentence))).toEqual([]);
    // Some mutated ones stay good: were there none, the mutations would reach nothing behind the door.
    expect(await env.DB.prepare("SELECT count(*) AS n FROM runs").first<number>("n")).toBeGreaterThan(0);
    const reasons = await env.DB.prepare("SELECT count(DISTINCT reason) AS n FROM mails_in").first<number>("n");
    expect(reasons).toBeGreaterThan(5);
  });
});
