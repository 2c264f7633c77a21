import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Build, buildWorker, overBudget, WORKER_BUDGET_BYTES } from "./build.ts";

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

  it("holds what makes PDFs in a module of its own, which only a dynamic import reaches", () => {
    expect(build.parts).toEqual([join("built", "pdf.mjs")]);
    expect(build.inputs.filter((path) => /edge\/built\/|invoices\/pdf\/|node_modules\/(pdfkit|fontkit|lean-qr)\//.test(path))).toEqual([]);
    expect(readFileSync(build.script, "utf8")).not.toMatch(/from\s*"\.\/built/);
  });

  it("keeps within its budgets", () => {
    expect(build.gzipBytes).toBeLessThanOrEqual(WORKER_BUDGET_BYTES);
    expect(overBudget(build)).toBe(false);
    expect(overBudget({ gzipBytes: 1, wholeGzipBytes: 900_001 })).toBe(true);
  });
});
