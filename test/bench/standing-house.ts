/** A whole house in our hands: the Worker under wrangler with its cron, the stand-ins in this very process, the database to look into. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { SampleCompany } from "../fixtures/companies.ts";
import { keepTime } from "../sandbox/cron.ts";
import { migrate } from "../sandbox/database.ts";
import { PERSON_ROW, personValues } from "../sandbox/person-row.ts";
import { openSandbox, type Sandbox } from "../sandbox/server.ts";
import type { SandboxPerson } from "../sandbox/slack/people.ts";
import { freePort, type LocalWorker, startWorker } from "../sandbox/worker.ts";

export interface StandingHouse extends Pick<Sandbox, "slack" | "dolibarr" | "faults"> {
  worker: LocalWorker;
  /** SIGKILLs workerd; counted. */
  kill(): void;
  kills(): number;
  /** Reads the Worker's own database while it runs. */
  rows<Row>(sql: string, ...values: string[]): Row[];
  close(): Promise<void>;
}

export async function standHouse(crm: string, people: SandboxPerson[], companies: SampleCompany[]): Promise<StandingHouse> {
  const folder = mkdtempSync(join(tmpdir(), "passerelle-bench-"));
  const [port, sandboxPort] = [await freePort(), await freePort()];
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`;
  const vars = {
    CRM: crm,
    SLACK_SIGNING_SECRET: "sandbox-bench-secret",
    SLACK_BOT_TOKEN: "xoxb-sandbox-bench",
    SLACK_API_URL: `${sandboxUrl}/api/`,
    SIRENE_URL: `${sandboxUrl}/register`,
    DOLIBARR_URL: `${sandboxUrl}/dolibarr`,
    DOLIBARR_API_KEY: "sandbox-bench-key",
  };
  await migrate(join(folder, "state"));
  const path = databaseIn(folder);
  const before = new DatabaseSync(path);
  for (const person of people) before.prepare(PERSON_ROW).run(...personValues(person));
  before.close();

  let killed = 0;
  const kill = () => {
    if (worker.kill()) killed += 1;
  };
  const worker = await startWorker({ port, folder, vars, tunnel: false });
  const sandbox = await openSandbox({ port: sandboxPort, folder, workerUrl: worker.url, vars, kill, world: { people, companies } });
  const end = new AbortController();
  await worker.healthy(90_000);
  const database = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
  const time = keepTime(worker, end.signal).catch(() => undefined);

  return {
    slack: sandbox.slack,
    dolibarr: sandbox.dolibarr,
    faults: sandbox.faults,
    worker,
    kill,
    kills: () => killed,
    rows: <Row>(sql: string, ...values: string[]) => database.prepare(sql).all(...values) as Row[],
    async close() {
      end.abort();
      await time;
      await worker.stop();
      await sandbox.close();
      database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The one database that is ours; beside it Miniflare keeps its own. */
function databaseIn(folder: string): string {
  const place = join(folder, "state/v3/d1/miniflare-D1DatabaseObject");
  const name = readdirSync(place).find((file) => /^[0-9a-f]{64}\.sqlite$/.test(file));
  if (!name) throw new Error(`no database in ${place}`);
  return join(place, name);
}
