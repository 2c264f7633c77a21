/**
 * What the client said: accepted or refused. From then on a quote that was accepted is kept. Result: {quoteId}.
 *
 * Refuse with `forbidden`, `not_found`, `conflict` (changed since it was shown), `expired` (past its date), `not_open` (never sent, or decided already).
 */
import { parisDay } from "../invoices/paris-day.ts";
import { may } from "../people/may.ts";
import { type Outcome, refuse, type Work } from "../runs/run.ts";
import { changeOnce } from "./change-once.ts";
import { moveQuote, readQuote } from "./quote-store.ts";

export interface DecideQuote {
  quoteId: string;
  /** Of what was shown. */
  version: number;
}

export async function acceptQuote(work: Work, { quoteId, version }: DecideQuote): Promise<Outcome> {
  if (!may(work.actor, "quote.decide")) return refuse("forbidden");
  // The cron may not have come by yet.
  const late = await work.step("look at its date", async () => {
    const found = await readQuote(work.db, quoteId);
    return found?.state === "sent" && (found.validUntil ?? "") < parisDay();
  });
  if (late) return refuse("expired");
  return decide(work, "accepted", { quoteId, version });
}

export async function refuseQuote(work: Work, input: DecideQuote): Promise<Outcome> {
  return may(work.actor, "quote.decide") ? decide(work, "refused", input) : refuse("forbidden");
}

const decide = (work: Work, to: "accepted" | "refused", { quoteId, version }: DecideQuote): Promise<Outcome> =>
  changeOnce(work, to === "accepted" ? "quote.accept" : "quote.refuse", { quoteId, version, from: "sent" }, (now) => [
    moveQuote(work.db, quoteId, version, "sent", to, now),
  ]);
