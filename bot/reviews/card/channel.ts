/** Cards of reviews and lines of orders, in channels and in people's messages with us: edge/reviews/tell/ says when and where. */
import type { KnownBlock } from "@slack/types";
import type { House } from "../../../edge/house.ts";
import { readPerson } from "../../../edge/people/people-store.ts";
import type { Locale } from "../../../edge/people/person.ts";
import type { Place, ReviewDesk } from "../../../edge/reviews/tell/review-desk.ts";
import { tellReviews } from "../../../edge/reviews/tell/tell-reviews.ts";
import type { CardDesk } from "../../../edge/runs/progress.ts";
import { fitBlocks, MESSAGE_TEXT } from "../../door/limits.ts";
import type { SlackClient } from "../../door/slack-client.ts";
import { button, buttons, context, markup } from "../../forms.ts";
import type { Card } from "../../run-cards.ts";
import type { Texts } from "../../text/text.ts";
import { mrkdwnText, oneLine, shorten } from "../../text/words.ts";
import { RETRY } from "../sites/settings.ts";
import { reviewTexts } from "../text/texts.ts";
import { reviewCard } from "./review-card.ts";

/** What the rest of the bot lends. */
export interface Telling extends Pick<CardDesk, "openDm" | "findPosted"> {
  textsOf(locale: Locale): Texts;
  /** @throws PasserelleError, whatever Slack says */
  call<T>(write: boolean, work: (slack: SlackClient) => Promise<T>): Promise<T>;
}

export const tell = (house: House, telling: Telling): Promise<void> => tellReviews(house.db, deskOf(house, telling));

/** As the id of a run in the metadata of a run's card (bot/cards.ts), which is how ours is found again. */
const markOf = (reviewId: string) => `review/${reviewId}`;

function deskOf({ db, settings }: House, { textsOf, openDm, findPosted, call }: Telling): ReviewDesk {
  /** A channel reads the company's language, a person their own. */
  const sayAt = async ({ person }: Place) => textsOf((person && (await readPerson(db, person))?.locale) || settings.language);
  const message = ({ text, blocks }: Card) => ({
    text: shorten(mrkdwnText(text), MESSAGE_TEXT),
    blocks: fitBlocks(blocks),
    unfurl_links: false,
    unfurl_media: false,
  });
  const cardAt = async (place: Place, id: string) => ({
    ...message(await reviewCard(db, await sayAt(place), id, { urgent: place.person !== null })),
    metadata: { event_type: "passerelle_run", event_payload: { run_id: markOf(id) } },
  });
  return {
    openDm,
    findPosted: (channel, id, since) => findPosted(channel, markOf(id), since),
    async post(place, id) {
      const card = await cardAt(place, id);
      const { ts } = await call(true, (slack) => slack.chat.postMessage({ channel: place.channel, ...card }));
      return String(ts);
    },
    async update(place, ts, id) {
      const card = await cardAt(place, id);
      await call(false, (slack) => slack.chat.update({ channel: place.channel, ts, ...card }));
    },
    async tellOrders(channel, site, orders, more) {
      const t = reviewTexts(settings.language);
      const lines = orders.map(({ number, items }) => t.order(number, shorten(items.map(({ name }) => oneLine(name)).join(", "), 300)));
      const text = t.orders(site.name, lines.join("\n"), more > 0 ? String(more) : "");
      await call(true, (slack) => slack.chat.postMessage({ channel, ...message({ text, blocks: [context(text)] }) }));
    },
    async tellShutOut(place, { id, name, channel }) {
      const say = await sayAt(place);
      const t = reviewTexts(say.locale);
      const text = t.shutOut(`<#${channel}>`);
      const blocks: KnownBlock[] = [
        { type: "section", text: markup(text) },
        ...buttons(button(RETRY, t.retry, id, { spoken: `${t.retry} – ${name}`, style: "primary" })),
      ];
      await call(true, (slack) => slack.chat.postMessage({ channel: place.channel, text, blocks: fitBlocks(blocks) }));
    },
  };
}
