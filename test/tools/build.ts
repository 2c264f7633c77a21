/** `npm run build`: the Worker as it would be uploaded, into dist/, with its weight. */
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { minify as terser } from "terser";
import { minify as oxc } from "vite";
import { root, say, Trouble, toolEnv } from "../sandbox/set-up.mjs";

/** Asked by issue A1: what every request meets. */
export const WORKER_BUDGET_BYTES = 200_000;
/** Asked by issue B1: with the parts that are loaded when they are needed. */
export const WHOLE_BUDGET_BYTES = 900_000;

export interface Build {
  folder: string;
  /** The bundle; wrangler names it after the entry. */
  script: string;
  gzipBytes: number;
  /** With the modules that are loaded later. */
  wholeGzipBytes: number;
  /** Their paths in the folder. */
  parts: string[];
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
    const script = join(folder, `${basename(other?.entry ?? "index.ts", ".ts")}.js`);
    await makeSmaller(script);
    const { inputs } = JSON.parse(readFileSync(metafile, "utf8")) as { inputs: Record<string, unknown> };
    const parts = modulesIn(folder).filter((name) => join(folder, name) !== script);
    const gzipBytes = weigh(script);
    return {
      folder,
      script,
      gzipBytes,
      wholeGzipBytes: parts.reduce((sum, name) => sum + weigh(join(folder, name)), gzipBytes),
      parts,
      inputs: Object.keys(inputs),
    };
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    throw new Trouble(`The Worker does not build:\n${`${stdout}${stderr}`.trim() || String(error)}`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * esbuild minifies file by file; Terser looks at the whole, which is 4 % less to upload and to parse; Oxc finds shorter names,
 * which is 0.6 %. The map leads to our sources.
 */
async function makeSmaller(script: string): Promise<void> {
  const map = readFileSync(`${script}.map`, "utf8");
  const whole = await terser(readFileSync(script, "utf8"), {
    module: true,
    ecma: 2020,
    compress: { passes: 2, keep_fargs: false },
    sourceMap: { content: map },
  });
  const inputMap = JSON.parse(String(whole.map));
  const { code, map: smaller } = await oxc(basename(script), whole.code ?? "", {
    module: true,
    compress: true,
    mangle: true,
    sourcemap: true,
    inputMap,
  });
  if (!code || !smaller) throw new Trouble("The minifiers made nothing of the Worker.");
  writeFileSync(script, `${code}\n//# sourceMappingURL=${basename(script)}.map\n`);
  writeFileSync(`${script}.map`, JSON.stringify(smaller));
}

/** What is uploaded: the modules, not their source maps. */
const modulesIn = (folder: string) =>
  (readdirSync(folder, { recursive: true }) as string[]).filter((name) => /\.(js|mjs|wasm|bin|txt|html)$/.test(name));

const weigh = (file: string) => gzipSync(readFileSync(file), { level: 9 }).length;

export async function main(): Promise<number> {
  const folder = join(root, "dist");
  rmSync(folder, { recursive: true, force: true });
  const built = await buildWorker(folder);
  say(`dist/ holds the Worker: ${sizeOf(built)}`);
  return overBudget(built) ? 1 : 0;
}

type Sizes = Pick<Build, "gzipBytes" | "wholeGzipBytes">;

export const overBudget = ({ gzipBytes, wholeGzipBytes }: Sizes) => gzipBytes > WORKER_BUDGET_BYTES || wholeGzipBytes > WHOLE_BUDGET_BYTES;

export const sizeOf = ({ gzipBytes, wholeGzipBytes }: Sizes) =>
  `${kilobytes(gzipBytes)} gzip of ${kilobytes(WORKER_BUDGET_BYTES)}, with its parts ${kilobytes(wholeGzipBytes)} of ${kilobytes(WHOLE_BUDGET_BYTES)}`;

const kilobytes = (bytes: number) => `${(bytes / 1_000).toFixed(1)} kB`;
