import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Build, buildWorker, overBudget, WORKER_BUDGET_BYTES } from "./build.ts";
import { PARTS } from "./build-parts.mjs";

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

  it("holds what makes PDFs and what sells in modules of their own, which only a dynamic import reaches", () => {
    expect(build.parts.sort()).toEqual(
      Object.keys(PARTS)
        .sort()
        .map((name) => join("built", name)),
    );
    expect(build.parts).toContain(join("built", "pdf.mjs"));
    expect(
      build.inputs.filter((path) =>
        /edge\/built\/|bot\/invoices\/.*\/|invoices\/pdf\/|node_modules\/(pdfkit|fontkit|lean-qr)\//.test(path),
      ),
    ).toEqual([]);
    const script = readFileSync(build.script, "utf8");
    expect(/import\(["'`]\.\/built\/pdf\.mjs["'`]\)/.test(script)).toBe(true);
    expect(/(from|import)\s*["'`]\.\/built/.test(script)).toBe(false);
  });

  it("keeps within its budgets", () => {
    expect(build.gzipBytes).toBeLessThanOrEqual(WORKER_BUDGET_BYTES);
    expect(overBudget(build)).toBe(false);
    expect(overBudget({ gzipBytes: 1, wholeGzipBytes: 900_001 })).toBe(true);
  });
});
