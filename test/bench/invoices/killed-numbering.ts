/**
 * Numbers under kills that are real: everybody presses in the same moment, workerd is killed at each step of the issue (SIGKILL) and
 * starts again on the same data, until every run has ended and is told. Two series: invoices, and credit notes of some of them.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { insertClient } from "../../../edge/clients/client-store.ts";
import { frenchVatNumber } from "../../../edge/companies/company-numbers.ts";
import builtin from "../../../edge/connectors/builtin/index.ts";
import { insertDraft } from "../../../edge/invoices/draft-store.ts";
import { aLine, aSale } from "../../fixtures/invoices.ts";
import { personIdOf } from "../../sandbox/person-row.ts";
import { sampleFirm } from "../../sandbox/sample-firm.ts";
import { manyCompanies, manyPeople } from "../many-people.ts";
import type { BuiltWorker } from "../raw-worker.ts";
import { numbersWrong } from "../selling/numbers.ts";
import { interaction } from "../slack-requests.ts";
import type { KillableHouse } from "../world/killable-house.ts";
import { openWorld } from "../world/world.ts";

const PATIENCE_MS = 240_000;
const LOOK_MS = 15;
const MET_WITHIN_MS = 60_000;
/** Nothing has moved for so long: what is left waits for a lease. */
const STILL_MS = 3_000;
const TEAM = "T0ATELIER";
const NOBODY = 9007199254740991;

/** What a run stands at when it is killed. All of them are to be met. */
const STEPS = ["queued", "issue", "credit", "make the document", "told"] as const;

export interface Killed {
  issues: number;
  kills: number;
  /** At which steps runs stood when workerd died, and how many. */
  at: Record<string, number>;
  wrong: string[];
}

interface Crowd {
  /** Invoices that are issued in the same moment, at the first kill. */
  atOnce: number;
  /** Fresh ones for each kill after that; as many are credited, half of them at the first kill. */
  each: number;
}

export async function numberUnderKills(built: BuiltWorker, { atOnce, each }: Crowd): Promise<Killed> {
  const people = manyPeople(4).map((one) => ({ ...one, passerelleRoles: ["accounting" as const] }));
  const credited = 2 * each;
  const invoices = credited + atOnce + each * (STEPS.length - 2);
  const ids = Array.from({ length: invoices }, (_, i) => `ikill${String(i).padStart(4, "0")}`);
  const world = await openWorld({
    ...{ built, crm: "builtin", people, companies: [], breaks: () => undefined, onKill: () => undefined },
    furnish: (db) => furnish(db, ids, personIdOf(people[0]?.id ?? "")),
  });
  const { house } = world;
  const at: Record<string, number> = {};
  let turn = 0;
  const askFor = (kind: Kind, some: string[]) => some.map((id) => ask(house, people[turn++ % people.length]?.id ?? "", kind, id));
  try {
    const early = ids.slice(0, credited);
    await Promise.all(askFor("issue-invoice", early));
    await ended(house, early.length);
    const left = ids.slice(credited);
    const asked: Promise<void>[] = askFor("credit-invoice", early.slice(0, each));
    for (const step of STEPS) {
      const [kind, group]: [Kind, string[]] =
        step === "credit" ? ["credit-invoice", early.slice(each)] : ["issue-invoice", left.splice(0, step === "queued" ? atOnce : each)];
      asked.push(...askFor(kind, group));
      await killAt(step, house, world.kill, at);
    }
    await Promise.all(asked);
    await ended(house, invoices + credited);
    return { issues: invoices + credited, kills: house.kills(), at, wrong: judge(house, invoices, credited) };
  } finally {
    await world.close();
  }
}

type Kind = "issue-invoice" | "credit-invoice";

/** Pressed, or submitted, until it is a run: Slack sends again what was not answered, and people press again. */
async function ask(house: KillableHouse, user: string, kind: Kind, id: string): Promise<void> {
  const request = kind === "issue-invoice" ? pressed(user, id) : submitted(user, id);
  const isThere = () => house.rows("SELECT 1 FROM runs WHERE kind = ?1 AND input ->> '$.invoiceId' = ?2", kind, id).length > 0;
  const until = Date.now() + PATIENCE_MS;
  while (!isThere()) {
    if (Date.now() > until) throw new Error(`${kind} of ${id} is not taken`);
    await house.standing();
    await fetch(`${house.url}/slack/events`, { method: "POST", ...request(), signal: AbortSignal.timeout(10_000) }).catch(() => undefined);
    for (let look = 0; look < 20 && !isThere(); look++) await sleep(100);
  }
}

const from = (user: string) => ({
  api_app_id: "A0PASSERELLE",
  token: "bench",
  trigger_id: "1.2.3",
  team: { id: TEAM },
  user: { id: user, team_id: TEAM },
});

const pressed = (user: string, id: string) => () =>
  interaction({
    ...from(user),
    type: "block_actions",
    channel: { id: `D${user.slice(1)}`, name: "directmessage" },
    container: { type: "message", channel_id: `D${user.slice(1)}`, message_ts: "1.0", is_ephemeral: false },
    message: { ts: "1.0", blocks: [] },
    response_url: "http://127.0.0.1:9/response",
    actions: [{ type: "button", action_id: "paper_issue", block_id: "b", value: `${id} 1`, action_ts: "1.0" }],
  });

const submitted = (user: string, id: string) => () =>
  interaction({
    ...from(user),
    type: "view_submission",
    response_urls: [],
    view: {
      ...{ id: `V${id}`, type: "modal", callback_id: "paper_credit_submit", private_metadata: JSON.stringify({ id }) },
      ...{ state: { values: {} }, blocks: [], hash: "1", team_id: TEAM, title: { type: "plain_text", text: "Avoir" } },
    },
  });

const OPEN = `FROM runs WHERE kind IN ('issue-invoice', 'credit-invoice') AND (ended_at IS NULL OR (card_version < version AND card_version <> ${NOBODY}))`;
/** How far the runs are that are not over: by step, or waiting for the first one, or ended and not told yet. */
const WHERE = `SELECT CASE WHEN ended_at IS NOT NULL THEN 'told' WHEN step IS NULL THEN 'queued' ELSE step END AS step, count(*) AS count ${OPEN} GROUP BY 1`;

/** As soon as a run stands there, workerd dies, and all the others with it wherever they are. */
async function killAt(step: string, house: KillableHouse, kill: () => Promise<void>, at: Record<string, number>): Promise<void> {
  const until = Date.now() + MET_WITHIN_MS;
  while (Date.now() < until) {
    const open = house.rows<{ step: string; count: number }>(WHERE);
    if (open.some((one) => one.step === step)) {
      for (const one of open) at[one.step] = (at[one.step] ?? 0) + one.count;
      await kill();
      await house.standing();
      return house.hurry();
    }
    await sleep(LOOK_MS);
  }
}

async function ended(house: KillableHouse, count: number): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  const over = () => {
    const all = house.rows("SELECT 1 FROM runs WHERE kind IN ('issue-invoice', 'credit-invoice')").length;
    return all >= count && house.rows(`SELECT 1 ${OPEN} LIMIT 1`).length === 0;
  };
  let [said, since] = ["", Date.now()];
  while (!over()) {
    const now = JSON.stringify(house.rows(WHERE));
    if (Date.now() > until) throw new Error(`not over: ${now}`);
    if (now !== said) [said, since] = [now, Date.now()];
    else if (Date.now() - since > STILL_MS) {
      since = Date.now();
      await house.hurry();
    }
    await sleep(200);
  }
}

function judge(house: KillableHouse, invoices: number, credits: number): string[] {
  const count = (sql: string) => house.rows<{ n: number }>(`SELECT count(*) AS n FROM ${sql}`)[0]?.n ?? -1;
  const rows: [string, number, number][] = [
    ["invoices", count("invoices WHERE series = 'invoice' AND state = 'issued'"), invoices],
    ["credit notes", count("invoices WHERE series = 'credit-note' AND state = 'issued'"), credits],
    ["drafts left", count("invoices WHERE state = 'draft'"), 0],
    ["files", count("invoices WHERE file IS NOT NULL"), invoices + credits],
    ["kept files", count("documents WHERE class = 'invoice'"), invoices + credits],
    ["issues in the trail", count("audit WHERE action IN ('invoice.issue', 'invoice.credit')"), invoices + credits],
    ["runs that did not end well", count("runs WHERE kind IN ('issue-invoice', 'credit-invoice') AND state <> 'done'"), 0],
  ];
  return [...numbersWrong(house), ...rows.filter(([, is, must]) => is !== must).map(([name, is, must]) => `${name}: ${is}, not ${must}`)];
}

/** The steps at which nobody was killed. */
export const stepsMissed = ({ at }: Killed): string[] => STEPS.filter((step) => !at[step]);

/** The sandbox's seller, one client, and the drafts. */
async function furnish(db: D1Database, ids: string[], createdBy: string): Promise<void> {
  await db.batch(sampleFirm(db));
  const { crm } = builtin.open({ secret: {}, fetch, db, mayCall: async () => true });
  const [company] = manyCompanies(1);
  if (!company) throw new Error("no company");
  const { siren, siret, postcode, city, name } = company;
  const known = { name, kinds: ["client" as const], company: true, siren, siret, vatNumber: frenchVatNumber(siren), email: "", phone: "" };
  const { externalId } = await crm.create(
    { ...known, address: { line: "12 rue des Essais", postcode, city, country: "FR" }, note: "" },
    "CL-K",
  );
  const row = { ...known, id: "ckill", reference: "CL-K", connector: "builtin", externalId, postcode, city, country: "FR" };
  const now = Date.now();
  const more = { email: null, state: "active", verification: "verified", verifiedAt: now, facts: null, createdBy };
  await db.batch(insertClient(db, { ...row, ...more } as Parameters<typeof insertClient>[1], now));
  const sale = aSale([aLine("3", "100")]);
  const draft = { kind: "invoice", clientId: "ckill", sale, totalCents: 36_000, createdBy, credits: null } as const;
  for (let i = 0; i < ids.length; i += 50) await db.batch(ids.slice(i, i + 50).map((id) => insertDraft(db, { ...draft, id }, now)));
}
