/**
 * The card of a review: what will be public of it, what speaks for a second look, how it stands and who decided what. Nothing of its
 * author but the name that they chose; their text is shown as text and opens nothing.
 */
import type { KnownBlock } from "@slack/types";
import { readPerson } from "../../../edge/people/people-store.ts";
import { type LogLine, logOf } from "../../../edge/reviews/log.ts";
import { type OpenReport, type ReviewToDecide, readReview, reportsOf } from "../../../edge/reviews/moderate/waiting.ts";
import { readSiteDesk, type SiteDesk } from "../../../edge/reviews/tell/site-desk.ts";
import { BAD_RATING } from "../../../edge/reviews/tell/tell-reviews.ts";
import { button, context, divider, markup, section } from "../../forms.ts";
import type { Card } from "../../run-cards.ts";
import type { Texts } from "../../text/text.ts";
import { mrkdwnText, oneLine, shorten } from "../../text/words.ts";
import { type ReviewTexts, reviewTexts } from "../text/texts.ts";
import { reviewButtons } from "./review-buttons.ts";

/** A review whole, with what was said and done about it. */
export interface Known {
  review: ReviewToDecide;
  site: SiteDesk;
  reports: OpenReport[];
  log: LogLine[];
  /** Person's id → name. */
  names: Map<string, string>;
}

/** A section's text ends at 3,000 signs; a review has 5,000 at most. */
const SECTION = 2_900;
const LINES = 5;
const DAY_MS = 86_400_000;
/** Actors in the log who are nobody of the company. */
const NOBODYS = ["", "author", "visitor", "cron", "site"];

/** Null = it is gone. */
export async function knowReview(db: D1Database, id: string): Promise<Known | null> {
  const [review, reports, log] = await Promise.all([readReview(db, id), reportsOf(db, id), logOf(db, id)]);
  const site = review && (await readSiteDesk(db, { id: review.siteId }));
  if (!review || !site) return null;
  const ids = [...new Set([...log.map(({ actor }) => actor), ...reports.map(({ reporter }) => reporter ?? "")])];
  const people = await Promise.all(ids.filter((one) => !NOBODYS.includes(one)).map((one) => readPerson(db, one)));
  const names = new Map(people.flatMap((person) => (person ? [[person.id, person.name || person.slackUser] as const] : [])));
  return { review, site, reports, log, names };
}

export interface Look {
  /** In the messages of whoever looks after the site. */
  urgent?: boolean;
}

export async function reviewCard(db: D1Database, say: Texts, id: string, look: Look = {}): Promise<Card> {
  const known = await knowReview(db, id);
  const t = reviewTexts(say.locale);
  if (!known || known.review.state === "erased") {
    const text = known ? t.states.erased : t.states.gone;
    return { text, blocks: [section(text)] };
  }
  const { review, site } = known;
  const stars = t.stars((review.revision ?? review).rating);
  const urgent = look.urgent && review.waitingSince !== null && (review.revision ?? review).rating <= BAD_RATING;
  const text = urgent ? t.urgent(stars, site.name) : t.notice(stars, aboutWhat(t, review, site), stateOf(t, review));
  return {
    text,
    blocks: [...(urgent ? [section(t.urgent(stars, site.name))] : []), ...reviewBlocks(say, known), ...reviewButtons(t, known), divider],
  };
}

export const aboutWhat = (t: ReviewTexts, { product }: ReviewToDecide, site: SiteDesk) => product?.name ?? `${t.shopItself} ${site.name}`;

export const starsDrawn = (rating: number) => "★".repeat(rating) + "☆".repeat(5 - rating);

/** UTC ms: what the shop has announced to its readers. */
export const decideBefore = ({ waitingSince, submittedAt }: ReviewToDecide, { publishWithinDays }: SiteDesk) =>
  (waitingSince ?? submittedAt) + publishWithinDays * DAY_MS;

/** Without buttons. */
export function reviewBlocks(say: Texts, known: Known): KnownBlock[] {
  const { review, site, reports } = known;
  const t = reviewTexts(say.locale);
  return [
    headOf(say, t, review, site),
    ...textOf(t, review),
    ...(review.signals.length > 0 ? [context(t.signals(say.list(review.signals.map((one) => t.signal[one] ?? one))))] : []),
    ...(review.reply ? [context(t.reply), section(shorten(review.reply, SECTION))] : []),
    ...reports.map((report, i) => reportEntry(say, t, known, report, i)),
    { type: "section", text: markup(`*${mrkdwnText(stateOf(t, review))}*`) },
    context(historyOf(say, t, known).join("\n")),
  ];
}

function headOf(say: Texts, t: ReviewTexts, review: ReviewToDecide, site: SiteDesk): KnownBlock {
  const title = `${starsDrawn(review.rating)} ${t.stars(review.rating)} – ${aboutWhat(t, review, site)}`;
  const details = [review.author, t.how[review.verified ? (review.how ?? "order") : review.how === "import" ? "import" : "none"]];
  details.push(t.experience(say.day(review.experiencedOn)), site.name);
  return { type: "section", text: markup(`*${mrkdwnText(oneLine(title))}*\n${mrkdwnText(oneLine(details.join(" · ")))}`) };
}

function textOf(t: ReviewTexts, { text, revision }: ReviewToDecide): KnownBlock[] {
  if (!revision) return whole(text);
  const head = t.revised(t.stars(revision.rating), revision.pseudonym);
  return [context(head), ...whole(revision.text), context(t.shownNow), ...whole(text)];
}

function whole(text: string): KnownBlock[] {
  const signs = [...text];
  const parts: KnownBlock[] = [];
  for (let i = 0; i === 0 || i < signs.length; i += SECTION / 2) parts.push(section(signs.slice(i, i + SECTION / 2).join("")));
  return parts;
}

function reportEntry(say: Texts, t: ReviewTexts, { review, names }: Known, report: OpenReport, i: number): KnownBlock {
  const who = report.reporter ? (names.get(report.reporter) ?? t.somebody) : t.reader;
  const head = t.reportBy(t.reasons[report.reason] ?? report.reason, who, say.instant(report.createdAt));
  const spoken = t.about(t.dismiss, review.author, t.stars(review.rating));
  const dismiss = { ...button("shop_dismiss", t.dismiss, `${review.id} ${report.id}`, { spoken }), action_id: `shop_dismiss:${i}` };
  return section([head, report.text ? shorten(report.text, 2_000) : ""].filter(Boolean).join("\n"), dismiss);
}

export function stateOf(t: ReviewTexts, { state, revision, ground }: ReviewToDecide): string {
  if (state === "refused" && ground) return t.because(t.states.refused, t.grounds[ground]);
  return state === "published" && revision ? t.states.revised : t.states[state];
}

function historyOf(say: Texts, t: ReviewTexts, known: Known): string[] {
  const { review, site, log } = known;
  const before = new Date(decideBefore(review, site)).toISOString().slice(0, 10);
  const received = t.received(say.instant(review.submittedAt), say.day(before));
  const lines = log.filter(({ event }) => t.events[event]).map((line) => eventLine(say, t, known, line));
  return [...(review.waitingSince === null && lines.length > 0 ? [] : [received]), ...lines.slice(-LINES)];
}

function eventLine(say: Texts, t: ReviewTexts, { names }: Pick<Known, "names">, { event, actor, at }: LogLine): string {
  const who = actor === "author" ? t.author : actor === "visitor" ? t.reader : (names.get(actor) ?? t.somebody);
  return t.events[event]?.(who, say.instant(at)) ?? event;
}

/** What was done last, in a sentence; "" = nothing yet. */
export function lastDone(say: Texts, known: Known): string {
  const t = reviewTexts(say.locale);
  const line = known.log.findLast(({ event }) => t.events[event]);
  return line ? eventLine(say, t, known, line) : "";
}
