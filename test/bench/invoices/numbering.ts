/**
 * Numbers under fire: invoices and credit notes issued at once, each run's first instance killed at another of its calls, some on an
 * earlier day than others; and the books alone, on a real D1, with everybody at them in the same moment. No gap, no double, in the order
 * of days, in both series.
 */
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import builtin from "../../../edge/connectors/builtin/index.ts";
import { composeInvoice } from "../../../edge/invoices/compose-invoice.ts";
import type { Makers } from "../../../edge/invoices/document-maker.ts";
import { insertDraft } from "../../../edge/invoices/draft-store.ts";
import { addDays } from "../../../edge/invoices/due-date.ts";
import { DEFAULT_RULES, numberingOf } from "../../../edge/invoices/firm/firm.ts";
import { parisDay } from "../../../edge/invoices/paris-day.ts";
import { aLine, aSale, dice, someFacts } from "../../fixtures/invoices.ts";
import { migrate } from "../migrate.ts";
import { migratedD1 } from "../plain-d1.ts";
import { aSlack } from "./books/desk.ts";
import { aClient, aFirm, aPerson, openBooks } from "./books/house.ts";
import { type Fate, plainR2 } from "./books/mortal.ts";

export interface Numbered {
  issues: number;
  kills: number;
  wrong: string[];
}

/** A run makes some thirty calls of the database. */
const CALLS = 34;
const page: Makers = {
  invoice: async ({ number }) => new TextEncoder().encode(number),
  quote: async ({ number }) => new TextEncoder().encode(number),
};

/** @param count of invoices; a third of them is credited, at the same time as the others are issued */
export async function numberAtOnce(count: number, seed = 1): Promise<Numbered> {
  const { db, sqlite } = migratedD1();
  const numbered = await play(db, plainR2().files, count, seed);
  sqlite.close();
  return numbered;
}

/** The books alone, on D1 itself: as many transactions in the same moment. */
export async function numberOnD1(count: number): Promise<Pick<Numbered, "issues" | "wrong">> {
  const options = { modules: true, script: "export default {}", compatibilityDate: "2026-10-23", d1Databases: ["DB"] };
  const miniflare = new Miniflare(convertV4MiniflareOptions(options));
  try {
    const db = (await miniflare.getD1Database("DB")) as unknown as D1Database;
    await migrate(db);
    const { invoicing } = builtin.open({ secret: {}, fetch, db, mayCall: async () => true });
    const ids = await drafts(db, count);
    const by = (runId: string) => ({ actor: "ana", runId });
    const wish = (kind: "invoice" | "credit-note") => ({
      document: composeInvoice(someFacts({ kind, number: "", issuedOn: parisDay() })),
      numbering: numberingOf(DEFAULT_RULES, kind, parisDay()),
    });
    const draft = { clientId: "c1", sale: SALE, totalCents: 12_000, quote: null };
    const issue = (id: string) => invoicing.issue(id, { version: 1, ...wish("invoice") }, by(id));
    const early = ids.slice(0, Math.floor(count / 3));
    await Promise.all(early.map(issue));
    await Promise.all([
      // Each twice: whoever is second is told the same.
      ...[...ids.slice(early.length), ...ids.slice(early.length)].map(issue),
      ...early.map((of) => invoicing.credit(`k${of}`, { of, draft, ...wish("credit-note") }, by(`k${of}`))),
    ]);
    return { issues: count + early.length, wrong: await seriesOf(db) };
  } finally {
    await miniflare.dispose();
  }
}

const SALE = aSale([aLine("1", "100")]);

async function drafts(db: D1Database, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, i) => `i${i}`);
  const draft = { kind: "invoice", clientId: "c1", sale: SALE, totalCents: 12_000, createdBy: "ana", credits: null } as const;
  await db.batch(ids.map((id, i) => insertDraft(db, { ...draft, id }, i)));
  return ids;
}

async function play(db: D1Database, files: R2Bucket, count: number, seed: number): Promise<Numbered> {
  const roll = dice(seed);
  const fates = new Map<string, Fate>();
  const books = openBooks({
    db,
    files,
    desk: aSlack(() => undefined),
    makers: page,
    fateOf(runId) {
      const fate = fates.get(runId);
      fates.delete(runId);
      return fate;
    },
    beforeCrm: () => undefined,
  });
  await aFirm(db);
  const ana = await aPerson(db, "ana", "accounting");
  await aClient(db, "c1");
  const ids = await drafts(db, count);
  const yesterday = addDays(parisDay(), -1);
  const issue = (invoiceId: string, issuedOn: string | null) =>
    books.ask({ kind: "issue-invoice", input: { invoiceId, version: 1, issuedOn }, intent: [invoiceId], by: ana });
  const settled = async (what: string) => ((await books.settle()) ? [] : [`${what} does not come to its end`]);
  const early = ids.slice(0, Math.floor(count / 3));
  await Promise.all(early.map((id) => issue(id, yesterday)));
  const wrong = await settled("the first third");

  const asked = [
    ...ids.slice(early.length).map((id) => issue(id, roll.chance(0.2) ? yesterday : null)),
    ...early.map((invoiceId) => books.ask({ kind: "credit-invoice", input: { invoiceId, reason: "" }, intent: [invoiceId], by: ana })),
  ];
  for (const [i, { id }] of (await Promise.all(asked)).entries())
    fates.set(id, { call: 1 + (i % CALLS), how: roll.one(["before", "behind", "sleep"] as const) });
  wrong.push(...(await settled("the rest")));
  return { issues: count + early.length, kills: books.deaths(), wrong: [...wrong, ...(await judge(db, early.length))] };
}

interface Row {
  series: string;
  seq: number;
  number: string;
  issued_on: string;
}

/** Each series by itself. */
async function seriesOf(db: D1Database): Promise<string[]> {
  const { results } = await db
    .prepare("SELECT series, seq, number, issued_on FROM invoices WHERE state = 'issued' ORDER BY series, seq")
    .all<Row>();
  const wrong: string[] = [];
  for (const series of ["invoice", "credit-note"]) {
    const own = results.filter((row) => row.series === series);
    const last = await db.prepare("SELECT last FROM number_series WHERE series = ?1").bind(series).first<number>("last");
    if (own.some(({ seq }, i) => seq !== i + 1) || last !== own.length)
      wrong.push(`${series}: ${own.map(({ seq }) => seq).join(" ")}, last ${last}`);
    if (new Set(own.map(({ number }) => number)).size !== own.length) wrong.push(`${series}: a number twice`);
    if (own.some(({ issued_on }, i) => issued_on < (own[i - 1]?.issued_on ?? ""))) wrong.push(`${series}: not in the order of days`);
  }
  return wrong;
}

async function judge(db: D1Database, credits: number): Promise<string[]> {
  const count = async (sql: string) => (await db.prepare(`SELECT count(*) AS n FROM ${sql}`).first<number>("n")) ?? -1;
  const issued = await count("invoices WHERE state = 'issued'");
  const rows: [string, number, number][] = [
    ["credit notes", await count("invoices WHERE series = 'credit-note' AND state = 'issued'"), credits],
    ["issues in the trail", await count("audit WHERE action IN ('invoice.issue', 'invoice.credit')"), issued],
    ["files", await count("invoices WHERE file IS NOT NULL"), issued],
    // Whoever came with an earlier day than the last was told, and has a draft still.
    [
      "told of an earlier day",
      await count("runs WHERE state = 'refused' AND code = 'earlier_day'"),
      await count("invoices WHERE state = 'draft'"),
    ],
    ["other ends", await count("runs WHERE state <> 'done' AND code IS NOT 'earlier_day'"), 0],
  ];
  return [...(await seriesOf(db)), ...rows.filter(([, is, must]) => is !== must).map(([name, is, must]) => `${name}: ${is}, not ${must}`)];
}
