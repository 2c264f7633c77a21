/** The buttons of a preview. Who presses is asked again what they may, and a preview that has changed since is shown anew instead. */
import type { BlockAction } from "@slack/bolt";
import { dropPreview } from "../../../edge/invoices/drafts/preview-store.ts";
import type { Desk, Reader } from "../../desk.ts";
import { answerOf } from "../../passerelle/passerelle-messages.ts";
import type { Tools } from "../part.ts";
import { forClient } from "./command.ts";
import { openHeld } from "./form/open-window.ts";
import { saleForm } from "./form/sale-form.ts";
import { type Held, held, hold, respondTo } from "./kept.ts";
import { CANCEL, CLIENT, CREATE, clientById, FORM, ISSUE, markOf, NEW_CLIENT, previewMessage, REFRESH } from "./preview.ts";
import { type Respond, replaceAt } from "./respond.ts";
import { textsFor } from "./sale-words.ts";
import { startSale } from "./start-sale.ts";
import { settleClient } from "./weigh.ts";

export async function pressInPreview(
  desk: Desk,
  body: BlockAction,
  actionId: string,
  value: string,
  respond: Respond,
  tools: Tools,
): Promise<void> {
  const stamped = actionId === CLIENT ? blockOf(body).replace(/^client /, "") : value;
  const [id = "", mark = ""] = stamped.split(" ");
  if (actionId === FORM) return openHeld(desk, body as { response_url?: string }, id);
  const reader = await desk.meet(body);
  const t = textsFor(reader);
  const found = await held(desk, reader, id);
  if (!found) return respond(answerOf(t.gone), true);
  const { kept } = found;
  if (kept.run) return respond(answerOf(t.already[kept.kind]), true);
  if (actionId === CANCEL) {
    await dropPreview(desk.house.db, id).run();
    return respond(answerOf(t.cancelled), true);
  }
  const draft = kept.kind === "invoice" ? "invoice.draft" : "quote.draft";
  await desk.allow(reader, draft, { kind: kept.kind });
  const picked = actionId === CLIENT && !value.startsWith("known:") ? value : actionId === NEW_CLIENT && `hand:${kept.clientText}`;
  if (picked) {
    await hold(desk, reader, id, { ...kept, respondTo: respondTo((body as { response_url?: string }).response_url) });
    return tools.openNewClient(desk, body, picked, id);
  }
  if (actionId === CLIENT || actionId === REFRESH)
    return again(desk, reader, found, actionId === CLIENT ? value.slice("known:".length) : "", respond);
  if (mark !== markOf(kept)) return respond(await previewMessage(desk, reader, found, t.outdated), true);
  if (actionId === ISSUE) await desk.allow(reader, "invoice.issue", { kind: "invoice" });
  if (actionId !== CREATE && actionId !== ISSUE) return;
  await startSale(desk, reader, found, [], actionId === ISSUE);
  await respond(answerOf(actionId === ISSUE ? t.issuing : t.made[kept.kind]), true);
}

const blockOf = (body: BlockAction) => String((body.actions[0] as { block_id?: string } | undefined)?.block_id ?? "");

/** The preview with the client that was chosen, or that is there by now. */
async function again(desk: Desk, reader: Reader, { id, kept }: Held, clientId: string, respond: Respond): Promise<void> {
  const client = clientId ? { id: clientId } : await settleClient(desk.house.db, kept.client);
  await respond(await previewMessage(desk, reader, await hold(desk, reader, id, await forClient(desk, reader, kept, client))), true);
}

const LOOKS = 12;
const PAUSE_MS = 700;

/**
 * The window of a new client was submitted for a sale that waits: the sale has its client from now on. The preview is shown again
 * as soon as the client is there, or says that it is being made; a window below is filled in at once.
 *
 * @param sale "<preview id> <id of the window below>"
 */
export async function clientIsComing(
  desk: Desk,
  body: object,
  sale: string,
  client: { run: string; name: string } | { id: string },
): Promise<void> {
  const [id = "", below = ""] = sale.split(" ");
  const reader = await desk.meet(body);
  const found = await held(desk, reader, id);
  if (!found || found.kept.run) return;
  const name = "id" in client ? ((await clientById(desk, client.id))?.name ?? "") : client.name;
  let holding = await hold(desk, reader, id, { ...(await forClient(desk, reader, found.kept, client)), clientText: name });
  if (below) {
    const view = await saleForm(desk, reader, holding);
    await desk.slack.views.update({ view_id: below, view });
    return;
  }
  for (let look = 0; look < LOOKS && "run" in (holding.kept.client ?? {}); look++) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    const settled = await settleClient(desk.house.db, holding.kept.client);
    if (settled && "id" in settled) holding = await hold(desk, reader, id, await forClient(desk, reader, holding.kept, settled));
  }
  await replaceAt(desk, reader, holding.kept.respondTo, await previewMessage(desk, reader, holding), { orSay: true });
}
