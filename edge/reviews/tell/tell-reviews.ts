/**
 * Shows each review on its cards as it is: one teller at a time, the last state always, an older one never over a newer one.
 *
 * A channel cannot be read, so a card there may come twice when Slack's answer is lost; in somebody's messages with us it is looked
 * for first. A press on any copy works, and each is kept up to date.
 */
import { asPasserelleError, PasserelleError } from "../../errors.ts";
import { MAYBE_WRITTEN_MS } from "../../runs/write-once.ts";
import { type ReviewToDecide, readReview } from "../moderate/waiting.ts";
import type { Place, ReviewDesk } from "./review-desk.ts";
import { ownerOf, readSiteDesk, type SiteDesk } from "./site-desk.ts";
import { tellOrders } from "./tell-orders.ts";
import {
  beginPosting,
  type CardPlace,
  cardsOf,
  dropped,
  dueReviews,
  endTurn,
  forgetCards,
  posted,
  type Turn,
  takeTurn,
} from "./tell-store.ts";

const AT_ONCE = 20;
/** Until somebody has invited us, or an admin has mended the token. */
const NOT_SOON_MS = 600_000;
const SOON_MS = 15_000;
/** What has waited longer is no news: it is among what waits. */
const NEWS_MS = 7 * 86_400_000;
export const BAD_RATING = 2;

export async function tellReviews(db: D1Database, desk: ReviewDesk): Promise<void> {
  for (const review of await dueReviews(db, AT_ONCE)) {
    const waitMs = await tellReview(db, desk, review);
    if (waitMs === "rate limited") return;
  }
  await tellOrders(db, desk);
}

async function tellReview(db: D1Database, desk: ReviewDesk, id: string): Promise<"rate limited" | undefined> {
  // What changes while it is told is told at once; who goes on changing it is told by the next round.
  for (let round = 0; round < 3; round++) {
    const turn = await takeTurn(db, id);
    if (!turn) return undefined;
    const problems = await showEverywhere(db, desk, turn);
    await endTurn(db, turn, Math.max(0, ...problems.map(waitMs)));
    if (problems.some(({ code }) => code === "rate_limited")) return "rate limited";
    if (problems.length > 0) return undefined;
  }
  return undefined;
}

async function showEverywhere(db: D1Database, desk: ReviewDesk, { review: id, site: n }: Turn): Promise<PasserelleError[]> {
  const [review, site, cards] = await Promise.all([readReview(db, id), readSiteDesk(db, { n }), cardsOf(db, id)]);
  const problems: PasserelleError[] = [];
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      problems.push(asPasserelleError(error));
    }
  };
  for (const card of cards.filter(({ ts }) => ts !== "")) await attempt(() => updateCard(db, desk, id, card));
  if (review && site) {
    await attempt(async () => {
      const place = await channelOf(db, review, site);
      if (place && !isThere(cards, place)) await postInChannel(db, desk, review, site, place, begun(cards, place));
    });
    await attempt(() => alertOwner(db, desk, review, site, cards));
  }
  if (!review && problems.length === 0) await forgetCards(db, id);
  return problems;
}

const isThere = (cards: CardPlace[], { channel }: Pick<Place, "channel">) =>
  cards.some((card) => card.channel === channel && card.ts !== "");
const begun = (cards: CardPlace[], { channel }: Pick<Place, "channel">) => cards.find((card) => card.channel === channel && card.ts === "");

/** Where somebody has something to decide about it; null = nothing is to be decided, or the site has chosen no channel. */
async function channelOf(db: D1Database, { id, waitingSince }: ReviewToDecide, { channel }: SiteDesk): Promise<Place | null> {
  if (!channel) return null;
  const reported = "SELECT 1 FROM review_reports WHERE review = ?1 AND decided_at IS NULL LIMIT 1";
  const isOpen = waitingSince !== null || (await db.prepare(reported).bind(id).first()) !== null;
  return isOpen ? { channel, person: null } : null;
}

async function postInChannel(
  db: D1Database,
  desk: ReviewDesk,
  review: ReviewToDecide,
  site: SiteDesk,
  place: Place,
  before: CardPlace | undefined,
): Promise<void> {
  try {
    await postOnce(db, desk, review.id, place, before);
    if (site.shutOut) await db.prepare("UPDATE site_desks SET shut_out = NULL WHERE site = ?1").bind(site.n).run(); // somebody has invited us
  } catch (error) {
    const problem = asPasserelleError(error);
    if (problem.code === "not_found") await sayShutOut(db, desk, site, place.channel);
    throw problem;
  }
}

/** Once for each channel: who looks after the site is told how to let us in. */
export async function sayShutOut(db: D1Database, desk: ReviewDesk, site: SiteDesk, channel: string): Promise<void> {
  const claimed = await db
    .prepare(
      `INSERT INTO site_desks (site, shut_out) VALUES (?1, ?2) ON CONFLICT (site) DO UPDATE SET shut_out = ?2 WHERE shut_out IS NOT ?2`,
    )
    .bind(site.n, channel)
    .run();
  if (claimed.meta.changes === 0) return;
  const owner = await ownerOf(db, site);
  if (!owner) return;
  try {
    await desk.tellShutOut({ channel: await desk.openDm(owner.id), person: owner.id }, { id: site.id, name: site.name, channel });
  } catch (error) {
    // Said again with the next try.
    await db.prepare("UPDATE site_desks SET shut_out = NULL WHERE site = ?1 AND shut_out = ?2").bind(site.n, channel).run();
    throw error;
  }
}

/** One or two stars: whoever looks after the site reads it in their messages. */
async function alertOwner(db: D1Database, desk: ReviewDesk, review: ReviewToDecide, site: SiteDesk, cards: CardPlace[]): Promise<void> {
  const { waitingSince, revision, rating, id } = review;
  if (waitingSince === null || waitingSince < Date.now() - NEWS_MS || (revision?.rating ?? rating) > BAD_RATING) return;
  if (cards.some(({ person, ts }) => person !== null && ts !== "")) return;
  const owner = await ownerOf(db, site);
  if (!owner) return;
  const post = async (anew: boolean) => {
    const place = { channel: await desk.openDm(owner.id, anew), person: owner.id };
    if (!isThere(cards, place)) await postOnce(db, desk, id, place, begun(cards, place));
  };
  try {
    await post(false);
  } catch (error) {
    const { code } = asPasserelleError(error);
    if (code === "unknown_person") return;
    if (code !== "not_found") throw error;
    await post(true); // the channel that we knew is no more
  }
}

/** @param before somebody began to post it, and died or had no answer */
async function postOnce(db: D1Database, desk: ReviewDesk, id: string, place: Place, before: CardPlace | undefined): Promise<void> {
  if (before) {
    const waitMs = before.since + MAYBE_WRITTEN_MS - Date.now();
    if (waitMs > 0) throw later(waitMs);
    const found = place.person ? await desk.findPosted(place.channel, id, before.since - 60_000) : null;
    if (found) {
      await posted(db, id, place, found);
      return desk.update(place, found, id);
    }
  }
  await beginPosting(db, id, place);
  try {
    await posted(db, id, place, await desk.post(place, id));
  } catch (error) {
    const problem = asPasserelleError(error);
    if (!["maybe_written", "unexpected", "bad_answer"].includes(problem.code)) await dropped(db, id, place, "").run();
    throw problem;
  }
}

async function updateCard(db: D1Database, desk: ReviewDesk, id: string, card: CardPlace): Promise<void> {
  try {
    await desk.update(card, card.ts, id);
  } catch (error) {
    const problem = asPasserelleError(error);
    if (problem.code !== "not_found") throw problem;
    // Deleted, or in a channel that we are no longer in: there it stays as it is.
    await dropped(db, id, card, card.ts).run();
  }
}

const later = (waitMs: number) => new PasserelleError("maybe_written", { retryAfterSeconds: waitMs / 1000 });

function waitMs({ code, retryAfterSeconds }: PasserelleError): number {
  const asked = (retryAfterSeconds ?? 0) * 1000;
  if (["not_found", "misconfigured", "vendor_refused", "forbidden", "unknown_person"].includes(code)) return NOT_SOON_MS;
  // An answer that was lost may arrive late: nothing newer is sent before.
  if (asked === 0 && ["maybe_written", "vendor_unavailable", "bad_answer"].includes(code)) return MAYBE_WRITTEN_MS;
  return Math.max(asked, code === "rate_limited" ? 1_000 : SOON_MS);
}
