/**
 * Keeps a draft of an invoice in the books. Its id is `i` and the id of the run that made it. Result: {invoiceId, clientId}.
 *
 * Refuses with `forbidden`, `not_found` (field client).
 */
import { may } from "../../people/may.ts";
import type { Ports } from "../../ports.ts";
import { accept, type Outcome, refuse, type Work } from "../../runs/run.ts";
import { writeOnce } from "../../runs/write-once.ts";
import type { BookDraft } from "../invoicing.ts";
import type { Sale } from "../sale.ts";
import { totalsOf } from "../totals.ts";
import { clientOf, type ForClient, saleFor } from "./client-of.ts";

export interface DraftInvoice {
  client: ForClient;
  sale: Sale;
}

export async function draftInvoice(work: Work, { client, sale }: DraftInvoice): Promise<Outcome> {
  const { actor, run, step } = work;
  if (!may(actor, "invoice.draft")) return refuse("forbidden");
  const clientId = await clientOf(work, client);
  if (!clientId) return refuse("not_found", "client");
  const invoiceId = `i${run.id}`;
  await step("keep the draft", async () => keepDraft(work, invoiceId, draftOf(clientId, await saleFor(work.db, clientId, sale))));
  return accept({ invoiceId, clientId });
}

export const draftOf = (clientId: string, sale: Sale, quote: string | null = null): BookDraft => ({
  clientId,
  sale,
  totalCents: totalsOf(sale).totalCents,
  quote,
});

/** Once, whatever the books are. */
export async function keepDraft({ actor, db, ports, run }: Work<"invoicing">, reference: string, draft: BookDraft): Promise<null> {
  const { invoicing }: Pick<Ports, "invoicing"> = ports;
  const write = () => invoicing.draft(reference, draft, { actor: actor.id, runId: run.id });
  if (invoicing.repeatable) await write();
  else
    await writeOnce(db, run.id, {
      reference,
      find: async () => ((await invoicing.find(reference)) ? { externalId: reference } : null),
      write: async () => {
        await write();
        return { externalId: reference };
      },
    });
  return null;
}
