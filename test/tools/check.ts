/** `npm run check`: types, lint and format, import rules, size budgets. All of them run, then it fails if one did. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root, toolEnv } from "../sandbox/set-up.mjs";
import { buildWorker, overBudget, sizeOf } from "./build.ts";
import { told, tooHeavy, widgetSizes } from "./widget-sizes.ts";

/** One per kind of platform: the Worker and Node, and each piece of browser code. */
const TSCONFIGS = [
  "tsconfig.json",
  "edge/reviews/pages/browser/tsconfig.json",
  "edge/studio/browser/tsconfig.json",
  "widgets/tsconfig.json",
  "test/widgets/tsconfig.json",
  "test/sandbox/shop/react/tsconfig.json",
  "test/sandbox/slack/console/tsconfig.json",
];

export async function main(): Promise<number> {
  const passed = [
    ...TSCONFIGS.filter((path) => existsSync(join(root, path))).map((path) => check(`types (${path})`, "typescript/bin/tsc", ["-p", path])),
    check("lint and format", "@biomejs/biome/bin/biome", ["check", "--error-on-warnings"]),
    check("import rules", "vitest/vitest.mjs", ["run", "--project", "node", "test/house.test.ts", "--reporter=dot"]),
    await sizes(),
    await sizesOfWidgets(),
  ];
  return passed.every(Boolean) ? 0 : 1;
}

function check(name: string, program: string, args: string[]): boolean {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "node_modules", program), ...args], {
    cwd: root,
    env: toolEnv({ NODE_NO_WARNINGS: "1" }),
    encoding: "utf8",
  });
  return report(name, status === 0, `${stdout}${stderr}`.trim());
}

async function sizes(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), "passerelle-size-"));
  try {
    const built = await buildWorker(folder);
    return report(`size of the Worker: ${sizeOf(built)}`, !overBudget(built), "Over its budget.");
  } catch (error) {
    return report("size of the Worker", false, String(error));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function sizesOfWidgets(): Promise<boolean> {
  const found = await widgetSizes();
  return report(`size of the widgets, bytes of brotli: ${found.map(told).join(", ")}`, !found.some(tooHeavy), "Over its budget.");
}

function report(name: string, passed: boolean, detail: string): boolean {
  console.log(`${passed ? "✓" : "✗"} ${name}`);
  if (!passed) console.error(detail);
  return passed;
}
