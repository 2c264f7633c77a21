/** The Worker as `npm start` runs it, killed for real: SIGKILL to workerd, which wrangler starts again. Cron as there: each minute, and after a death. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { keepTime } from "../../sandbox/cron.ts";
import { migrate } from "../../sandbox/database.ts";
import { PERSON_ROW, personValues } from "../../sandbox/person-row.ts";
import type { SandboxPerson } from "../../sandbox/slack/people.ts";
import { freePort, startWorker } from "../../sandbox/worker.ts";

const PATIENCE_MS = 120_000;

export interface KillableHouse {
  url: string;
  /** Rows of the Worker's D1, as they are on the disk. */
  rows<T>(sql: string, ...values: (string | number)[]): T[];
  /** True when a workerd that lived was killed; false when it had just been. */
  kill(): boolean;
  /** How many lived and were killed. */
  kills(): number;
  /** Resolves when the Worker answers. */
  standing(): Promise<void>;
  close(): Promise<void>;
}

interface HouseOptions {
  vars: Record<string, string>;
  people: SandboxPerson[];
}

export async function openKillableHouse({ vars, people }: HouseOptions): Promise<KillableHouse> {
  const folder = mkdtempSync(join(tmpdir(), "passerelle-kill-"));
  const file = await prepare(join(folder, "state"), people);
  const worker = await startWorker({ port: await freePort(), folder, vars, tunnel: false });
  await worker.healthy(90_000);
  const database = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
  const killed = new Set<number>();
  const end = new AbortController();
  let standing = worker.workerd();
  const time = Promise.all([keepTime(worker, end.signal), watch()]);

  /** One that is still starting is left alone: wrangler does not try again after that, and nothing of ours would be proven. */
  async function watch() {
    while (!end.signal.aborted) {
      const pid = worker.workerd();
      if (pid && pid !== standing && (await isHealthy(worker.url)) && pid === worker.workerd()) standing = pid;
      await sleep(100);
    }
  }

  return {
    url: worker.url,
    rows: <T>(sql: string, ...values: (string | number)[]) => database.prepare(sql).all(...values) as T[],
    kill() {
      const pid = worker.workerd();
      if (!pid || pid !== standing || killed.has(pid)) return false;
      process.kill(pid, "SIGKILL");
      killed.add(pid);
      return true;
    },
    kills: () => killed.size,
    async standing() {
      const until = Date.now() + PATIENCE_MS;
      while (!standing || killed.has(standing) || !(await isHealthy(worker.url))) {
        if (Date.now() > until) throw new Error("the Worker did not come back");
        await sleep(100);
      }
    },
    async close() {
      end.abort();
      await time;
      database.close();
      await worker.stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

const isHealthy = (url: string) =>
  fetch(`${url}/health`, { signal: AbortSignal.timeout(5_000) }).then(
    ({ ok }) => ok,
    () => false,
  );

/** An empty database with the people in it; answers its file. */
async function prepare(state: string, people: SandboxPerson[]): Promise<string> {
  await migrate(state);
  const [name] = readdirSync(state, { recursive: true, encoding: "utf8" }).filter((path) => /d1.*[0-9a-f]{64}\.sqlite$/.test(path));
  if (!name) throw new Error("wrangler made no database");
  const file = join(state, name);
  const database = new DatabaseSync(file);
  const insert = database.prepare(PERSON_ROW);
  for (const person of people) insert.run(...personValues(person));
  database.close();
  return file;
}
