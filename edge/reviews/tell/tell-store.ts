/** SQL of what Slack is told: whose cards are out of date, whose turn it is to draw them, where they are. */
import type { Place } from "./review-desk.ts";

/** Longer than a telling can take: a few calls of 10 s. */
const TURN_MS = 60_000;

export interface Turn {
  review: string;
  site: number;
  /** Which change the cards will show. */
  wish: number;
  until: number;
}

export async function dueReviews(db: D1Database, most: number, now = Date.now()): Promise<string[]> {
  const { results } = await db
    .prepare(
      "SELECT review FROM review_tells WHERE told < wish AND retry_at <= ?1 AND (until IS NULL OR until < ?1) ORDER BY retry_at LIMIT ?2",
    )
    .bind(now, most)
    .all<{ review: string }>();
  return results.map(({ review }) => review);
}

/** Null = all is told, or somebody else is telling. */
export async function takeTurn(db: D1Database, review: string): Promise<Turn | null> {
  const now = Date.now();
  return db
    .prepare(
      // Later than any before it, even within one millisecond: whoever finds another one there has lost the turn.
      `UPDATE review_tells SET until = max(?2, coalesce(until, 0) + 1) WHERE review = ?1 AND told < wish AND (until IS NULL OR until < ?3)
         AND retry_at <= ?3 RETURNING review, site, wish, until`,
    )
    .bind(review, now + TURN_MS, now)
    .first<Turn>();
}

export async function endTurn(db: D1Database, { review, wish, until }: Turn, waitMs: number): Promise<void> {
  const [set, value] = waitMs > 0 ? ["retry_at = ?3", Date.now() + waitMs] : ["told = max(told, ?3)", wish];
  await db.prepare(`UPDATE review_tells SET until = NULL, ${set} WHERE review = ?1 AND until = ?2`).bind(review, until, value).run();
}

/** The review is gone, and its cards say so. */
export const forgetCards = (db: D1Database, review: string): Promise<unknown> =>
  db.batch([
    db.prepare("DELETE FROM review_cards WHERE review = ?1").bind(review),
    db.prepare("DELETE FROM review_tells WHERE review = ?1").bind(review),
  ]);

export interface CardPlace extends Place {
  /** "" = it is being posted. */
  ts: string;
  since: number;
}

export async function cardsOf(db: D1Database, review: string): Promise<CardPlace[]> {
  const { results } = await db
    .prepare("SELECT channel, ts, person, since FROM review_cards WHERE review = ?1 LIMIT 50")
    .bind(review)
    .all<CardPlace>();
  return results;
}

/** Written before it is posted: whoever finds it so cannot know whether Slack has it. */
export const beginPosting = (db: D1Database, review: string, { channel, person }: Place): Promise<unknown> =>
  db
    .prepare(
      "INSERT INTO review_cards (review, channel, ts, person, since) VALUES (?1, ?2, '', ?3, ?4) ON CONFLICT DO UPDATE SET since = ?4",
    )
    .bind(review, channel, person, Date.now())
    .run();

export const posted = (db: D1Database, review: string, place: Place, ts: string): Promise<unknown> =>
  db.batch([noteCard(db, review, place, ts), dropped(db, review, place, "")]);

/** A copy that we did not know of, since somebody has pressed in it. */
export const noteCard = (db: D1Database, review: string, { channel, person }: Place, ts: string): D1PreparedStatement =>
  db
    .prepare("INSERT INTO review_cards (review, channel, ts, person, since) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING")
    .bind(review, channel, ts, person, Date.now());

export const dropped = (db: D1Database, review: string, { channel }: Pick<Place, "channel">, ts: string): D1PreparedStatement =>
  db.prepare("DELETE FROM review_cards WHERE review = ?1 AND channel = ?2 AND ts = ?3").bind(review, channel, ts);

/** Its cards are to be drawn anew, whatever they show. */
export const askToTell = (db: D1Database, review: string): D1PreparedStatement =>
  db.prepare("UPDATE review_tells SET wish = wish + 1, retry_at = 0 WHERE review = ?1").bind(review);
