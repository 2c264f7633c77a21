/** What is typed, pressed and submitted in the window of a sale: each key and click is kept, so that a window that was closed is taken up again. */
import type { BlockAction, SlackViewAction } from "@slack/bolt";
import { findKnown } from "../../../../edge/clients/find-clients.ts";
import { PasserelleError } from "../../../../edge/errors.ts";
import { dropPreview } from "../../../../edge/invoices/drafts/preview-store.ts";
import { readInvoice } from "../../../../edge/invoices/invoice-store.ts";
import { emptyLine, fromItem } from "../../../../edge/invoices/part.ts";
import { may } from "../../../../edge/people/may.ts";
import { findPrices } from "../../../../edge/prices/price-store.ts";
import { readQuote } from "../../../../edge/quotes/quote-store.ts";
import { memoryOf } from "../../../answers.ts";
import type { Desk, Reader } from "../../../desk.ts";
import { fitView } from "../../../door/limits.ts";
import { option } from "../../../forms.ts";
import { answerOf } from "../../../passerelle/passerelle-messages.ts";
import { shorten } from "../../../text/words.ts";
import type { Tools } from "../../part.ts";
import { type Held, held, hold, type Kept, nothingKept } from "../kept.ts";
import { replaceAt } from "../respond.ts";
import { textsFor } from "../sale-words.ts";
import { startSale } from "../start-sale.ts";
import { whereOf } from "../weigh.ts";
import { draftAction, noticeView, withLine } from "./open-window.ts";
import { ADD, AFRESH, type Memory, MORE, REMOVE, saleForm } from "./sale-form.ts";
import { formProblems, merged } from "./sale-form-read.ts";

/** Whatever was typed, chosen or pressed in the window. */
export async function pressInForm(desk: Desk, body: BlockAction, actionId: string, value: string, tools: Tools): Promise<void> {
  const view = body.view as SlackViewAction["view"];
  const { id = "", turn = 0 } = memoryOf<Memory>(view);
  const reader = await desk.meet(body);
  const found = await held(desk, reader, id);
  if (!found) return desk.redraw(view, noticeView(reader, textsFor(reader).gone));
  const read = merged(reader, view, found.kept, turn);
  if (actionId.startsWith("sale_who") && value.startsWith("hand:"))
    return newClientFor(desk, reader, body, await hold(desk, reader, id, read), value.slice("hand:".length), tools);
  const next = await changed(desk, reader, read, actionId, value);
  await desk.redraw(view, await saleForm(desk, reader, await hold(desk, reader, id, next)));
}

async function changed(desk: Desk, reader: Reader, kept: Kept, actionId: string, value: string): Promise<Kept> {
  const { lines } = kept.sale;
  const turn = kept.turn + 1;
  const where = () => whereOf(desk, kept.client);
  if (actionId.startsWith("sale_who")) return value ? { ...kept, client: clientOf(value, kept), clientText: "" } : kept;
  if (actionId === ADD)
    return { ...kept, turn, open: lines.length, raw: {}, sale: { ...kept.sale, lines: [...lines, emptyLine(await where())] } };
  if (actionId === REMOVE) {
    const left = lines.filter((_, i) => i !== kept.open);
    return { ...kept, turn, open: Math.max(0, Math.min(kept.open, left.length - 1)), raw: {}, sale: { ...kept.sale, lines: left } };
  }
  if (actionId === MORE) return { ...kept, turn, more: true };
  if (actionId === AFRESH) return withLine(desk, { ...nothingKept(kept.kind), turn });
  if (actionId.startsWith("sale_line:")) return { ...kept, turn, open: Number(value) };
  if (actionId.startsWith("sale_take:")) {
    const [item] = await findPrices(desk.house.db, value, 1);
    const line = item && fromItem(item, lines[kept.open]?.quantity ?? "1", await where(), reader.say.locale);
    return line ? { ...kept, turn, raw: {}, sale: { ...kept.sale, lines: lines.map((one, i) => (i === kept.open ? line : one)) } } : kept;
  }
  return kept;
}

const clientOf = (value: string, kept: Kept): Kept["client"] => (value.startsWith("run:") ? kept.client : { id: value });

/** The window of a new client comes on top of this one; when it is submitted, this one has its client. */
async function newClientFor(desk: Desk, reader: Reader, body: BlockAction, { id }: Held, text: string, tools: Tools): Promise<void> {
  const view = tools.newClientView(reader, text, `${id} ${body.view?.id ?? ""}`);
  await desk.slack.views.push({ trigger_id: body.trigger_id, view: fitView(view) });
}

/** Clients that match, and a new one. */
export async function clientOptions(desk: Desk, reader: Reader, text: string) {
  const t = textsFor(reader);
  const found = await findKnown(desk.house.db, text, 20);
  const known = found.map(({ id, name, city }) => option([name, city].filter(Boolean).join(" · "), id));
  const create = may(reader.person, "client.create") ? [option(t.createClient(shorten(text, 40)), `hand:${text.slice(0, 100)}`)] : [];
  const options = [...known, ...create];
  return { options: options.length > 0 ? options : [option(reader.say.client.noMatch, "none")] };
}

/** What Slack is answered: undefined closes the window. */
export async function submitForm(desk: Desk, body: SlackViewAction): Promise<object | undefined> {
  const reader = await desk.known(body);
  const { id = "", turn = 0 } = memoryOf<Memory>(body.view);
  const found = await held(desk, reader, id);
  const t = textsFor(reader);
  if (!found) throw new PasserelleError("expired");
  await desk.allow(reader, draftAction(found.kept.kind), { kind: found.kept.kind });
  // A second submission of one window: the first one's run is under way.
  if (found.kept.run) return undefined;
  const kept = merged(reader, body.view, found.kept, turn);
  const { errors, line } = formProblems(reader, kept);
  if (Object.keys(errors).length === 0 && line !== null) {
    const opened = { ...kept, open: line, turn: kept.turn + 1 };
    const notes = [t.form.problems.other(String(line + 1))];
    return { response_action: "update", view: fitView(await saleForm(desk, reader, await hold(desk, reader, id, opened), { notes })) };
  }
  if (Object.keys(errors).length > 0) {
    await hold(desk, reader, id, kept);
    return { response_action: "errors", errors };
  }
  if (kept.of && (await versionOf(desk, kept.of.id)) !== kept.of.version)
    return { response_action: "errors", errors: { client: t.form.problems.changed } };
  const holding = await hold(desk, reader, id, kept);
  await startSale(desk, reader, holding, ["modal", body.view.id]);
  // A form that begins anew is another one from now on; a preview keeps what it became.
  if (id.startsWith("form-") || id.startsWith("edit-")) desk.house.later(dropPreview(desk.house.db, id).run());
  else desk.house.later(replaceAt(desk, reader, kept.respondTo, answerOf(t.made[kept.kind])));
  return undefined;
}

async function versionOf({ house: { db } }: Desk, paperId: string): Promise<number | null> {
  const found = paperId.startsWith("q") ? await readQuote(db, paperId) : await readInvoice(db, paperId);
  return found?.state === "draft" ? found.version : null;
}
