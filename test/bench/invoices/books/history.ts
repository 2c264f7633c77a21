/** One history of an invoice, drawn from a seed: who does what to it at the same time, and what breaks on the way. Played, and judged. */

import { PasserelleError } from "../../../../edge/errors.ts";
import { lawfulPdfs } from "../../../../edge/invoices/document-maker.ts";
import type { Invoice } from "../../../../edge/invoices/invoice.ts";
import { readInvoice } from "../../../../edge/invoices/invoice-store.ts";
import type { Run } from "../../../../edge/runs/run.ts";
import { readRun } from "../../../../edge/runs/run-store.ts";
import { aLine, aSale, type Dice, dice } from "../../../fixtures/invoices.ts";
import { migratedD1 } from "../../plain-d1.ts";
import { aSlack } from "./desk.ts";
import { type Asked, aClient, aFirm, aPerson, openBooks } from "./house.ts";
import { type Fate, plainR2 } from "./mortal.ts";

export interface Verdict {
  seed: number;
  runs: number;
  faults: number;
  deaths: number;
  /** What is not as it must be; none = sound. */
  wrong: string[];
}

/** A run makes some thirty calls: a fate behind its end never comes. */
const MOST_CALLS = 40;

export async function playHistory(seed: number): Promise<Verdict> {
  const roll = dice(seed);
  const { db, sqlite } = migratedD1();
  const { files, keys } = plainR2();
  const faults = { deaths: roll.whole(0, 3), slack: roll.whole(0, 2), maker: roll.whole(0, 1), crm: roll.whole(0, 2), met: 0 };
  const slackAt = new Map(Array.from({ length: faults.slack }, () => [roll.whole(1, 12), roll.one(["lose", "down"] as const)]));
  const desk = aSlack((call) => {
    const fault = slackAt.get(call);
    if (fault) faults.met += 1;
    return fault;
  });
  const once = (left: "maker" | "crm", error: Error) => {
    if (faults[left] === 0 || !roll.chance(0.5)) return;
    faults[left] -= 1;
    faults.met += 1;
    throw error;
  };
  const books = openBooks({
    db,
    files,
    desk,
    makers: {
      ...lawfulPdfs,
      invoice: async (invoice: Invoice, look) => {
        once("maker", new Error("out of ink"));
        return lawfulPdfs.invoice(invoice, look);
      },
    },
    fateOf: () => fate(roll, faults),
    beforeCrm: () => once("crm", new PasserelleError("vendor_unavailable")),
  });
  await aFirm(db);
  const [ana, bob] = [await aPerson(db, "ana", "accounting"), await aPerson(db, "bob", "director")];
  const client = { clientId: await aClient(db, "c1") };
  const sale = aSale([aLine(String(roll.whole(1, 9)), String(roll.whole(1, 900)))]);

  const wrong: string[] = [];
  const play = async (asked: Asked[]): Promise<Run[]> => {
    const begun = await Promise.all(asked.map((one) => books.ask(one)));
    if (!(await books.settle())) wrong.push("in the dark: something does not come to its end");
    return Promise.all(begun.map(async ({ id }) => (await readRun(db, id)) as Run));
  };
  const twice = <T>(one: T): T[] => (roll.chance(0.4) ? [one, one] : [one]);

  const [drafted] = await play(twice({ kind: "draft-invoice", input: { client, sale }, intent: ["preview", "1"], by: ana }));
  const invoiceId = String(drafted?.outcome?.invoiceId);
  let version = 1;
  if (roll.chance(0.3)) {
    const other = aSale([aLine("1", "77")]);
    const edit = (tab: string) => ({
      kind: "edit-draft",
      input: { invoiceId, version: 1, client, sale: other },
      intent: ["edit", tab],
      by: ana,
    });
    const edits = await play([edit("one"), edit("two")]);
    const done = edits.filter(({ state }) => state === "done").length;
    if (done !== 1) wrong.push(`${done} of two tabs changed the draft`);
    version = 2;
  }
  const issue = (by: typeof ana, tab: string) => ({
    kind: "issue-invoice",
    input: { invoiceId, version, issuedOn: null },
    intent: ["issue", tab],
    by,
  });
  const racing = roll.chance(0.2) ? [{ kind: "delete-draft", input: { invoiceId, version }, intent: ["delete"], by: bob }] : [];
  const issues = await play([...twice(issue(ana, "one")), ...(roll.chance(0.4) ? [issue(bob, "two")] : []), ...racing]);
  const numbers = new Set(issues.flatMap(({ outcome }) => (outcome?.number ? [outcome.number] : [])));
  const credit = (by: typeof ana, tab: string) => ({
    kind: "credit-invoice",
    input: { invoiceId, reason: "" },
    intent: ["credit", tab],
    by,
  });
  const credited = roll.chance(0.5);
  if (credited) await play([...twice(credit(ana, "one")), ...(roll.chance(0.5) ? [credit(bob, "two")] : [])]);

  wrong.push(...(await judge({ db, keys, invoiceId, credited, numbers, cards: desk.cards, raced: racing.length > 0 })));
  const runs = await db.prepare("SELECT count(*) AS n FROM runs").first<number>("n");
  sqlite.close();
  return { seed, runs: runs ?? 0, faults: faults.met, deaths: books.deaths(), wrong };
}

function fate(roll: Dice, left: { deaths: number; met: number }): Fate | undefined {
  if (left.deaths === 0 || !roll.chance(0.5)) return undefined;
  left.deaths -= 1;
  left.met += 1;
  return { call: roll.whole(1, MOST_CALLS), how: roll.one(["before", "behind", "sleep"] as const) };
}

interface Ended {
  db: D1Database;
  keys: Map<string, Uint8Array>;
  invoiceId: string;
  credited: boolean;
  numbers: Set<unknown>;
  cards: ReturnType<typeof aSlack>["cards"];
  /** Somebody deleted the draft at the same moment: one of the two has it. */
  raced: boolean;
}

async function judge({ db, keys, invoiceId, credited, numbers, cards, raced }: Ended): Promise<string[]> {
  const count = async (sql: string) => (await db.prepare(`SELECT count(*) AS n FROM ${sql}`).first<number>("n")) ?? -1;
  const invoice = await readInvoice(db, invoiceId);
  const deleted = raced && !invoice;
  const issued = deleted ? 0 : 1;
  const credits = credited && issued ? 1 : 0;
  const rows = [
    ["invoices", await count("invoices WHERE kind = 'invoice'"), issued],
    ["credit notes", await count("invoices WHERE kind = 'credit-note'"), credits],
    ["drafts left", await count("invoices WHERE state = 'draft'"), 0],
    ["numbers told", numbers.size, issued],
    ["numbers given", await count("number_series WHERE last = 1"), issued + credits],
    ["series", await count("number_series"), issued + credits],
    ["documents", await count("documents"), issued + credits],
    ["files of documents", await count("invoices i JOIN documents d ON d.id = i.file"), issued + credits],
    ["files", keys.size, issued + credits],
    ["issues in the trail", await count("audit WHERE action = 'invoice.issue'"), issued],
    ["credits in the trail", await count("audit WHERE action = 'invoice.credit'"), credits],
    ["drafts in the trail", await count("audit WHERE action = 'invoice.draft'"), 1],
    ["runs without an end", await count("runs WHERE ended_at IS NULL"), 0],
    ["runs given up", await count("runs WHERE state = 'failed'"), 0],
    ["cards", cards.length, await count("runs")],
  ] as const;
  const wrong = rows.filter(([, is, must]) => is !== must).map(([name, is, must]) => `${name}: ${is}, not ${must}`);
  const { results } = await db.prepare("SELECT id, state FROM runs").all<{ id: string; state: string }>();
  for (const { id, state } of results) {
    const own = cards.filter(({ runId }) => runId === id);
    if (own.length !== 1 || own[0]?.last !== state) wrong.push(`told ${own.map(({ last }) => last).join(" and ")}, and it is ${state}`);
  }
  return wrong;
}
