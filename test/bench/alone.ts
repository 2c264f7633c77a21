/**
 * A built Worker in workerd and nothing else: no Miniflare, whose way of handing a script over takes 60 ms for 600 kB of
 * whatever it holds, even of one long comment.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../sandbox/set-up.mjs";
import type { BuiltWorker } from "./raw-worker.ts";

export interface Alone {
  /** A new process, until it has answered a request. */
  firstAnswer(): Promise<{ status: number; ms: number }>;
  dispose(): void;
}

const workerd = join(root, "node_modules/workerd/bin/workerd");
const PATIENCE_MS = 20_000;

/** @param vars what the Worker finds in its `env` */
export function alone({ script }: BuiltWorker, vars: Record<string, string>): Alone {
  const folder = mkdtempSync(join(tmpdir(), "passerelle-alone-"));
  copyFileSync(script, join(folder, "index.js"));
  const config = join(folder, "config.capnp");
  writeFileSync(config, configOf(vars));
  return {
    async firstAnswer() {
      const started = performance.now();
      const child = spawn(workerd, ["serve", config, "--experimental", "--control-fd=3"], {
        stdio: ["ignore", "ignore", "inherit", "pipe"],
      });
      try {
        const answer = await fetch(`http://127.0.0.1:${await portOf(child)}/not-there`); // no database stands behind it
        await answer.text();
        return { status: answer.status, ms: performance.now() - started };
      } finally {
        child.kill("SIGKILL");
      }
    },
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** workerd tells on its third pipe, a line of JSON each, what it listens on. */
async function portOf(child: ChildProcess): Promise<number> {
  const pipe = child.stdio[3] as NodeJS.ReadableStream;
  return new Promise((resolve, reject) => {
    let told = "";
    pipe.on("data", (piece) => {
      told += piece;
      const port = /"event":"listen".*?"port":(\d+)/.exec(told)?.[1];
      if (port) resolve(Number(port));
    });
    child.once("exit", (code) => reject(new Error(`workerd did not start (${code})`)));
    setTimeout(() => reject(new Error("workerd did not start in time")), PATIENCE_MS).unref();
  });
}

const configOf = (vars: Record<string, string>) => `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "bench", worker = .bench)],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "bench")],
);
const bench :Workerd.Worker = (
  modules = [(name = "index.js", esModule = embed "index.js")],
  compatibilityDate = "2026-10-23",
  bindings = [${Object.entries(vars)
    .map(([name, text]) => `(name = ${JSON.stringify(name)}, text = ${JSON.stringify(text)})`)
    .join(", ")}],
);
`;
