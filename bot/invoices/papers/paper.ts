/** A quote, an invoice or a credit note as it is shown: on its card, in an answer, in a window. What stands there is what the books say now. */
import { readClient } from "../../../edge/clients/client-store.ts";
import type { House } from "../../../edge/house.ts";
import { readInvoice } from "../../../edge/invoices/invoice-store.ts";
import { readQuote } from "../../../edge/quotes/quote-store.ts";
import type { Reader } from "../../desk.ts";
import { oneLine } from "../../text/words.ts";
import { invoiceShown } from "./invoice-shown.ts";
import type { Paper, Shown } from "./paper-parts.ts";
import { quoteShown } from "./quote-shown.ts";

export async function readPaper(db: D1Database, id: string): Promise<Paper | null> {
  if (id.startsWith("q")) {
    const stored = await readQuote(db, id);
    return stored && { kind: "quote", stored };
  }
  const stored = await readInvoice(db, id);
  return stored && { kind: "invoice", stored };
}

/** Who it is for: as it was printed, or as the directory has it today. */
export async function clientName(db: D1Database, { stored }: Paper): Promise<string> {
  return oneLine(stored.document?.buyer.name ?? (await readClient(db, stored.clientId))?.client.name ?? "");
}

/** @throws nothing of a vendor's: a CRM that is down leaves its part out */
export async function paperShown(house: House, reader: Reader, paper: Paper): Promise<Shown> {
  const name = await clientName(house.db, paper);
  return paper.kind === "quote" ? quoteShown(house, reader, paper.stored, name) : invoiceShown(house, reader, paper.stored, name);
}
