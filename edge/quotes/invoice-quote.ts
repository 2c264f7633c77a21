/**
 * Makes a draft of an invoice from an accepted quote, once: whoever asks again is shown the same. Result: {quoteId, invoiceId}.
 *
 * Refuses with `forbidden`, `not_found`, `not_open` (not accepted, or not yet).
 */
import { draftOf, keepDraft } from "../invoices/drafts/draft-invoice.ts";
import { readInvoiceOfQuote } from "../invoices/invoice-store.ts";
import { may } from "../people/may.ts";
import { accept, type Outcome, refuse, type Work } from "../runs/run.ts";
import { readQuote } from "./quote-store.ts";

export interface InvoiceQuote {
  quoteId: string;
}

export async function invoiceQuote(work: Work, { quoteId }: InvoiceQuote): Promise<Outcome> {
  const { actor, db, run, step } = work;
  if (!may(actor, "invoice.draft")) return refuse("forbidden");
  const invoiceId = await step("make it an invoice", async () => {
    const quote = await readQuote(db, quoteId);
    const there = await readInvoiceOfQuote(db, quoteId);
    if (there || !quote || !["accepted", "invoiced"].includes(quote.state)) return there?.id ?? null;
    // A day to pay by that was agreed on for the quote may be over: the firm's own term holds then.
    const { terms, work: _, ...sale } = quote.sale;
    await keepDraft(work, `i${run.id}`, draftOf(quote.clientId, { ...sale, terms: terms?.type === "date" ? null : terms }, quoteId));
    return (await readInvoiceOfQuote(db, quoteId))?.id ?? null;
  });
  if (!invoiceId) return refuse((await step("look why", async () => (await readQuote(db, quoteId)) !== null)) ? "not_open" : "not_found");
  await step("mark the quote", async () => {
    await db
      .prepare(
        // Not for a draft that was deleted again meanwhile: the quote would be spent on nothing.
        `UPDATE quotes SET state = 'invoiced', invoice = ?2, version = version + 1, updated_at = ?3
         WHERE id = ?1 AND state = 'accepted' AND EXISTS (SELECT 1 FROM invoices WHERE id = ?2)`,
      )
      .bind(quoteId, invoiceId, Date.now())
      .run();
    return null;
  });
  return accept({ quoteId, invoiceId });
}
