/** One change of a quote with its row of the trail, once, over the version that was shown: or why it was not made. */
import { auditRow } from "../audit/audit.ts";
import type { ErrorCode } from "../errors.ts";
import { accept, type Outcome, refuse, type Work } from "../runs/run.ts";
import type { QuoteState } from "./quote.ts";
import { readQuote } from "./quote-store.ts";

export interface Shown {
  quoteId: string;
  version: number;
  /** The state that it must be in. */
  from: QuoteState;
}

/** @param change statements, the last of which is the change */
export async function changeOnce(
  { actor, db, run, step }: Work,
  action: string,
  shown: Shown,
  change: (now: number) => D1PreparedStatement[] | Promise<D1PreparedStatement[]>,
): Promise<Outcome> {
  const { quoteId } = shown;
  const answer = await step("change the quote", async () => {
    const did = await db.prepare("SELECT 1 FROM audit WHERE run_id = ?1 AND action = ?2").bind(run.id, action).first();
    // Killed behind it: what has become of it since is another's doing.
    if (did) return "done";
    const before = await whyNot(db, shown);
    if (before) return before;
    const now = Date.now();
    const trail = { actor: actor.id, action, objectKind: "quote", objectId: quoteId, outcome: "done", runId: run.id } as const;
    const statements = await change(now);
    const results = await db.batch([...statements, auditRow(db, trail, now)]);
    return results[statements.length - 1]?.meta.changes === 1 ? "done" : ((await whyNot(db, shown)) ?? "conflict");
  });
  return answer === "done" ? accept({ quoteId }) : refuse(answer as ErrorCode);
}

async function whyNot(db: D1Database, { quoteId, version, from }: Shown): Promise<ErrorCode | null> {
  const found = await readQuote(db, quoteId);
  if (!found) return "not_found";
  if (found.state === "expired" && from === "sent") return "expired";
  if (found.state !== from) return "not_open";
  return found.version === version ? null : "conflict";
}
