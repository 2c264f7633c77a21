/** The file of what was issued, kept as the law wants it. */
import { PasserelleError } from "../../errors.ts";
import type { Work } from "../../runs/run.ts";
import { stillAlive } from "../../runs/run-turns.ts";
import type { DocumentMaker } from "../document-maker.ts";
import { attachFile } from "../draft-store.ts";
import { readLogo } from "../firm/keep-logo.ts";
import type { Invoice } from "../invoice.ts";
import { readInvoice } from "../invoice-store.ts";
import { fileName, keepFile } from "./keep-file.ts";

/** @returns the document's id */
export async function makeDocument(work: Work<"invoicing">, invoiceId: string, make: DocumentMaker): Promise<string> {
  const { db, files, actor, run } = work;
  const found = await readInvoice(db, invoiceId);
  if (!found?.document) throw new PasserelleError("not_found", { message: "a document of what was not issued" });
  const { document, file } = found;
  if (file) return file;
  const id = `invoice_${invoiceId}`;
  const wish = {
    id,
    class: "invoice",
    owner: { kind: "invoice", id: invoiceId },
    name: fileName(document.number),
    createdBy: actor.id,
  } as const;
  await keepFile({ db, files }, wish, async () => {
    await stillAlive(db, run.id);
    return bytesOf(work, document, invoiceId, make);
  });
  await attachFile(db, invoiceId, id).run();
  return id;
}

async function bytesOf(
  { db, files, ports }: Work<"invoicing">,
  invoice: Invoice,
  reference: string,
  make: DocumentMaker,
): Promise<Uint8Array> {
  if (ports.invoicing.document === "ours") return make(invoice, { logo: await readLogo({ db, files }, invoice.seller.logo) });
  const file = await ports.invoicing.file?.(reference);
  if (!file) throw new PasserelleError("vendor_unavailable", { message: "the books have not made the file yet" });
  return file;
}
