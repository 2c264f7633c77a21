/** The built Worker in workerd with every system around it as a stand-in over HTTP: what the door's figures are measured on. */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { SampleCompany } from "../fixtures/companies.ts";
import { dolibarrStandIn } from "../sandbox/dolibarr/stand-in.ts";
import { createFaults } from "../sandbox/faults.ts";
import { PERSON_ROW, personValues } from "../sandbox/person-row.ts";
import { registerStandIn } from "../sandbox/register/stand-in.ts";
import type { SandboxPerson } from "../sandbox/slack/people.ts";
import { slackStandIn } from "../sandbox/slack/stand-in.ts";
import { migrate } from "./migrate.ts";
import { type BuiltWorker, open, SECRET } from "./raw-worker.ts";
import { served } from "./served.ts";

const KEY = "bench-dolibarr-key";
const TOKEN = "xoxb-bench";
const PATIENCE_MS = 90_000;

export type BenchHouse = Awaited<ReturnType<typeof openBenchHouse>>;

interface Options {
  crm: "builtin" | "dolibarr";
  people: SandboxPerson[];
  companies: SampleCompany[];
  /** Another register than the stand-in. */
  registerUrl?: string;
  /** False = runs are written down, and no Workflow begins them. */
  carryOut?: boolean;
}

export async function openBenchHouse(built: BuiltWorker, { crm, people, companies, registerUrl, carryOut = true }: Options) {
  const faults = createFaults();
  const register = registerStandIn({ companies, faults });
  const dolibarr = dolibarrStandIn({ key: KEY, faults });
  let slack: ReturnType<typeof slackStandIn> | undefined;
  const vendors = await served(async (request) => {
    const url = new URL(request.url);
    const [, service, ...rest] = url.pathname.split("/");
    const inner = new Request(`http://${service}.bench/${rest.join("/")}${url.search}`, request);
    const answering = service === "slack" ? slack : service === "register" ? register : dolibarr;
    return answering ? answering.fetch(inner) : new Response(null, { status: 503 });
  });
  // In memory where there is such a disk: how long this machine's takes to write is not what is measured.
  const folder = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "passerelle-bench-"));
  const worker = await open(built, {
    whole: true,
    workflows: carryOut,
    folder,
    vars: {
      CRM: crm,
      SLACK_BOT_TOKEN: TOKEN,
      SLACK_API_URL: `${vendors.url}/slack/api/`,
      SIRENE_URL: registerUrl ?? `${vendors.url}/register`,
      DOLIBARR_URL: `${vendors.url}/dolibarr`,
      DOLIBARR_API_KEY: KEY,
    },
  });
  const workerUrl = worker.url.href.replace(/\/$/, "");
  slack = slackStandIn({ token: TOKEN, signingSecret: SECRET, people, workerUrl, url: `${vendors.url}/slack`, faults });
  const db = (await worker.miniflare.getD1Database("DB")) as unknown as D1Database;
  await migrate(db);
  await db.batch(people.map((person) => db.prepare(PERSON_ROW).bind(...personValues(person))));
  const close = async () => {
    await worker.close();
    await vendors.close();
    rmSync(folder, { recursive: true, force: true });
  };
  /** Resolves when every run is over and its card says so. */
  const allTold = async () => {
    const until = Date.now() + PATIENCE_MS;
    for (;;) {
      const open = await db
        .prepare("SELECT count(*) AS n FROM runs WHERE ended_at IS NULL OR card_version < version")
        .first<{ n: number }>();
      if (open?.n === 0) return;
      if (Date.now() > until) throw new Error(`${open?.n} runs are not over after ${PATIENCE_MS / 1_000} s`);
      await sleep(250);
    }
  };
  return { worker, slack, dolibarr, db, faults, vendorsUrl: vendors.url, allTold, close };
}
