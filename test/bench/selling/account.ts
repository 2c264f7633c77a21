/** What stands at the end of each history, counted where it stands: in the books, among the files, in each person's direct messages. */
import { rowText } from "../world/killable-house.ts";
import { findingOf, type Verdict as JudgedVerdict } from "../world/verdict.ts";
import { numberIn } from "./e-invoice-in.ts";
import { cardsOf, isCreditTold, isSaleTold, runsOf } from "./ends.ts";
import { told } from "./plan.ts";
import type { InvoiceRow, Played, Stage } from "./stage.ts";

export type Verdict = JudgedVerdict<Played>;

/** For a reader of a report. */
export const finding = (verdict: Verdict) => findingOf(told(verdict.played.history), verdict);

interface File {
  owner: string;
  key: string;
}

export async function verdicts(stage: Stage): Promise<Verdict[]> {
  stage.look();
  const files = stage.house.rows<File>("SELECT owner_id AS owner, r2_key AS key FROM documents WHERE owner_kind = 'invoice'");
  const all: Verdict[] = [];
  for (const played of stage.histories) all.push(await verdictOn(stage, played, files));
  return all;
}

type Count = (what: string, found: number, due?: number) => void;

async function verdictOn(stage: Stage, played: Played, files: File[]): Promise<Verdict> {
  const rows = runsOf(stage, played).map(({ id, kind }) => `${kind} ${rowText(stage.house, id)}`);
  const verdict: Verdict = { played, lost: [], doubled: [], dark: played.trouble ? [played.trouble] : [], rows };
  const count: Count = (what, found, due = 1) => {
    if (found > due) verdict.doubled.push(`${what} ${found}, due ${due}`);
    if (found < due) verdict.lost.push(`${what} ${found}, due ${due}`);
  };
  const papers = [...stage.invoices.values()].filter(({ clientId }) => clientId === played.client.id);
  const of = (kind: string) => papers.filter((paper) => paper.kind === kind);
  const sells = played.history.actions.filter(({ does }) => does === "sell");
  const credited = new Set(played.credits.map(({ invoiceId }) => invoiceId));
  const toCredit = new Set(played.history.actions.flatMap((action) => (action.does === "credit" ? [action.sale] : [])));
  count("sales pressed", played.sales.length, sells.length);
  count("invoices", of("invoice").length, played.sales.length);
  count("invoices issued", of("invoice").filter(({ state }) => state === "issued").length, played.sales.length);
  count("invoices credited", credited.size, toCredit.size);
  for (const { runId } of played.sales) count(`invoice of ${runId}`, papers.filter(({ id }) => id === `i${runId}`).length);
  for (const id of credited) count(`credit notes of ${id}`, of("credit-note").filter(({ credits }) => credits === id).length);
  count("credit notes", of("credit-note").length, credited.size);
  for (const paper of papers) await countFiles(stage, paper, files, count);
  countCards(stage, played, count);
  return verdict;
}

/** One file, which holds the e-invoice of this very number. */
async function countFiles(stage: Stage, { id, file, number }: InvoiceRow, files: File[], count: Count): Promise<void> {
  const own = files.filter(({ owner }) => owner === id);
  count(`documents of ${id}`, own.length);
  count(`document named by ${id}`, file ? 1 : 0);
  for (const { key } of own) {
    const bytes = await stage.house.file(key);
    const held = bytes && numberIn(bytes);
    count(`e-invoice ${number} in its document (${held ?? "none"})`, held === number ? 1 : 0);
  }
}

/** One for each sale and each request to credit, at its end; of an issue only when it is on somebody else's card. */
function countCards(stage: Stage, played: Played, count: Count): void {
  const { sales, credits } = played;
  const runs = runsOf(stage, played);
  const asked = new Set([...sales, ...credits].map(({ runId }) => runId));
  count("requests", runs.filter(({ kind }) => kind !== "issue-invoice").length, asked.size);
  for (const runId of asked) count(`request ${runId}`, stage.runs.has(runId) ? 1 : 0);
  for (const { id, actor, quiet, kind, state } of runs) {
    count(`cards of ${kind} ${id}`, cardsOf(stage, actor.slice(2), id).length, quiet ? 0 : 1);
    count(`end of ${kind} ${id}`, state === "done" ? 1 : 0);
  }
  // Not only once: an older state that comes late may not take its place.
  for (const sale of sales) count(`card of ${sale.runId} as it stands`, isSaleTold(stage, sale) ? 1 : 0);
  for (const credit of credits) count(`card of credit ${credit.runId} as it stands`, isCreditTold(stage, credit) ? 1 : 0);
}
