/**
 * Port: where a person sees how their run goes. One card per run in their DM, updated in place.
 * bot/cards.ts fills it with Slack; tell.ts decides when to post, adopt or update.
 */
import type { Run } from "./run.ts";

export interface CardDesk {
  /**
   * The channel of the person's DM with us, opened if need be, or `anew` when the one we knew is no more.
   *
   * @throws PasserelleError `unknown_person` when they are gone
   */
  openDm(personId: string, anew?: boolean): Promise<string>;
  /** Posts the run's card with metadata that holds the run's id; answers Slack's message id. @throws `not_found` when there is no such channel */
  post(channel: string, run: Run): Promise<string>;
  /** @throws `not_found` when the message was deleted */
  update(channel: string, ts: string, run: Run): Promise<void>;
  /** The card of this run that already is in the DM (our own messages only), null when there is none. */
  findPosted(channel: string, runId: string, sinceMs: number): Promise<string | null>;
}
