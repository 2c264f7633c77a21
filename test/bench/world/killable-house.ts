/**
 * The Worker as it is uploaded, in workerd, killed for real: SIGKILL, and Miniflare starts another on the same data. Cron
 * as `npm start` has it: at once, each minute, and after a death.
 */
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { PERSON_ROW, personValues } from "../../sandbox/person-row.ts";
import { descendantsOf } from "../../sandbox/processes.ts";
import type { SandboxPerson } from "../../sandbox/slack/people.ts";
import { freePort } from "../../sandbox/worker.ts";
import { aMinutePasses } from "../invoices/books/a-minute.ts";
import { migrate } from "../migrate.ts";
import { type BuiltWorker, open, type RawWorker } from "../raw-worker.ts";

const PATIENCE_MS = 120_000;
const CRON_MS = 60_000;
const CRON_LASTS_MS = 15 * 60_000;

export interface KillableHouse {
  url: string;
  /** Rows of the Worker's D1, as they are on the disk. */
  rows<T>(sql: string, ...values: (string | number)[]): T[];
  /** True when a workerd that lived was killed; false when it had just been. */
  kill(): boolean;
  /** How many lived and were killed. */
  kills(): number;
  /** What the Worker wrote into its log about a run. */
  logOf(runId: string): string[];
  /** The bytes that lie under this key among its files. */
  file(key: string): Promise<Uint8Array | undefined>;
  /** Resolves when the Worker answers. */
  standing(): Promise<void>;
  /** A minute passes for whoever waits: leases and pauses are over, and the cron comes by. */
  hurry(): Promise<void>;
  /** How long it took to stand again the last time, ms: what this machine needs for things just now. */
  pace(): number;
  close(): Promise<void>;
}

/** How a run stands, for a reader of a report: nothing of what anybody typed. */
export function rowText({ rows, logOf }: KillableHouse, runId: string): string {
  const columns =
    "state, step, code, generation, attempt, version, wake_at, card_state, card_version, card_until, card_retry_at, outcome, question, answers";
  const [row] = rows(`SELECT ${columns} FROM runs WHERE id = ?1`, runId);
  return [JSON.stringify(row ?? "no row"), ...logOf(runId)].join("\n      ");
}

interface HouseOptions {
  built: BuiltWorker;
  vars: Record<string, string>;
  people: SandboxPerson[];
  /** What stands there before it opens. */
  furnish?: ((db: D1Database) => Promise<void>) | undefined;
}

export async function openKillableHouse({ built, vars, people, furnish }: HouseOptions): Promise<KillableHouse> {
  // In memory where there is such a disk: it outlives a kill as any other does.
  const folder = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "passerelle-kill-"));
  const port = await freePort();
  let workerd: number | undefined;
  const log: string[] = [];
  let kills = 0;
  let killedAt = 0;
  let pace = 0;
  const worker = await open(built, { whole: true, vars, folder, port, onRestart: () => rise(), onLog: (line) => void log.push(line) });
  const url = worker.url.href.replace(/\/$/, "");
  await move(worker, people, furnish);
  const [name = ""] = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => /d1.*[0-9a-f]{64}\.sqlite$/.test(path));
  const database = new DatabaseSync(join(folder, name), { readOnly: true, timeout: 5_000 });
  const end = new AbortController();
  const time = keepTime(worker, end.signal);
  await rise();

  async function rise(): Promise<void> {
    const until = Date.now() + PATIENCE_MS;
    while (!(await isHealthy(url)) && Date.now() < until) await sleep(50);
    workerd = descendantsOf(process.pid).find(({ command }) => command.includes("workerd") && command.includes(`127.0.0.1:${port} `))?.pid;
    if (kills === 0) return;
    pace = Date.now() - killedAt;
    void cron(worker);
  }

  return {
    url,
    rows: <T>(sql: string, ...values: (string | number)[]) => database.prepare(sql).all(...values) as T[],
    kill() {
      if (!workerd) return false;
      process.kill(workerd, "SIGKILL");
      workerd = undefined;
      kills += 1;
      killedAt = Date.now();
      return true;
    },
    kills: () => kills,
    logOf: (runId) => log.filter((line) => line.includes(runId)),
    async file(key) {
      const files = (await worker.miniflare.getR2Bucket("FILES")) as unknown as R2Bucket;
      const found = await files.get(key);
      return found ? new Uint8Array(await found.arrayBuffer()) : undefined;
    },
    async hurry() {
      await aMinutePasses((await worker.miniflare.getD1Database("DB")) as unknown as D1Database);
      void cron(worker);
    },
    pace: () => pace,
    async standing() {
      const until = Date.now() + PATIENCE_MS;
      while (!workerd) {
        if (Date.now() > until) throw new Error("the Worker did not come back");
        await sleep(25);
      }
    },
    async close() {
      end.abort();
      await time;
      database.close();
      await worker.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

async function move({ miniflare }: RawWorker, people: SandboxPerson[], furnish: HouseOptions["furnish"]): Promise<void> {
  const db = (await miniflare.getD1Database("DB")) as unknown as D1Database;
  await migrate(db);
  for (let i = 0; i < people.length; i += 100)
    await db.batch(people.slice(i, i + 100).map((person) => db.prepare(PERSON_ROW).bind(...personValues(person))));
  await furnish?.(db);
}

async function keepTime(worker: RawWorker, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    void cron(worker);
    await sleep(CRON_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** Whatever comes of it: the next one is due in a minute. It has Cloudflare's quarter of an hour: who hangs up ends it. */
async function cron({ entry }: RawWorker): Promise<void> {
  const beat = new URL("/cdn-cgi/local/scheduled", entry);
  const answer = await fetch(beat, { method: "POST", signal: AbortSignal.timeout(CRON_LASTS_MS) }).catch(() => undefined);
  if (answer?.status === 404) throw new Error("there is no cron");
}

const isHealthy = (url: string) =>
  fetch(`${url}/health`, { signal: AbortSignal.timeout(5_000) }).then(
    ({ ok }) => ok,
    () => false,
  );
