/** The whole house on this machine: the Worker, the systems it is connected to (stand-ins), the minute cron, until somebody ends it. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { keepTime } from "./cron.ts";
import { prepareDatabase } from "./database.ts";
import { takeState } from "./lock.ts";
import { openSandbox } from "./server.ts";
import { readDevVars, say, stateFolder, Trouble } from "./set-up.mjs";
import { insistOnPort, type LocalWorker, startWorker } from "./worker.ts";

interface Wish {
  /** Begin afresh, with sample data. */
  reset: boolean;
  /** Open the Worker to the Internet, for the real Slack. */
  tunnel: boolean;
}

export async function standUp({ reset, tunnel }: Wish) {
  const started = performance.now();
  const port = readPort("PORT", 8787);
  const sandboxPort = readPort("SANDBOX_PORT", 8788);
  const lock = await takeState(stateFolder, `http://localhost:${port}`);
  const closing: (() => void | Promise<void>)[] = [lock.release];
  const close = async () => {
    for (const end of closing.splice(0).reverse()) await end();
  };
  try {
    await insistOnPort(port, "PORT");
    await insistOnPort(sandboxPort, "SANDBOX_PORT");
    if (reset) startAfresh();
    const vars = varsOf(`http://127.0.0.1:${sandboxPort}`);
    let worker: LocalWorker | undefined;
    const kill = () => worker?.kill();
    // The stand-ins first: the sample data may go into one of them.
    const sandbox = await openSandbox({ port: sandboxPort, folder: stateFolder, workerUrl: `http://127.0.0.1:${port}`, vars, kill });
    closing.push(() => sandbox.close());
    await prepareDatabase(stateFolder, vars);
    worker = await startWorker({ port, folder: stateFolder, vars, tunnel });
    lock.note(worker.pid);
    closing.push(worker.stop);
    await worker.healthy(90_000);

    tellAddresses({ port, sandboxPort, vars, seconds: (performance.now() - started) / 1_000 });
    await untilEnded(worker);
  } finally {
    await close();
  }
}

/** .dev.vars, and for each service it does not name, the stand-in. */
function varsOf(sandbox: string): Record<string, string> {
  const vars = { ...readDevVars() } as Record<string, string>;
  if (process.env.CRM) vars.CRM = process.env.CRM;
  if (vars.SLACK_BOT_TOKEN?.startsWith("xoxb-sandbox-")) vars.SLACK_API_URL ||= `${sandbox}/api/`;
  vars.SIRENE_URL ||= `${sandbox}/register`;
  vars.DOLIBARR_URL ||= `${sandbox}/dolibarr`;
  return vars;
}

async function untilEnded(worker: LocalWorker) {
  const end = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => end.abort());
  const parent = process.ppid; // it changes when the npm that started us is killed
  const crash = worker.ended.then((last) => {
    if (end.signal.aborted) return;
    throw new Trouble(`wrangler ended by itself:\n${last}\n\nIts log: ${join(stateFolder, "worker.log")}. Start again.`);
  });
  await Promise.race([keepTime(worker, end.signal, () => process.ppid === parent), crash]);
  say("Stopping…");
}

function startAfresh() {
  for (const name of ["state", "sandbox", "database.json"]) rmSync(join(stateFolder, name), { recursive: true, force: true });
  say("Began afresh");
}

function readPort(name: string, otherwise: number): number {
  const port = Number(process.env[name] || otherwise);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Trouble(`${name}=${process.env[name]} is not a port (1 to 65535).`);
  return port;
}

function tellAddresses({
  port,
  sandboxPort,
  vars,
  seconds,
}: {
  port: number;
  sandboxPort: number;
  vars: Record<string, string>;
  seconds: number;
}) {
  const sandbox = `http://localhost:${sandboxPort}`;
  console.log(`
Passerelle stands (${seconds.toFixed(1)} s).

  Slack       ${sandbox}/            open this one, and type /client
  Register    ${sandbox}/register/
  Dolibarr    ${sandbox}/dolibarr/   ${vars.CRM === "dolibarr" ? "the CRM of this start" : "CRM=dolibarr npm start uses it"}
  Worker      http://localhost:${port}/health

Ctrl-C stops it. npm start -- --reset begins afresh with sample data.
`);
}
