/**
 * Keeps a draft of a quote, changes it, deletes it. Its id is `q` and the id of the run that made it. Result: {quoteId, clientId}.
 *
 * Refuse with `forbidden`, `not_found` (also with field client), `conflict` (changed in another tab), `not_open` (sent already).
 */
import * as z from "zod/mini";
import { auditRow } from "../audit/audit.ts";
import { clientOf, ForClient } from "../invoices/drafts/client-of.ts";
import { Sale } from "../invoices/sale.ts";
import { totalsOf } from "../invoices/totals.ts";
import { may } from "../people/may.ts";
import { accept, type Outcome, refuse, type Work } from "../runs/run.ts";
import { changeOnce } from "./change-once.ts";
import { changeQuote, deleteQuote, insertQuote, type QuoteDraft } from "./quote-store.ts";

export const DraftQuote = z.object({ client: ForClient, sale: Sale });
export type DraftQuote = z.infer<typeof DraftQuote>;

export const EditQuote = z.object({ quoteId: z.string(), version: z.int(), client: ForClient, sale: Sale });
export type EditQuote = z.infer<typeof EditQuote>;

export const DeleteQuote = z.object({ quoteId: z.string(), version: z.int() });
export type DeleteQuote = z.infer<typeof DeleteQuote>;

const draftOf = (clientId: string, sale: Sale): QuoteDraft => ({ clientId, sale, totalCents: totalsOf(sale).totalCents });

export async function draftQuote(work: Work, { client, sale }: DraftQuote): Promise<Outcome> {
  const { actor, db, run, step } = work;
  if (!may(actor, "quote.draft")) return refuse("forbidden");
  const clientId = await clientOf(work, client);
  if (!clientId) return refuse("not_found", "client");
  const quoteId = `q${run.id}`;
  await step("keep the draft", async () => {
    const trail = {
      actor: actor.id,
      action: "quote.draft",
      objectKind: "quote",
      objectId: quoteId,
      outcome: "done",
      runId: run.id,
    } as const;
    await db.batch([insertQuote(db, quoteId, draftOf(clientId, sale), actor.id, Date.now()), auditRow(db, trail)]);
    return null;
  });
  return accept({ quoteId, clientId });
}

export async function editQuote(work: Work, { quoteId, version, client, sale }: EditQuote): Promise<Outcome> {
  const { actor, db } = work;
  if (!may(actor, "quote.draft")) return refuse("forbidden");
  const clientId = await clientOf(work, client);
  if (!clientId) return refuse("not_found", "client");
  const draft = draftOf(clientId, sale);
  return changeOnce(work, "quote.edit", { quoteId, version, from: "draft" }, (now) => [changeQuote(db, quoteId, version, draft, now)]);
}

export async function deleteQuoteDraft(work: Work, { quoteId, version }: DeleteQuote): Promise<Outcome> {
  if (!may(work.actor, "quote.draft")) return refuse("forbidden");
  return changeOnce(work, "quote.delete", { quoteId, version, from: "draft" }, () => [deleteQuote(work.db, quoteId, version)]);
}
