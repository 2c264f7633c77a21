/** A history, played: its people act one after the other or together, and go on when they see how the last thing ended. */
import { setTimeout as sleep } from "node:timers/promises";
import { intentId } from "../../../edge/runs/intent.ts";
import type { Message, View } from "../../sandbox/slack/workspace.ts";
import { playedThrough } from "../world/breaks.ts";
import { sendAgain } from "../world/marks.ts";
import { seen, submit, untilThere } from "../world/person-driver.ts";
import { cardOf, isCreditTold, isIssueTold, isSaleTold } from "./ends.ts";
import { holds, lookUp, openCredit, press, previewOf, typeLine } from "./person.ts";
import type { Action, Press } from "./plan.ts";
import type { Credit, Played, Sale, Stage } from "./stage.ts";

export const PATIENCE_MS = 120_000;

type Sell = Extract<Action, { does: "sell" }>;

export const play = (stage: Stage, played: Played): Promise<void> =>
  playedThrough(played, stage.kill, async () => {
    const { actions } = played.history;
    for (let i = 0; i < actions.length; ) {
      const together = [actions[i++] as Action];
      for (let next = actions[i]; next?.does === "sell" && next.alongside; next = actions[i]) together.push(actions[i++] as Action);
      await Promise.all(together.map((action) => (action.does === "sell" ? sell(stage, played, action) : credit(stage, played, action))));
      for (const sale of played.sales) await until(played, sale.askedAt, `the sale ${sale.runId}`, () => isSaleTold(stage, sale));
    }
  });

const idOf = (played: Played, who: number) => played.people[who]?.id ?? "";

async function sell(stage: Stage, played: Played, action: Sell): Promise<void> {
  const userId = idOf(played, action.who);
  const preview = await typeLine(
    stage.slack,
    userId,
    `${played.client.name} 3 x Conseil 800 € HT 30j`,
    (id) => id !== "" && !played.pressed.has(id),
  );
  const id = previewOf(preview);
  played.pressed.add(id);
  const sale: Sale = { action, userId, runId: await intentId("draft-invoice", "sale", id), askedAt: Date.now() };
  played.sales.push(sale);
  const tabs = { issue: ["sale_issue"], draft: ["sale_create"], both: ["sale_create", "sale_issue"] }[action.way];
  // A tab of its own shows what stood there when it was opened.
  const press = pressing(stage, played, userId, action.pressed, () =>
    tabs.map((tab) => [tabs.length > 1 ? structuredClone(preview) : preview, tab]),
  );
  await untilDone(`${userId} cannot press in the preview`, press, () => stage.runs.has(sale.runId));
  const isShown = () => isSaleTold(stage, sale) || holdsIssue(cardOf(stage, sale));
  await until(played, sale.askedAt, `the draft ${sale.runId}`, isShown);
  if (!isSaleTold(stage, sale)) await Promise.all(action.issuers.map((who) => issue(stage, played, sale, who)));
}

const holdsIssue = (message: Message | undefined) => message !== undefined && holds(message, "paper_issue");

async function issue(stage: Stage, played: Played, sale: Sale, who: number): Promise<void> {
  const userId = idOf(played, who);
  const { slack } = stage;
  const isOwn = userId === sale.userId;
  const found = isOwn ? cardOf(stage, sale) : await lookUp(slack, userId, played.client.name, `i${sale.runId}`);
  if (!found) throw new Error(`the card of ${sale.runId} is gone`);
  sale.askedAt = Date.now();
  const runId = await intentId("issue-invoice", "paper", `i${sale.runId}`, "1");
  // What was pressed says so: else they press again.
  const isAnswered = () => stage.runs.has(runId) && (isOwn || !holdsIssue(found));
  await untilDone(
    `${userId} cannot issue`,
    pressing(stage, played, userId, sale.action.pressed, () => [[found, "paper_issue"]]),
    isAnswered,
  );
  await until(played, sale.askedAt, `the issue ${runId}`, () => {
    const run = stage.runs.get(runId);
    return run !== undefined && isIssueTold(stage, run.actor.slice(2), run, sale);
  });
}

/** Presses each of these once, with so many hands, or has Slack send the last one again. */
function pressing(stage: Stage, played: Played, userId: string, how: Press, what: () => [Message, string][]): () => Promise<void> {
  let first = true;
  return async () => {
    const hands = first && how === "twice" ? 2 : 1;
    const twice = Array.from({ length: hands }, what).flat();
    await Promise.all(twice.map(([message, action]) => press(stage.slack, userId, message, action)));
    if (first && how === "again") again(played, "block_actions", userId);
    first = false;
  };
}

function again(played: Played, type: string, userId: string): void {
  const sent = played.sent.get(`${type} ${userId}`);
  if (sent) void sleep(300, sent).then(sendAgain);
}

async function credit(stage: Stage, played: Played, { sale: which, who, sent }: Extract<Action, { does: "credit" }>): Promise<void> {
  const sells = played.history.actions.filter(({ does }) => does === "sell");
  const sale = played.sales.find(({ action }) => action === sells[which]);
  if (!sale) throw new Error("what is to be credited was not sold");
  const windows = await Promise.all(
    who.map(async (one) => ({ userId: idOf(played, one), view: await window(stage, played, sale, idOf(played, one)) })),
  );
  await Promise.all(windows.map(({ userId, view }) => send(stage, played, { sale, userId, view, sent })));
}

/** From one's own card, or from a look-up. */
function window(stage: Stage, played: Played, sale: Sale, userId: string): Promise<View | "credited"> {
  const { slack } = stage;
  const invoiceId = `i${sale.runId}`;
  const message = async () => (userId === sale.userId ? cardOf(stage, sale) : lookUp(slack, userId, played.client.name, invoiceId));
  return openCredit(slack, userId, { invoiceId, message, isCredited: () => stage.creditOf.has(invoiceId) });
}

interface Sent {
  sale: Sale;
  userId: string;
  view: View | "credited";
  sent: Press;
}

async function send(stage: Stage, played: Played, { sale, userId, view: first, sent }: Sent): Promise<void> {
  for (let view = first; view !== "credited"; view = await window(stage, played, sale, userId)) {
    const wish: Credit = { userId, invoiceId: `i${sale.runId}`, runId: await intentId("credit-invoice", "modal", view.id) };
    played.credits.push(wish);
    sale.askedAt = Date.now();
    const closed = await submit(stage.slack, { userId, contact: { reason: "Prestation annulée" } }, view, sent === "twice" ? 2 : 1);
    if (closed) {
      if (sent === "again") again(played, "view_submission", userId);
      return until(played, sale.askedAt, `the credit ${wish.runId}`, () => isCreditTold(stage, wish));
    }
    played.credits = played.credits.filter((one) => one !== wish);
  }
}

const untilDone = (otherwise: string, act: () => Promise<void>, done: () => boolean) =>
  untilThere(otherwise, async () => {
    await act();
    return seen(() => done() || undefined);
  });

async function until(played: Played, askedAt: number, what: string, done: () => boolean): Promise<void> {
  while (!done()) {
    if (Date.now() > Math.max(played.lastFaultAt, askedAt) + PATIENCE_MS) throw new Error(`${what} is in the dark`);
    await sleep(150);
  }
}
