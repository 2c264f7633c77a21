import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Build, buildWorker, WORKER_BUDGET_BYTES } from "./build.ts";

describe("the production bundle", () => {
  const folder = mkdtempSync(join(tmpdir(), "passerelle-bundle-"));
  let build: Build;
  beforeAll(async () => {
    build = await buildWorker(folder);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("holds nothing of the sandbox or the tests", () => {
    expect(build.inputs).toContain("edge/index.ts");
    expect(build.inputs.filter((path) => path.startsWith("test/"))).toEqual([]);
  });

  it("leaves Bolt's heavy dependencies out", () => {
    const heavy = /node_modules\/(express|@slack\/(socket-mode|oauth)|raw-body|ws|undici)\//;
    expect(build.inputs.filter((path) => heavy.test(path))).toEqual([]);
  });

  it("keeps within its budget", () => {
    expect(build.gzipBytes).toBeLessThanOrEqual(WORKER_BUDGET_BYTES);
  });
});
