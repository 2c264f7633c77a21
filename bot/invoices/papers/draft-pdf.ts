/** A draft as it would be printed today, marked as such: nothing is numbered or frozen by it, and it is gone in a day. */
import type { BlockAction } from "@slack/bolt";
import { linkDocument } from "../../../edge/documents/document-link.ts";
import { putDocument } from "../../../edge/documents/put-document.ts";
import { PasserelleError } from "../../../edge/errors.ts";
import { readFirm } from "../../../edge/invoices/firm/firm-store.ts";
import { parisDay } from "../../../edge/invoices/paris-day.ts";
import { buyerOf, quoteOf, readLogo, weighQuote, weighSale } from "../../../edge/invoices/part.ts";
import { pdfPart } from "../../../edge/pdf-part.ts";
import type { Desk } from "../../desk.ts";
import { documentLink } from "../../documents.ts";
import type { Respond } from "../sale/respond.ts";
import { textsFor } from "../sale/sale-words.ts";
import { readPaper } from "./paper.ts";

export const DRAFT_PDF = "paper_draft_pdf";

export async function showDraftPdf(desk: Desk, body: BlockAction, id: string, respond: Respond): Promise<void> {
  const reader = await desk.meet(body);
  const kind = id.startsWith("q") ? "quote" : "invoice";
  await desk.allow(reader, "document.read/draft", { kind, id });
  const { house } = desk;
  const bytes = await draftPdf(desk, id);
  const document = await putDocument(
    { db: house.db, files: house.env.FILES },
    {
      // The same draft is the same bytes, and the same document.
      id: `draft_${await digestOf(bytes)}`,
      class: "draft",
      owner: { kind, id },
      name: `${textsFor(reader).card.draft[kind]}.pdf`,
      mediaType: "application/pdf",
      body: bytes,
      createdBy: reader.person.id,
    },
  );
  const linked = await linkDocument(house, { id: document.id, actor: reader.person, origin: desk.origin });
  await respond(documentLink(reader.say, linked));
}

/** @throws PasserelleError `not_found`, `not_open` (a draft no more), `seller_incomplete`; as Crm.read */
async function draftPdf({ house: { db, env, ports } }: Desk, id: string): Promise<Uint8Array<ArrayBuffer>> {
  const [paper, firm] = await Promise.all([readPaper(db, id), readFirm(db)]);
  if (!paper) throw new PasserelleError("not_found");
  if (paper.stored.state !== "draft") throw new PasserelleError("not_open");
  if (!firm) throw new PasserelleError("seller_incomplete");
  const { clientId, sale } = paper.stored;
  const known = await buyerOf(db, ports, clientId);
  if (!known) throw new PasserelleError("not_found", { field: "client" });
  const wish = { firm, known, sale, day: parisDay() };
  const [pdf, logo] = await Promise.all([pdfPart(), readLogo({ db, files: env.FILES }, firm.seller.logo)]);
  const bytes =
    paper.kind === "quote"
      ? pdf.quotePdf(quoteOf(weighQuote(wish).invoice, sale), { logo })
      : pdf.invoicePdf(weighSale({ ...wish, kind: "invoice" }).invoice, { logo });
  return (await bytes) as Uint8Array<ArrayBuffer>;
}

async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest.slice(0, 12)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
