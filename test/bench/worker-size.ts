import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildWorker, WHOLE_BUDGET_BYTES, WORKER_BUDGET_BYTES } from "../tools/build.ts";
import type { Figure } from "./figure.ts";

export const workerSize: Figure = {
  id: "worker-size",
  name: "what is uploaded, gzip",
  unit: "kB",
  goal: "≤ 200",
  async measure() {
    const folder = mkdtempSync(join(tmpdir(), "passerelle-bench-"));
    try {
      const { gzipBytes, wholeGzipBytes } = await buildWorker(folder);
      return [
        { value: gzipBytes / 1_000, ok: gzipBytes <= WORKER_BUDGET_BYTES },
        { part: "whole", goal: "≤ 900", value: wholeGzipBytes / 1_000, ok: wholeGzipBytes <= WHOLE_BUDGET_BYTES },
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
