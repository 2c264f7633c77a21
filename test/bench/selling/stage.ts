/** Many histories of invoices in one firm's world: a seller set up, a client each, people who keep the books. */
import { insertClient } from "../../../edge/clients/client-store.ts";
import { frenchVatNumber } from "../../../edge/companies/company-numbers.ts";
import builtin from "../../../edge/connectors/builtin/index.ts";
import { personIdOf } from "../../sandbox/person-row.ts";
import { sampleFirm } from "../../sandbox/sample-firm.ts";
import type { SandboxPerson } from "../../sandbox/slack/people.ts";
import { inventedName } from "../histories/cast.ts";
import { manyCompanies, manyPeople } from "../many-people.ts";
import type { BuiltWorker } from "../raw-worker.ts";
import { type Breaking, breakFor, breaking, shaken } from "../world/breaks.ts";
import { Marks, type Sent, throughTheDoor } from "../world/marks.ts";
import { openWorld, type World } from "../world/world.ts";
import type { Action, History } from "./plan.ts";

/** A preview in which somebody pressed: a sale that is meant. */
export interface Sale {
  action: Extract<Action, { does: "sell" }>;
  userId: string;
  /** Of the run that the preview becomes; the invoice's id is "i" and this one. */
  runId: string;
  /** The last thing that a person did about it, UTC ms. */
  askedAt: number;
}

export interface Credit {
  userId: string;
  invoiceId: string;
  runId: string;
}

export interface Played extends Breaking {
  history: History;
  people: SandboxPerson[];
  client: { id: string; name: string };
  sales: Sale[];
  credits: Credit[];
  /** Previews that are dealt with. */
  pressed: Set<string>;
  /** The last of each kind as it was sent, by whom: Slack may send it again. */
  sent: Map<string, Sent>;
}

export interface RunRow {
  id: string;
  kind: string;
  state: string;
  actor: string;
  quiet: number;
  channel: string | null;
}

export interface InvoiceRow {
  id: string;
  kind: string;
  state: string;
  clientId: string;
  number: string | null;
  file: string | null;
  credits: string | null;
}

export interface Stage extends World {
  histories: Played[];
  /** As `look` last saw them. */
  runs: Map<string, RunRow>;
  invoices: Map<string, InvoiceRow>;
  /** Invoice → its credit note. */
  creditOf: Map<string, string>;
  look(): void;
}

const RUNS = "SELECT id, kind, state, actor, card_version = 9007199254740991 AS quiet, card_channel AS channel FROM runs";
const INVOICES = "SELECT id, kind, state, client_id AS clientId, number, file, credits FROM invoices";

export async function openStage(built: BuiltWorker, histories: History[]): Promise<Stage> {
  const everybody = manyPeople(histories.reduce((sum, { people }) => sum + people, 0)).map((one) => ({
    ...one,
    passerelleRoles: ["accounting" as const],
  }));
  const marks = new Marks<Played>();
  let next = 0;
  const played = histories.map((history, i): Played => {
    const people = everybody.slice(next, next + history.people);
    next += history.people;
    const client = { id: `cbench${i}`, name: inventedName(i) };
    const one = { ...breaking(history.breaks, () => world.kill()), history, people, client };
    const whole = { ...one, sales: [], credits: [], pressed: new Set<string>(), sent: new Map<string, Sent>() };
    for (const { id } of people) marks.add(id, whole);
    return whole;
  });
  const world: World = await openWorld({
    built,
    crm: "builtin",
    people: everybody,
    companies: [],
    furnish: (db) => furnish(db, played),
    breaks({ service, path, text, behind }) {
      const whose = service === "slack" ? marks.find(text, behind) : undefined;
      // Whoever posts twice has posted two: Slack takes no key from us.
      return whose && breakFor(whose, ["slack"], { twiceIsTwo: path === "/api/chat.postMessage" });
    },
    door: (request) => throughTheDoor(request, marks, note),
    onKill: () => shaken(played),
  });
  const stage: Stage = {
    ...world,
    histories: played,
    runs: new Map(),
    invoices: new Map(),
    creditOf: new Map(),
    look() {
      stage.runs = new Map(world.house.rows<RunRow>(RUNS).map((row) => [row.id, row]));
      stage.invoices = new Map(world.house.rows<InvoiceRow>(INVOICES).map((row) => [row.id, row]));
      stage.creditOf = new Map([...stage.invoices.values()].flatMap(({ id, credits }) => (credits ? [[credits, id]] : [])));
    },
  };
  return stage;
}

function note(played: Played, sent: Sent, text: string): void {
  const [, type = "command"] = /"type":"(block_actions|view_submission)"/.exec(text) ?? [];
  const [user = ""] = /U0B\d{4}/.exec(text) ?? [];
  played.sent.set(`${type} ${user}`, sent);
}

/** The sandbox's seller, and of each history its client, in the CRM and in the directory. */
async function furnish(db: D1Database, played: Played[]): Promise<void> {
  await db.batch(sampleFirm(db));
  const { crm } = builtin.open({ secret: {}, fetch, db, mayCall: async () => true });
  const companies = manyCompanies(played.length);
  const now = Date.now();
  const rows = played.map(({ client, people }, i) => {
    const { siren = "", siret = "", postcode = "", city = "" } = companies[i] ?? {};
    const vatNumber = frenchVatNumber(siren);
    const party = { name: client.name, kinds: ["client" as const], company: true, siren, siret, vatNumber, email: "", phone: "" };
    const address = { line: "12 rue des Essais", postcode, city, country: "FR" };
    const reference = `CL-${client.id}`;
    return { party: { ...party, address, note: "" }, reference, id: client.id, createdBy: personIdOf(people[0]?.id ?? "") };
  });
  const ids =
    (await crm.createMany?.(rows.map(({ party, reference }) => ({ party, reference, contact: null, contactReference: "" })))) ?? new Map();
  for (let i = 0; i < rows.length; i += 50)
    await db.batch(
      rows.slice(i, i + 50).flatMap(({ party, reference, id, createdBy }) => {
        const { address, note: _, ...known } = party;
        const { postcode, city, country } = address;
        const crmRow = { id, reference, connector: "builtin", externalId: ids.get(reference) ?? "", postcode, city, country };
        const row = {
          ...known,
          ...crmRow,
          email: null,
          state: "active",
          verification: "verified",
          verifiedAt: now,
          facts: null,
          createdBy,
        };
        return insertClient(db, row as Parameters<typeof insertClient>[1], now);
      }),
    );
}
