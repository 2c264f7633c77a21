/**
 * Changes a draft: the whole of what it says. Of two changes over the same version the first has it. Result: {invoiceId}.
 *
 * Refuses with `forbidden`, `not_found` (also with field client), `conflict` (changed in another tab), `issued`.
 */
import { may } from "../../people/may.ts";
import { accept, type Outcome, refuse, type Work } from "../../runs/run.ts";
import type { Sale } from "../sale.ts";
import { clientOf, type ForClient, saleFor } from "./client-of.ts";
import { draftOf } from "./draft-invoice.ts";

export interface EditDraft {
  invoiceId: string;
  /** Of the draft that the form showed. */
  version: number;
  client: ForClient;
  sale: Sale;
}

export async function editDraft(work: Work, { invoiceId, version, client, sale }: EditDraft): Promise<Outcome> {
  const { actor, db, ports, run, step } = work;
  if (!may(actor, "invoice.draft")) return refuse("forbidden");
  const clientId = await clientOf(work, client);
  if (!clientId) return refuse("not_found", "client");
  await step("change the draft", async () => {
    await ports.invoicing.change(invoiceId, version, draftOf(clientId, await saleFor(db, clientId, sale)), {
      actor: actor.id,
      runId: run.id,
    });
    return null;
  });
  return accept({ invoiceId });
}
