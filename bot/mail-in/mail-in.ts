/** Mail that came in: the buttons beside it. The list itself is /passerelle mail-in; the card's question is answered like any run's. */
import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import { takeBack } from "../../edge/mail-in/take-back.ts";
import { readMemory } from "../answers.ts";
import { answerOf } from "../passerelle/passerelle-messages.ts";
import { mailsMessage, OLDER_MAILS } from "./mails-message.ts";
import { TAKE_BACK } from "./sender-card.ts";

export function mailsIn(app: App) {
  app.action<BlockAction<ButtonAction>>(TAKE_BACK, async ({ ack, body, action, respond, context: { desk } }) => {
    await ack();
    const { person, say } = await desk.meet(body);
    const done = await takeBack(desk.house, typeof action.value === "string" ? action.value : "", person);
    await respond({ response_type: "ephemeral", replace_original: false, ...answerOf(say.mailIn.takenBack[done]) });
  });

  app.action<BlockAction<ButtonAction>>(OLDER_MAILS, async ({ ack, body, action, respond, context: { desk } }) => {
    await ack();
    const { receivedAt, id } = readMemory<{ receivedAt: unknown; id: unknown }>(action.value);
    const before = typeof receivedAt === "number" && typeof id === "string" ? { receivedAt, id } : null;
    await respond({ response_type: "ephemeral", replace_original: true, ...(await mailsMessage(desk, await desk.meet(body), before)) });
  });
}
