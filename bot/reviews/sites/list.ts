/** `/passerelle reviews`: the company's sites with their figures, and of one site what waits, the oldest first. */
import type { BlockAction } from "@slack/bolt";
import type { KnownBlock } from "@slack/types";
import { may } from "../../../edge/people/may.ts";
import { type ReviewToDecide, waitingReviews } from "../../../edge/reviews/moderate/waiting.ts";
import { type Figures, figuresOf, listSiteDesks, MOST_COUNTED, readSiteDesk, type SiteDesk } from "../../../edge/reviews/tell/site-desk.ts";
import { readMemory } from "../../answers.ts";
import type { Desk, Reader } from "../../desk.ts";
import { button, buttons, divider, entry, facts, header, markup, section } from "../../forms.ts";
import { type Answer, answerOf } from "../../passerelle/passerelle-messages.ts";
import type { Texts } from "../../text/text.ts";
import { mrkdwnText, oneLine, shorten } from "../../text/words.ts";
import { aboutWhat, decideBefore, starsDrawn } from "../card/review-card.ts";
import type { Respond } from "../part.ts";
import { reviewTexts } from "../text/texts.ts";
import { RETRY, SETTINGS } from "./settings.ts";

export const SITE = "shop_site";
export const MORE = "shop_more";
const SHOWN = 8;

type After = Pick<ReviewToDecide, "id" | "waitingSince">;

export async function listMessage(desk: Desk, reader: Reader, typed: string): Promise<Answer> {
  await desk.allow(reader, "site.read", { kind: "site" });
  const t = reviewTexts(reader.say.locale);
  const { db } = desk.house;
  const sites = await listSiteDesks(db);
  if (sites.length === 0) return answerOf(t.noSite, [section(t.noSite), section(t.makeOne(`${desk.origin}/studio`))]);
  const named = typed ? ((await readSiteDesk(db, { id: typed })) ?? sites.find(({ name }) => plain(name) === plain(typed))) : sites[0];
  if (!named) return answerOf(t.unknownSite(shorten(oneLine(typed), 40), reader.say.list(sites.map(({ name }) => name))));
  return typed || sites.length === 1 ? siteMessage(desk, reader, named, null) : sitesMessage(desk, reader, sites);
}

const plain = (name: string) => oneLine(name).normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

export async function showSite(desk: Desk, body: BlockAction, id: string, respond: Respond): Promise<void> {
  await respond({ response_type: "ephemeral", replace_original: true, ...(await listMessage(desk, await desk.meet(body), id)) });
}

export async function nextPage(desk: Desk, body: BlockAction, value: string, respond: Respond): Promise<void> {
  const reader = await desk.meet(body);
  await desk.allow(reader, "site.read", { kind: "site" });
  const { site: id, at, after } = readMemory<{ site: unknown; at: unknown; after: unknown }>(value);
  const site = await readSiteDesk(desk.house.db, { id: String(id) });
  if (!site || !Number.isSafeInteger(at) || typeof after !== "string") return showSite(desk, body, "", respond);
  const page = await siteMessage(desk, reader, site, { id: after, waitingSince: at as number });
  await respond({ response_type: "ephemeral", replace_original: true, ...page });
}

async function sitesMessage(desk: Desk, { say }: Reader, sites: SiteDesk[]): Promise<Answer> {
  const t = reviewTexts(say.locale);
  const entries = await Promise.all(
    sites.map(async (site, i) => {
      const figures = factsOf(say, await figuresOf(desk.house.db, site.n)).map(([label, value]) => say.alerts.pair(label, value));
      const open = { ...button(SITE, t.open, site.id, { spoken: `${t.open} ${site.name}` }), action_id: `${SITE}:${i}` };
      return entry(site.name, figures.join(" · "), open);
    }),
  );
  return answerOf(t.listTitle, [header(t.listTitle), ...entries, { type: "context", elements: [markup(t.allSites)] }]);
}

async function siteMessage(desk: Desk, reader: Reader, site: SiteDesk, after: After | null): Promise<Answer> {
  const { say, person } = reader;
  const t = reviewTexts(say.locale);
  const { db } = desk.house;
  const [figures, { reviews, more }] = await Promise.all([figuresOf(db, site.n), waitingReviews(db, site.n, after)]);
  const shown = reviews.slice(0, SHOWN);
  const last = shown.at(-1);
  const next = (more || reviews.length > SHOWN) && last ? JSON.stringify({ site: site.id, at: last.waitingSince, after: last.id }) : "";
  const title = `${t.listTitle} – ${site.name}`;
  return answerOf(title, [
    header(title),
    ...facts(factsOf(say, figures)),
    ...whereBlocks(reader, site, may(person, "site.set")),
    divider,
    ...(shown.length > 0
      ? shown.map((review, i) => waitingEntry(say, review, site, i, may(person, "site.moderate")))
      : [section(t.nothingWaits)]),
    ...buttons(next !== "" && button(MORE, t.more, next, { spoken: `${t.more} – ${title}` })),
  ]);
}

function factsOf(say: Texts, { count, stars, recent, recentStars, waiting, reports }: Figures): [string, string][] {
  const t = reviewTexts(say.locale);
  const counted = (n: number) => (n >= MOST_COUNTED ? t.atLeast(say.number(n)) : say.number(n));
  const average = (sum: number, n: number) => (n === 0 ? "" : say.number(Math.floor((20 * sum + n) / (2 * n)) / 10));
  return [
    [t.figures.count, say.number(count)],
    [t.figures.average, count > 0 ? t.outOf(average(stars, count)) : "–"],
    [t.figures.recent, t.recent(counted(recent), average(recentStars, recent))],
    [t.figures.waiting, counted(waiting)],
    [t.figures.reports, counted(reports)],
  ];
}

/** Where its reviews arrive, and what to do when they do not. */
function whereBlocks({ say }: Reader, { id, name, channel, shutOut }: SiteDesk, sets: boolean): KnownBlock[] {
  const t = reviewTexts(say.locale);
  const closed = channel !== null && shutOut === channel;
  const text = channel === null ? t.noChannel : (closed ? t.shutOut : t.channel)(`<#${channel}>`);
  return [
    { type: "section", text: markup(text) },
    ...buttons(
      sets && button(SETTINGS, t.settings, id, { spoken: t.settingsOf(name), ...(channel === null && { style: "primary" }) }),
      closed && button(RETRY, t.retry, id, { spoken: `${t.retry} – ${name}` }),
    ),
  ];
}

/** Stars, product, who, since when; opens the card. */
export function waitingEntry(say: Texts, review: ReviewToDecide, site: SiteDesk, i: number, opens: boolean): KnownBlock {
  const t = reviewTexts(say.locale);
  const { rating, author, text, revision, waitingSince, submittedAt, id } = review;
  const stars = (revision ?? review).rating;
  const title = `${starsDrawn(stars)} ${t.stars(stars)} – ${aboutWhat(t, review, site)}`;
  const see = { ...button("shop_see", t.see, id, { spoken: t.about(t.see, author, t.stars(rating)) }), action_id: `shop_see:${i}` };
  const late = Date.now() > decideBefore(review, site) && t.late;
  const facts = [author, t.waitsSince(say.instant(waitingSince ?? submittedAt)), late].filter(Boolean).join(" · ");
  const details = `${mrkdwnText(oneLine(shorten((revision ?? review).text || text, 140)))}\n${mrkdwnText(oneLine(facts))}`;
  return { type: "section", text: markup(`*${mrkdwnText(oneLine(title))}*\n${details}`), ...(opens && { accessory: see }) };
}
