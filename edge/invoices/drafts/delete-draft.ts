/**
 * Deletes a draft: an issued invoice is credited instead. The quote that it came from can become an invoice again. Result: {invoiceId, quoteId}.
 *
 * Refuses with `forbidden`, `not_found`, `conflict` (changed since), `issued`.
 */
import { may } from "../../people/may.ts";
import { accept, type Outcome, refuse, type Work } from "../../runs/run.ts";

export interface DeleteDraft {
  invoiceId: string;
  version: number;
}

export async function deleteDraft(work: Work, { invoiceId, version }: DeleteDraft): Promise<Outcome> {
  const { actor, db, ports, run, step } = work;
  if (!may(actor, "invoice.draft")) return refuse("forbidden");
  await step("delete the draft", async () => {
    await ports.invoicing.discard(invoiceId, version, { actor: actor.id, runId: run.id });
    return null;
  });
  const quoteId = await step("free its quote", async () => {
    const freed = await db
      .prepare(
        `UPDATE quotes SET state = 'accepted', invoice = NULL, version = version + 1, updated_at = ?2
         WHERE invoice = ?1 AND state = 'invoiced' RETURNING id`,
      )
      .bind(invoiceId, Date.now())
      .first<{ id: string }>();
    return freed?.id ?? null;
  });
  return accept({ invoiceId, ...(quoteId && { quoteId }) });
}
