/** The window of a sale is opened: afresh or where it was left, from a preview, or over a draft that stands in the books. */
import type { ModalView } from "@slack/types";
import { PasserelleError } from "../../../../edge/errors.ts";
import { readInvoice } from "../../../../edge/invoices/invoice-store.ts";
import { emptyLine } from "../../../../edge/invoices/part.ts";
import { readQuote } from "../../../../edge/quotes/quote-store.ts";
import type { Desk, Reader } from "../../../desk.ts";
import { modal, section } from "../../../forms.ts";
import { formId, held, hold, type Kept, nothingKept, type PaperKind, respondTo } from "../kept.ts";
import { textsFor } from "../sale-words.ts";
import { settleClient, whereOf } from "../weigh.ts";
import { saleForm } from "./sale-form.ts";

export const draftAction = (kind: PaperKind) => (kind === "invoice" ? "invoice.draft" : "quote.draft");

/** A line to fill in, where there is none. */
export async function withLine(desk: Desk, kept: Kept): Promise<Kept> {
  if (kept.sale.lines.length > 0) return kept;
  return { ...kept, open: 0, sale: { ...kept.sale, lines: [emptyLine(await whereOf(desk, kept.client))] } };
}

/** @param client whom it is for, when that is known */
export async function openForm(desk: Desk, body: object, kind: PaperKind, client: Kept["client"] = null): Promise<void> {
  await desk.open(body, async (reader) => {
    await desk.allow(reader, draftAction(kind), { kind });
    const id = formId(reader, kind);
    const before = client ? null : await held(desk, reader, id);
    const resumed = before !== null && before.kept.run === null && before.kept.sale.lines.some(({ name }) => name);
    const kept = resumed ? before.kept : { ...nothingKept(kind), client };
    const settled = { ...kept, turn: kept.turn + 1, client: await settleClient(desk.house.db, kept.client) };
    return saleForm(desk, reader, await hold(desk, reader, id, await withLine(desk, settled)), { resumed });
  });
}

/** What a preview holds, in the window. */
export async function openHeld(
  desk: Desk,
  body: { response_url?: string; container?: { is_ephemeral?: boolean } },
  id: string,
): Promise<void> {
  await desk.open(body, async (reader) => {
    const found = await held(desk, reader, id);
    const t = textsFor(reader);
    if (!found || found.kept.run) return noticeView(reader, found ? t.already[found.kept.kind] : t.gone);
    await desk.allow(reader, draftAction(found.kept.kind), { kind: found.kept.kind });
    // A card stays what it is; only a preview gives way to what it became.
    const where = (body.container?.is_ephemeral ? respondTo(body.response_url) : null) ?? found.kept.respondTo;
    const client = await settleClient(desk.house.db, found.kept.client);
    const kept = await withLine(desk, { ...found.kept, client, turn: found.kept.turn + 1, respondTo: where });
    return saleForm(desk, reader, await hold(desk, reader, id, kept));
  });
}

/** A draft that stands in the books, to be changed; @param resume what was typed into an earlier window over another version */
export async function openDraft(desk: Desk, body: object, paperId: string): Promise<void> {
  await desk.open(body, async (reader) => {
    const kind: PaperKind = paperId.startsWith("q") ? "quote" : "invoice";
    await desk.allow(reader, draftAction(kind), { kind, id: paperId });
    const { db } = desk.house;
    const found = kind === "quote" ? await readQuote(db, paperId) : await readInvoice(db, paperId);
    if (!found) throw new PasserelleError("not_found");
    if (found.state !== "draft") throw new PasserelleError(kind === "quote" ? "not_open" : "issued");
    const id = `edit-${paperId}-${reader.person.id}`;
    const before = await held(desk, reader, id);
    const resumed = before?.kept.of?.id === paperId && before.kept.run === null;
    const stored: Kept = { ...nothingKept(kind), client: { id: found.clientId }, sale: found.sale };
    const kept = { ...(resumed ? before.kept : stored), of: { id: paperId, version: found.version }, turn: (before?.kept.turn ?? 0) + 1 };
    return saleForm(desk, reader, await hold(desk, reader, id, kept), { resumed });
  });
}

export const noticeView = (reader: Reader, text: string): ModalView =>
  modal({ callback: "sale_notice", title: textsFor(reader).setUp.title, close: reader.say.close, blocks: [section(text)] });
