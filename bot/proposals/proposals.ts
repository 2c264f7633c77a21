/** Clients to review: the window that a card or a list opens, and its buttons. What differs and what comes of it is edge/proposals/. */
import type { App, BlockAction, ButtonAction, SlackViewAction } from "@slack/bolt";
import { OPEN_REVIEW } from "./proposal-card.ts";
import { IGNORE, openReview, pressInReview, REVIEW, SKIP, submitReview } from "./review-window.ts";

export function proposals(app: App) {
  app.action<BlockAction<ButtonAction>>(OPEN_REVIEW, async ({ ack, body, action, context: { desk } }) => {
    await ack();
    await openReview(desk, body, typeof action.value === "string" ? action.value : "");
  });
  for (const id of [IGNORE, SKIP])
    app.action<BlockAction<ButtonAction>>(id, async ({ ack, body, context: { desk } }) => {
      await ack();
      if (body.view) await pressInReview(desk, body, body.view as SlackViewAction["view"], id === SKIP);
    });
  app.view(REVIEW, async ({ ack, body, context: { desk } }) => {
    const answer = await submitReview(desk, body);
    await (ack as (answer?: object) => Promise<void>)(answer);
  });
}
