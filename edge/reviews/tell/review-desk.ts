/**
 * Port: where those who moderate a site see its reviews. A card for each, in the channel that the site chose, and in the messages of
 * whoever looks after the site when a review cannot wait. bot/reviews/ fills it with Slack; tell-reviews.ts decides what is posted where.
 */
import type { ToldOrder } from "./site-desk.ts";

export interface Place {
  channel: string;
  /** Whose messages with us the channel is, and whose language; null = a channel, in the company's. */
  person: string | null;
}

/** Each may throw `misconfigured`, `rate_limited`, `not_found` (the channel, or the message, is not there for us), `vendor_unavailable`, `maybe_written`. */
export interface ReviewDesk {
  /** @throws PasserelleError `unknown_person` when they are gone */
  openDm(personId: string, anew?: boolean): Promise<string>;
  /** A card of the review as it is now. @returns Slack's id of the message */
  post(place: Place, reviewId: string): Promise<string>;
  update(place: Place, ts: string, reviewId: string): Promise<void>;
  /** The card that already is in somebody's messages with us; null when there is none. */
  findPosted(channel: string, reviewId: string, sinceMs: number): Promise<string | null>;
  /** New orders, in a line. @param more how many stand behind those */
  tellOrders(channel: string, site: { name: string }, orders: ToldOrder[], more: number): Promise<void>;
  /** The site's channel does not let us in: what to do about it. */
  tellShutOut(place: Place, site: { id: string; name: string; channel: string }): Promise<void>;
}
