/** The Worker under `wrangler dev`, as a process of ours: started, awaited, killed on demand (workerd only), stopped whole. */
import { spawn } from "node:child_process";
import { createWriteStream, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { descendantsOf, endGroup } from "./processes.ts";
import { root, Trouble, toolEnv } from "./set-up.mjs";

interface WorkerOptions {
  port: number;
  folder: string;
  /** Its secrets and variables: written to a file of the state folder, read in place of .dev.vars. */
  vars: Record<string, string>;
  tunnel: boolean;
}

export interface LocalWorker {
  url: string;
  /** Of the process group. */
  pid: number;
  /** Resolves when wrangler ended by itself. */
  ended: Promise<string>;
  /** Resolves when GET /health says ok, or when `end` is aborted. */
  healthy(patienceMs: number, end?: AbortSignal): Promise<void>;
  /** What the minute cron does; it never fires by itself on a local Worker. */
  cron(): Promise<void>;
  /** The workerd process that runs the Worker, as long as there is one. */
  workerd(): number | undefined;
  /** SIGKILL to that one only; wrangler starts another. False when there was none to kill. */
  kill(): boolean;
  stop(): Promise<void>;
}

export async function startWorker({ port, folder, vars, tunnel }: WorkerOptions): Promise<LocalWorker> {
  const url = `http://127.0.0.1:${port}`;
  const envFile = join(folder, "worker.env");
  writeFileSync(envFile, envText(vars), { mode: 0o600 });
  const wrangler = join(root, "node_modules/wrangler/bin/wrangler.js");
  const flags = ["--ip", "127.0.0.1", "--port", String(port), "--inspector-port", String(await freePort()), "--env-file", envFile];
  const child = spawn(
    process.execPath,
    [wrangler, "dev", ...flags, "--persist-to", join(folder, "state"), ...(tunnel ? ["--tunnel"] : [])],
    {
      cwd: root,
      env: toolEnv({ CI: "1", NO_COLOR: "1" }),
      stdio: ["ignore", "pipe", "pipe"],
      detached: process.platform !== "win32", // a group of its own: Ctrl-C reaches us first, and the whole of it can be ended
    },
  );
  const last = keepLog([child.stdout, child.stderr], join(folder, "worker.log"), tunnel);
  let gone = false;
  const ended = new Promise<string>((resolve) =>
    child.on("exit", () => {
      gone = true;
      resolve(last().join("\n"));
    }),
  );
  const pid = child.pid ?? 0;
  const workerd = () => descendantsOf(pid).find(({ command }) => command.includes("workerd") && command.includes("--inspector-addr"))?.pid;

  return {
    url,
    pid,
    ended,
    async healthy(patienceMs, end) {
      const until = Date.now() + patienceMs;
      let said = "no answer";
      while (Date.now() < until) {
        if (end?.aborted) return;
        if (gone) throw new Trouble(`The Worker did not start:\n${last().join("\n")}`);
        const answer = await fetch(`${url}/health`, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
        if (answer?.ok) return;
        if (answer) said = `${answer.status} ${(await answer.text()).slice(0, 300)}`;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      throw new Trouble(
        `The Worker does not answer GET ${url}/health (${said}). Its log: ${join(folder, "worker.log")}\n${last().join("\n")}`,
      );
    },
    async cron() {
      await fetch(`${url}/cdn-cgi/handler/scheduled`, { method: "POST", signal: AbortSignal.timeout(30_000) }).catch(() => undefined);
    },
    workerd,
    kill() {
      const victim = workerd();
      return victim !== undefined && process.kill(victim, "SIGKILL");
    },
    async stop() {
      if (gone) return;
      endGroup(pid, "SIGINT");
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 2_000))]);
      endGroup(pid, "SIGKILL"); // whoever of the group is left
    },
  };
}

/** Keeps the last lines for an error, all of them in a file, and shows those that a person should see. */
function keepLog(streams: NodeJS.ReadableStream[], path: string, all: boolean): () => string[] {
  const file = createWriteStream(path);
  const last: string[] = [];
  for (const input of streams) {
    createInterface({ input }).on("line", (line) => {
      file.write(`${line}\n`);
      if (!line.trim()) return;
      last.push(line);
      if (last.length > 15) last.shift();
      if (all || /\[ERROR\]|Uncaught/.test(line)) console.log(`  ${line.trim()}`);
    });
  }
  return () => last;
}

/** As dotenv reads it back, `$` included. */
function envText(vars: Record<string, string>): string {
  return Object.entries(vars)
    .map(([name, value]) => `${name}='${value.replaceAll("$", "\\$")}'\n`)
    .join("");
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no TCP address");
  return address.port;
}

/** @throws Trouble when somebody listens there, naming the variable that moves us elsewhere */
export async function insistOnPort(port: number, variable: string) {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EADDRINUSE") return reject(error);
      reject(new Trouble(`Port ${port} is taken by another program. Choose another one: ${variable}=${port + 10} npm start`));
    });
    server.listen(port, "127.0.0.1", resolve);
  });
  await new Promise((resolve) => server.close(resolve));
}
