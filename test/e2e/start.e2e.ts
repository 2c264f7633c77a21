/** `npm start` itself: it stands, refuses a second on the same state, survives a killed Worker, and leaves nothing behind. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commandOf, descendantsOf } from "../sandbox/processes.ts";
import { root } from "../sandbox/set-up.mjs";
import { freePort } from "../sandbox/worker.ts";
import { type OpenHouse, openHouse } from "./open-house.ts";

describe("npm start", () => {
  let house: OpenHouse;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house?.close());

  const start = async (env: Record<string, string>) =>
    promisify(execFile)(process.execPath, [join(root, "test/sandbox/start.mjs")], { cwd: root, env: { ...process.env, ...env } }).then(
      () => "it stands",
      (error: { stderr: string }) => error.stderr,
    );

  it("answers GET /health and serves the console", async () => {
    expect((await fetch(`${house.worker}/health`)).status).toBe(200);
    expect((await fetch(house.sandbox)).headers.get("content-type")).toContain("text/html");
  });

  it("refuses a second start on the same state, in words", async () => {
    const refusal = await start({ PASSERELLE_STATE: house.folder, PORT: String(await freePort()), SANDBOX_PORT: String(await freePort()) });
    expect(refusal).toContain("already runs on this state");
  });

  it("names the variable when a port is taken", async () => {
    const refusal = await start({ PASSERELLE_STATE: `${house.folder}-other`, PORT: new URL(house.worker).port });
    expect(refusal).toMatch(/Port \d+ is taken.*PORT=/s);
  });

  it("refuses a flag it does not know", async () => {
    const child = promisify(execFile)(process.execPath, [join(root, "test/sandbox/start.mjs"), "--rest"], { cwd: root });
    await expect(child).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('"--rest" is not known') });
  });

  it("comes back after the Worker is killed, and runs the cron again", async () => {
    const cronRanAt = async (): Promise<string | null> => {
      const answer = await fetch(`${house.worker}/health`);
      return ((await answer.json()) as { cronRanAt: string | null }).cronRanAt;
    };
    await expect.poll(cronRanAt, { timeout: 20_000 }).toBeTruthy();
    const before = await cronRanAt();
    const workerd = descendantsOf(house.pid).find(({ command }) => command.includes("--inspector-addr"));
    process.kill(workerd?.pid ?? 0, "SIGKILL");
    // Between the two lives nobody answers.
    await expect.poll(() => cronRanAt().catch(() => before), { timeout: 20_000 }).not.toBe(before);
  });

  it("stops without leaving a process behind", async () => {
    const others = descendantsOf(house.pid).map(({ pid }) => pid);
    expect(others.length).toBeGreaterThan(0);
    await house.close();
    const alive = () => others.flatMap((pid) => commandOf(pid) ?? []);
    await expect.poll(alive, { timeout: 2_000 }).toEqual([]);
  });
});
