/** How a sale is seen to stand: in the books, and by its people on their cards. */
import { personIdOf } from "../../sandbox/person-row.ts";
import type { Message } from "../../sandbox/slack/workspace.ts";
import type { Credit, Played, RunRow, Sale, Stage } from "./stage.ts";

/** Messages of ours in somebody's direct messages that carry this run. */
export const cardsOf = (stage: Stage, userId: string, runId: string): Message[] =>
  stage.slack
    .messages(`D${userId.slice(1)}`)
    .filter((message) => message.ephemeralTo === undefined && JSON.stringify(message.metadata ?? {}).includes(runId));

export const cardOf = (stage: Stage, { userId, runId }: { userId: string; runId: string }): Message | undefined =>
  cardsOf(stage, userId, runId)[0];

export const invoiceOf = (stage: Stage, { runId }: Sale) => stage.invoices.get(`i${runId}`);

export const runsOf = (stage: Stage, { people }: Played): RunRow[] => {
  const own = new Set(people.map(({ id }) => personIdOf(id)));
  return [...stage.runs.values()].filter(({ actor }) => own.has(actor));
};

/** The card has it with its number and a button for its file. */
function showsPaper(stage: Stage, card: Message | undefined, invoiceId: string): boolean {
  const paper = stage.invoices.get(invoiceId);
  const text = JSON.stringify(card?.blocks ?? []);
  return Boolean(paper?.number && paper.file) && text.includes(paper?.number ?? "") && text.includes(`"document_open:${paper?.file}"`);
}

/** As it stands now: issued, and what took it back if anything did. */
export function isSaleTold(stage: Stage, sale: Sale): boolean {
  const card = cardOf(stage, sale);
  const credit = stage.creditOf.get(`i${sale.runId}`);
  return showsPaper(stage, card, `i${sale.runId}`) && (!credit || showsPaper(stage, card, credit));
}

export function isCreditTold(stage: Stage, credit: Credit): boolean {
  const note = stage.creditOf.get(credit.invoiceId) ?? "";
  return stage.runs.get(credit.runId)?.state === "done" && showsPaper(stage, cardOf(stage, credit), note);
}

/** Somebody else's card than the sale's own: theirs who issued it. */
export function isIssueTold(stage: Stage, userId: string, run: RunRow, sale: Sale): boolean {
  return run.state === "done" && (run.quiet === 1 || showsPaper(stage, cardOf(stage, { userId, runId: run.id }), `i${sale.runId}`));
}
