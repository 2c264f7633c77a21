/** The buttons of a run's question, whatever the run is about: a press is the answer, and the run goes on. */
import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import type { Button } from "@slack/types";
import { answerRun } from "../edge/runs/start-run.ts";
import { button } from "./forms.ts";
import { runWindow } from "./home/windows.ts";

/** "answer:twin:existing": the question's name and the option. */
const ANSWER = /^answer:(\w+):(\w+)$/;

interface Asked {
  runId: string;
  question: string;
}

/** Stands on the run's card, one for each option. */
export const answerButton = ({ runId, question }: Asked, option: string, label: string, look?: Parameters<typeof button>[3]): Button =>
  button(`answer:${question}:${option}`, label, runId, look);

export function runAnswers(app: App) {
  app.action<BlockAction<ButtonAction>>(ANSWER, async ({ ack, body, action, context: { desk } }) => {
    await ack();
    const [, name = "", option = ""] = ANSWER.exec(action.action_id) ?? [];
    const reader = await desk.meet(body);
    const runId = typeof action.value === "string" ? action.value : "";
    await answerRun(desk.house, { runId, name, option, actor: reader.person });
    // In a window (App Home opens one) nobody else draws what came of it.
    if (body.view?.type === "modal") await desk.redraw(body.view, await runWindow(desk, reader, runId));
  });
}
