/** One house per state folder: a second start on the same state would have two workerd write the same database. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { commandOf, endGroup } from "./processes.ts";
import { Trouble } from "./set-up.mjs";

interface Running {
  pid: number;
  /** The process group of wrangler: what a start that was killed leaves behind. */
  worker?: number;
  url: string;
}

export interface Lock {
  note(worker: number): void;
  release(): void;
}

/**
 * Takes the state folder, or says who has it.
 * A lock whose owner is gone is stale: what the owner left running is ended, and the lock is taken.
 */
export async function takeState(folder: string, url: string): Promise<Lock> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "running.json");
  const mine: Running = { pid: process.pid, url };
  try {
    writeFileSync(path, JSON.stringify(mine), { flag: "wx" });
  } catch {
    await clearStale(path);
    writeFileSync(path, JSON.stringify(mine), { flag: "wx" });
  }
  return {
    note: (worker) => writeFileSync(path, JSON.stringify({ ...mine, worker })),
    release: () => rmSync(path, { force: true }),
  };
}

async function clearStale(path: string) {
  const other = read(path);
  if (other && commandOf(other.pid)?.includes("start.mjs")) {
    throw new Trouble(
      `Passerelle already runs on this state: ${other.url} (process ${other.pid}).\n` +
        "Use that one, or stop it with Ctrl-C first. For a second house beside it: PASSERELLE_STATE=.wrangler/second PORT=8797 SANDBOX_PORT=8798 npm start",
    );
  }
  if (other?.worker && commandOf(other.worker)?.includes("wrangler")) {
    endGroup(other.worker, "SIGKILL");
    await sleep(500); // its ports are free a moment later
  }
  rmSync(path, { force: true });
}

function read(path: string): Running | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined; // cut short while it was written: nobody's
  }
}
