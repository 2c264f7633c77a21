/**
 * Reviews of the company's sites, moderated in Slack: registers what is pressed and submitted, and hands over to a part that is loaded
 * then (part.ts). What is decided is a run (edge/reviews/moderate/); what the cards show comes from the database alone.
 */
import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import type { KnownBlock } from "@slack/types";
import type { House } from "../../edge/house.ts";
import type { Locale } from "../../edge/people/person.ts";
import { reviewsDeskPart } from "../../edge/reviews-desk-part.ts";
import type { Run } from "../../edge/runs/run.ts";
import type { Desk, Reader } from "../desk.ts";
import { refreshHome } from "../home/publish-home.ts";
import type { Answer } from "../passerelle/passerelle-messages.ts";
import type { Card } from "../run-cards.ts";
import type { Tools } from "./part.ts";
import { tellReviewsSoon } from "./tell-reviews.ts";

type Part = typeof import("./part.ts");

const part = async () => (await reviewsDeskPart()) as Part;

const tools: Tools = { tellSoon: tellReviewsSoon, refreshHome };

const OURS = /^shop_/;

export function reviews(app: App) {
  app.action<BlockAction<ButtonAction>>(OURS, async ({ ack, body, action, respond, context: { desk } }) => {
    await ack();
    await (await part()).press(desk, body, action.action_id, String(action.value ?? ""), respond as never, tools);
  });
  app.view(OURS, async ({ ack, body, context: { desk } }) => {
    const { answer, after } = await (await part()).submit(desk, body, tools);
    await (ack as (answer?: object) => Promise<void>)(answer);
    await after?.();
  });
}

/** Functions, not constants: run-cards.ts reads them before this file's turn has come. */
export async function reviewCard(house: House, reader: Reader, run: Run): Promise<Card> {
  return (await part()).runCard(house, reader, run);
}

/** For App Home. */
export async function reviewsBlocks(house: House, reader: Reader): Promise<KnownBlock[]> {
  return (await part()).homeBlocks(house, reader);
}

/** Words of the trail for what only shops do: loaded when a line has none. */
export async function rareWords(locale: Locale): Promise<Record<string, string>> {
  return (await part()).auditWords(locale);
}

/** `/passerelle reviews` */
export async function reviewsMessage(desk: Desk, reader: Reader, typed: string): Promise<Answer> {
  return (await part()).listMessage(desk, reader, typed);
}
