/** A built Worker in workerd without wrangler's proxy in front, which would dominate what is measured: Miniflare's direct socket. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { convertV4MiniflareOptions, Miniflare, NoOpLog } from "miniflare";
import { root } from "../sandbox/set-up.mjs";
import { buildWorker } from "../tools/build.ts";

export const SECRET = "bench-signing-secret";

const BENCH_CONFIG = "test/bench/workers/wrangler.toml";
export const bindings = { SLACK_SIGNING_SECRET: SECRET, SLACK_BOT_TOKEN: "xoxb-bench", LANGUAGE: "fr", CRM: "builtin" };

export interface BuiltWorker {
  script: string;
  /** Modules that it loads later, as paths beside the script. */
  parts: string[];
  dispose(): void;
}

export interface RawWorker {
  url: URL;
  /** Miniflare's own entrance, where the cron is. */
  entry: URL;
  miniflare: Miniflare;
  close(): Promise<void>;
}

/** @param entry a file of test/bench/workers, or nothing for the Worker itself */
export async function build(entry?: string): Promise<BuiltWorker> {
  const folder = mkdtempSync(join(tmpdir(), "passerelle-bench-"));
  const { script, parts } = await buildWorker(
    folder,
    entry ? { entry: join("test/bench/workers", entry), config: BENCH_CONFIG } : undefined,
  );
  return { script, parts, dispose: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The Worker itself, built for as long as `work` takes. */
export async function withWorker<T>(work: (built: BuiltWorker) => Promise<T>): Promise<T> {
  const built = await build();
  try {
    return await work(built);
  } finally {
    built.dispose();
  }
}

interface OpenOptions {
  whole?: boolean;
  workflows?: boolean;
  vars?: Record<string, string>;
  folder?: string;
  /** Of Miniflare's own entrance; it tells one workerd from another. */
  port?: number;
  /** workerd died and another one has been started. */
  onRestart?: () => Promise<void>;
  /** What it writes into its log, in place of the terminal. */
  onLog?: (line: string) => void;
}

/** With D1, R2, Workflows and the rate limit when it is the Worker itself; what they keep is in `folder`. */
export async function open(worker: BuiltWorker, options: OpenOptions = {}): Promise<RawWorker> {
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      name: "bench",
      modules: [worker.script, ...worker.parts.map((part) => join(worker.script, "..", part))].map((path) => ({
        type: "ESModule" as const,
        path,
        contents: readFileSync(path, "utf8"),
      })),
      modulesRoot: join(worker.script, ".."),
      compatibilityDate: "2026-10-23",
      compatibilityFlags: ["nodejs_compat"],
      bindings: { ...bindings, ...options.vars },
      unsafeTriggerHandlers: true,
      unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
      ...(options.port && { port: options.port, unsafeTriggerHandlers: true }),
      ...(options.onRestart && { unsafeHandleRuntimeRestart: options.onRestart, log: new NoOpLog() }),
      ...(options.onLog && { handleStructuredLogs: ({ message }: { message: string }) => options.onLog?.(message) }),
      ...(options.folder && { resourcePersistencePath: options.folder }),
      ...(options.whole && {
        d1Databases: ["DB"],
        r2Buckets: ["FILES"],
        ...((options.workflows ?? true) && { workflows: { RUNS: { name: "passerelle-runs", className: "RunWorkflow" } } }),
        ratelimits: { REGISTER_LIMIT: { namespace_id: "8787", simple: { limit: 60, period: 10 } } },
      }),
    }),
  );
  const entry = await miniflare.ready;
  const url = await miniflare.unsafeGetDirectURL("bench");
  return { url, entry, miniflare, close: () => miniflare.dispose() };
}

export const migrationsFolder = join(root, "edge/store/migrations");
