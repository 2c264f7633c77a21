/** `npm run build`: the Worker as it would be uploaded, into dist/, with its weight. */
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { root, say, Trouble, toolEnv } from "../sandbox/set-up.mjs";

/** Asked by issue A1. */
export const WORKER_BUDGET_BYTES = 200_000;

export interface Build {
  folder: string;
  /** The bundle; wrangler names it after the entry. */
  script: string;
  gzipBytes: number;
  /** Every source file that is in it, as a path from the root. */
  inputs: string[];
}

interface Other {
  entry: string;
  config: string;
}

/**
 * Builds the Worker, or another one (the benchmark has its own).
 *
 * @throws Trouble when it does not build
 */
export async function buildWorker(folder: string, other?: Other): Promise<Build> {
  const scratch = mkdtempSync(join(tmpdir(), "passerelle-build-"));
  const metafile = join(scratch, "meta.json");
  const wrangler = join(root, "node_modules/wrangler/bin/wrangler.js");
  const flags = [...(other ? [other.entry, "--config", other.config] : []), "--dry-run", "--outdir", folder, "--metafile", metafile];
  try {
    await promisify(execFile)(process.execPath, [wrangler, "deploy", ...flags], {
      cwd: root,
      env: toolEnv({ CI: "1", NO_COLOR: "1", FORCE_COLOR: "0" }),
    });
    const { inputs } = JSON.parse(readFileSync(metafile, "utf8")) as { inputs: Record<string, unknown> };
    return {
      folder,
      script: join(folder, `${basename(other?.entry ?? "index.ts", ".ts")}.js`),
      gzipBytes: weigh(folder),
      inputs: Object.keys(inputs),
    };
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    throw new Trouble(`The Worker does not build:\n${`${stdout}${stderr}`.trim() || String(error)}`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** What is uploaded: the modules, not their source maps. */
function weigh(folder: string): number {
  const modules = readdirSync(folder).filter((name) => /\.(js|mjs|wasm|bin|txt|html)$/.test(name));
  return modules.reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, name)), { level: 9 }).length, 0);
}

export async function main(): Promise<number> {
  const folder = join(root, "dist");
  rmSync(folder, { recursive: true, force: true });
  const { gzipBytes } = await buildWorker(folder);
  say(`dist/ holds the Worker: ${kilobytes(gzipBytes)} gzip of ${kilobytes(WORKER_BUDGET_BYTES)}`);
  return gzipBytes <= WORKER_BUDGET_BYTES ? 0 : 1;
}

export const kilobytes = (bytes: number) => `${(bytes / 1_000).toFixed(1)} kB`;
