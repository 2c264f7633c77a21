/** The file of what was issued, made once and kept as the law wants it; whoever is killed in between finds what is there. */
import { readDocument } from "../../documents/document-store.ts";
import { putDocument } from "../../documents/put-document.ts";
import { asPasserelleError, PasserelleError } from "../../errors.ts";
import type { Work } from "../../runs/run.ts";
import { stillAlive } from "../../runs/run-turns.ts";
import type { DocumentMaker } from "../document-maker.ts";
import { readLogo } from "../firm/keep-logo.ts";
import type { Invoice } from "../invoice.ts";
import { attachFile, readInvoice } from "../invoice-store.ts";

/** @returns the document's id */
export async function makeDocument(work: Work<"invoicing">, invoiceId: string, make: DocumentMaker): Promise<string> {
  const { db, files, actor, run } = work;
  const found = await readInvoice(db, invoiceId);
  if (!found?.document) throw new PasserelleError("not_found", { message: "a document of what was not issued" });
  if (found.file) return found.file;
  const id = `invoice_${invoiceId}`;
  if (!(await readDocument(db, id))) {
    const body = (await bytesOf(work, found.document, invoiceId, make)) as Uint8Array<ArrayBuffer>;
    await stillAlive(db, run.id);
    const wish = { id, class: "invoice", owner: { kind: "invoice", id: invoiceId }, mediaType: "application/pdf", body } as const;
    await putDocument({ db, files }, { ...wish, name: `${found.document.number.replaceAll("/", "-")}.pdf`, createdBy: actor.id }).catch(
      (error) => {
        // Another attempt was quicker, and its file is as good: the first one stands.
        if (asPasserelleError(error).code !== "conflict") throw error;
      },
    );
  }
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
