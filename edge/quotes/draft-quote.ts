/**
 * Keeps a draft of a quote, changes it, deletes it. Its id is `q` and the id of the run that made it. Result: {quoteId, clientId}.
 *
 * Refuse with `forbidden`, `not_found` (also with field client), `conflict` (changed in another tab), `not_open` (sent already).
 */
import { auditRow } from "../audit/audit.ts";
import type { DraftContent } from "../invoices/draft-table.ts";
import { clientOf, type ForClient, saleFor } from "../invoices/drafts/client-of.ts";
import type { Sale } from "../invoices/sale.ts";
import { totalsOf } from "../invoices/totals.ts";
import { may } from "../people/may.ts";
import { accept, type Outcome, refuse, type Work } from "../runs/run.ts";
import { changeOnce } from "./change-once.ts";
import { changeQuote, deleteQuote, insertQuote } from "./quote-store.ts";

export interface DraftQuote {
  client: ForClient;
  sale: Sale;
}

export interface EditQuote {
  quoteId: string;
  /** Of what was shown. */
  version: number;
  client: ForClient;
  sale: Sale;
}

export interface DeleteQuote {
  quoteId: string;
  /** Of what was shown. */
  version: number;
}

const draftOf = (clientId: string, sale: Sale): DraftContent => ({ clientId, sale, totalCents: totalsOf(sale).totalCents });

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
    const draft = draftOf(clientId, await saleFor(db, clientId, sale));
    await db.batch([insertQuote(db, quoteId, draft, actor.id, Date.now()), auditRow(db, trail)]);
    return null;
  });
  return accept({ quoteId, clientId });
}

export async function editQuote(work: Work, { quoteId, version, client, sale }: EditQuote): Promise<Outcome> {
  const { actor, db } = work;
  if (!may(actor, "quote.draft")) return refuse("forbidden");
  const clientId = await clientOf(work, client);
  if (!clientId) return refuse("not_found", "client");
  return changeOnce(work, "quote.edit", { quoteId, version, from: "draft" }, async (now) => [
    changeQuote(db, { id: quoteId, version }, draftOf(clientId, await saleFor(db, clientId, sale)), now),
  ]);
}

export async function deleteQuoteDraft(work: Work, { quoteId, version }: DeleteQuote): Promise<Outcome> {
  if (!may(work.actor, "quote.draft")) return refuse("forbidden");
  return changeOnce(work, "quote.delete", { quoteId, version, from: "draft" }, () => [deleteQuote(work.db, { id: quoteId, version })]);
}
