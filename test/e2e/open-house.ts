/** A house of its own for a browser test: `npm start` on free ports, with a state folder that is thrown away. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { root } from "../sandbox/set-up.mjs";
import { freePort } from "../sandbox/worker.ts";
import { CHROMIUM_FLAGS, findChromium } from "../tools/chromium.ts";

/** A machine that is busy with other tests takes its time. */
const PATIENCE_MS = 170_000;

export interface OpenHouse {
  /** The Slack console is at its root. */
  sandbox: string;
  worker: string;
  /** Its state folder. */
  folder: string;
  /** Of `npm start`. */
  pid: number;
  /** What `npm start` said so far. */
  said(): string;
  close(): Promise<void>;
}

export async function openHouse({ crm = "builtin" }: { crm?: string } = {}): Promise<OpenHouse> {
  const folder = mkdtempSync(join(tmpdir(), "passerelle-"));
  const [port, sandboxPort] = [await freePort(), await freePort()];
  const child = spawn(process.execPath, [join(root, "test/sandbox/start.mjs")], {
    cwd: root,
    env: { ...process.env, PORT: String(port), SANDBOX_PORT: String(sandboxPort), PASSERELLE_STATE: folder, CRM: crm },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const ended = new Promise<void>((resolve) => child.on("exit", () => resolve()));
  const standing = new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes("Passerelle stands")) resolve();
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    ended.then(() => reject(new Error(`npm start ended:\n${said}`)));
    setTimeout(() => reject(new Error(`npm start does not stand after ${PATIENCE_MS / 1_000} s:\n${said}`)), PATIENCE_MS).unref();
  });

  const close = async () => {
    child.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await standing;
  } catch (error) {
    await close();
    throw error;
  }
  return {
    sandbox: `http://localhost:${sandboxPort}`,
    worker: `http://localhost:${port}`,
    folder,
    pid: child.pid ?? 0,
    said: () => said,
    close,
  };
}

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await findChromium(), args: CHROMIUM_FLAGS });
}
