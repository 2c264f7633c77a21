/** One import as an admin does it in Slack, on the Worker as `npm start` runs it, killed where it is told to. */
import { setTimeout as sleep } from "node:timers/promises";
import { sandboxTeam } from "../../sandbox/slack/people.ts";
import { slackStandIn } from "../../sandbox/slack/stand-in.ts";
import { manyPeople } from "../many-people.ts";
import type { BuiltWorker } from "../raw-worker.ts";
import { served } from "../served.ts";
import { type KillableHouse, openKillableHouse } from "../world/killable-house.ts";
import { fileOf } from "./lines.ts";

/** In which phase, and how far through it. */
export type Kill = ["checking" | "creating", number];

export interface ImportAccount {
  lost: number;
  doubled: number;
  /** 0 = one card, and it tells the end. */
  untold: number;
  kills: number;
  seconds: number;
  /** Without what a kill takes until the sweep goes on. */
  busySeconds: number;
}

const PATIENCE_MS = 15 * 60_000;
const SEEN_MS = 120_000;
/** A machine that measures other things too may miss the three seconds of Slack's trigger: one types it again. */
const TYPED_AGAIN_MS = 20_000;
const SECRETS = { token: "xoxb-bench", signingSecret: "bench-signing-secret" };

interface Row {
  run: string;
  phase: string;
  state: string;
  lines: number;
  read_lines: number;
  created: number;
  fresh: number;
  known: number;
  wrong: number;
}

export async function importAFile(built: BuiltWorker, { lines, kills }: { lines: number; kills: Kill[] }): Promise<ImportAccount> {
  const [admin] = manyPeople(1).map((person) => ({ ...person, passerelleRoles: ["admin"] }));
  let slack: ReturnType<typeof slackStandIn> | undefined;
  const vendors = await served(async (request) => {
    const { pathname, search } = new URL(request.url);
    if (!slack || !pathname.startsWith("/slack/")) return new Response(null, { status: 503 });
    return slack.fetch(new Request(`http://slack.bench${pathname.slice("/slack".length)}${search}`, request));
  });
  const vars = {
    CRM: "builtin",
    SLACK_BOT_TOKEN: SECRETS.token,
    SLACK_SIGNING_SECRET: SECRETS.signingSecret,
    SLACK_API_URL: `${vendors.url}/slack/api/`,
    SIRENE_URL: `${vendors.url}/register`,
  };
  const house = await openKillableHouse({ built, people: [admin as never], vars });
  slack = slackStandIn({ ...SECRETS, team: sandboxTeam, people: [admin as never], workerUrl: house.url, url: `${vendors.url}/slack` });
  try {
    return await carryThrough(house, slack, admin?.id as string, { lines, kills });
  } finally {
    await house.close();
    await vendors.close();
  }
}

async function carryThrough(
  house: KillableHouse,
  slack: ReturnType<typeof slackStandIn>,
  who: string,
  { lines, kills }: { lines: number; kills: Kill[] },
): Promise<ImportAccount> {
  const person = slack.person(who);
  const { text, expected } = fileOf(lines);
  const left = [...kills];
  let dead = 0;
  const look = () =>
    house.rows<Row>("SELECT i.*, r.id AS run, r.state FROM imports i JOIN runs r ON r.id = i.run_id OR r.input LIKE '%' || i.id || '%'")[0];
  /** Kills where it is time to, until `over`. */
  async function until(over: (row: Row) => boolean): Promise<number> {
    const began = Date.now();
    for (;;) {
      const row = look();
      if (row && over(row)) return Date.now() - began;
      if (Date.now() - began > PATIENCE_MS) throw new Error(`the import stands still: ${JSON.stringify(row)}`);
      const [next] = left;
      if (row && next && isTime(next, row) && house.kill()) {
        left.shift();
        const at = Date.now();
        const before = JSON.stringify(row);
        await house.standing();
        while (JSON.stringify(look()) === before && Date.now() - at < PATIENCE_MS) await sleep(200);
        dead += Date.now() - at;
      }
      await sleep(20);
    }
  }

  const opened = async () => {
    for (let tries = 1; ; tries++) {
      await person.command("/passerelle", "import");
      const form = await slack.eventually(() => person.modal(), TYPED_AGAIN_MS).catch(() => undefined);
      if (form) return form;
      if (tries === 5) throw new Error("the window of the import does not open");
    }
  };
  const form = await opened();
  await person.submit(form, { file: [person.upload("clients.csv", text)] });
  const columns = await slack.eventually(() => person.modal()?.callback_id === "import_columns" && person.modal(), 60_000);
  const began = Date.now();
  await person.submit(columns);
  await until(({ state }) => state === "asking");
  const card = await slack.eventually(
    () => person.messages().find(({ blocks }) => JSON.stringify(blocks).includes("answer:import:fresh")),
    SEEN_MS,
  );
  await person.press(card, "answer:import:fresh");
  await until(({ state }) => state === "done");
  const ended = Date.now();
  await slack.eventually(() => JSON.stringify(person.messages()).includes("import_undo"), 90_000).catch(() => undefined);

  const one = (sql: string) => house.rows<{ n: number }>(sql)[0]?.n ?? Number.NaN;
  const row = look() as Row;
  const created = one("SELECT count(*) AS n FROM crm_parties");
  const distinct = one("SELECT count(DISTINCT email) AS n FROM crm_parties");
  const told = one("SELECT count(*) AS n FROM audit WHERE action = 'client.create'");
  const listed = one(
    "SELECT count(DISTINCT client_id) AS n FROM import_lines l JOIN clients c ON c.id = l.client_id WHERE l.state = 'created'",
  );
  const wrongly = Math.abs(row.known - expected.known) + Math.abs(row.wrong - expected.wrong) + Math.abs(row.created - expected.created);
  const cards = person.messages();
  return {
    lost: Math.max(0, expected.created - Math.min(distinct, listed)) + wrongly,
    doubled: created - distinct + Math.abs(told - created) + (one("SELECT count(*) AS n FROM clients") - listed),
    untold: (cards.length === 1 ? 0 : 1) + (JSON.stringify(cards).includes("import_undo") ? 0 : 1),
    kills: house.kills(),
    seconds: (ended - began) / 1_000,
    busySeconds: (ended - began - dead) / 1_000,
  };
}

function isTime([phase, part]: Kill, row: Row): boolean {
  if (row.phase !== phase) return false;
  return (phase === "checking" ? row.read_lines / row.lines : row.created / (row.created + row.fresh)) >= part;
}
