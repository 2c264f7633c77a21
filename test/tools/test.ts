/** `npm test`: a Chromium, then every test project, then one line that sums them up. Arguments go on to vitest. */
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root, stateFolder, toolEnv } from "../sandbox/set-up.mjs";
import { findChromium } from "./chromium.ts";

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; name: string; assertionResults: unknown[] }[];
}

export async function main(flags: string[]): Promise<number> {
  const chromium = await findChromium();
  mkdirSync(stateFolder, { recursive: true });
  const path = join(stateFolder, "test-report.json");
  rmSync(path, { force: true });
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const child = spawn(process.execPath, [vitest, "run", "--reporter=default", "--reporter=json", `--outputFile.json=${path}`, ...flags], {
    cwd: root,
    env: toolEnv({ CHROME_PATH: chromium, NODE_NO_WARNINGS: "1", WRANGLER_LOG: "error" }),
    stdio: "inherit",
  });
  const code = await new Promise<number>((resolve) => child.on("exit", (status) => resolve(status ?? 1)));
  return sumUp(read(path), code);
}

function sumUp(report: Report | undefined, code: number): number {
  const passed = report?.numPassedTests ?? 0;
  const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
  // A file that cannot be loaded holds no test that could fail: it counts as one.
  const broken = report?.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0).length ?? 0;
  let failed = (report?.numFailedTests ?? 0) + broken;
  if (failed === 0 && (code !== 0 || passed === 0)) {
    console.error(passed === 0 ? "\nNo test ran at all." : "\nAn error outside of any test: see above.");
    failed = 1;
  }
  console.log(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`);
  return failed === 0 ? 0 : 1;
}

function read(path: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}
