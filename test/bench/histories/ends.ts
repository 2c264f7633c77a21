/** How a run is seen to stand: by its row, and by its person on the card. */
import type { Message } from "../../sandbox/slack/workspace.ts";
import type { Asked } from "./played.ts";
import type { Stage } from "./stage.ts";

export const ENDS = ["done", "refused", "failed"];

/** Messages of ours in the person's direct messages that carry this run. */
export const cardsOf = (stage: Stage, { channel, runId }: Asked): Message[] =>
  stage.slack
    .messages(channel)
    .filter((message) => message.ephemeralTo === undefined && JSON.stringify(message.metadata ?? {}).includes(runId));

export const askedCard = (stage: Stage, asked: Asked): Message | undefined => cardsOf(stage, asked)[0];

/** At its end; or at a question that nobody is going to answer. */
export function isOver(stage: Stage, { runId, unanswered }: Asked): boolean {
  const state = stage.rows.get(runId)?.state ?? "";
  return ENDS.includes(state) || (unanswered && state === "asking");
}

/** And its card says so: with the client and what to do with it, with the question, or with why not. */
export function isToldOver(stage: Stage, asked: Asked): boolean {
  if (!isOver(stage, asked)) return false;
  const shown = JSON.stringify(askedCard(stage, asked)?.blocks ?? []);
  const state = stage.rows.get(asked.runId)?.state;
  if (state === "asking") return shown.includes('"answer:twin:new"');
  return state === "done" ? shown.includes('"client_edit"') : /Demande (refusée|abandonnée)/.test(shown);
}
