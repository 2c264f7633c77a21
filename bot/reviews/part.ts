/**
 * Slack's side of reviews, as a part of the Worker that is loaded when somebody moderates (edge/reviews-desk-part.ts): its words and
 * windows weigh on no other request. What it needs of the rest comes along as `Tools` and `Telling`.
 */
import type { BlockAction, SlackViewAction } from "@slack/bolt";
import { PasserelleError } from "../../edge/errors.ts";
import type { House } from "../../edge/house.ts";
import type { Locale, Person } from "../../edge/people/person.ts";
import type { Desk } from "../desk.ts";
import type { SlackClient } from "../door/slack-client.ts";
import { DECISION, openForm, submitDecision } from "./decide/forms.ts";
import { PRESSED, pressReview } from "./decide/press.ts";
import { MORE, nextPage, SITE, showSite } from "./sites/list.ts";
import { openSettings, RETRY, retryChannel, SETTINGS, SETTINGS_FORM, submitSettings } from "./sites/settings.ts";
import { reviewTexts } from "./text/texts.ts";

export { tell } from "./card/channel.ts";
export { runCard } from "./card/run-card.ts";
export { homeBlocks } from "./sites/home.ts";
export { listMessage } from "./sites/list.ts";

export interface Tools {
  tellSoon(house: House): void;
  refreshHome(house: House, slack: SlackClient, person: Person): Promise<void>;
}

/** Of what the trail says of sites, orders and reviews. */
export const auditWords = (locale: Locale): Record<string, string> => reviewTexts(locale).audit;

export type Respond = (message: object) => Promise<unknown>;

export async function press(desk: Desk, body: BlockAction, actionId: string, value: string, respond: Respond, tools: Tools): Promise<void> {
  const [name = ""] = actionId.split(":");
  if (name === SETTINGS) return openSettings(desk, body, value);
  if (name === RETRY) return retryChannel(desk, body, value, respond, tools);
  if (name === SITE) return showSite(desk, body, value, respond);
  if (name === MORE) return nextPage(desk, body, value, respond);
  if (PRESSED.includes(name)) return pressReview(desk, body, name, value, respond, tools);
  return openForm(desk, body, name, value);
}

export interface Submitted {
  /** What Slack is answered: undefined closes the window. */
  answer: object | undefined;
  /** What changes the window again: begun earlier, Slack's own change could come last. */
  after?: () => Promise<void>;
}

export async function submit(desk: Desk, body: SlackViewAction, tools: Tools): Promise<Submitted> {
  const { callback_id: name } = body.view;
  if (name === SETTINGS_FORM) return submitSettings(desk, body, tools);
  if (name === DECISION) return { answer: await submitDecision(desk, body) };
  throw new PasserelleError("expired");
}
