/**
 * Slack's side of quotes and invoices, as a part of the Worker that is loaded when somebody sells (edge/desk-part.ts): its words and
 * windows weigh on no other request. invoices.ts registers the listeners and hands over; what it needs of the rest comes along as `Tools`.
 */
import type { BlockAction, SlackViewAction } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { PasserelleError } from "../../edge/errors.ts";
import type { Desk, Reader } from "../desk.ts";
import { openPaper, SEE } from "./home.ts";
import { ISSUE_FORM, submitIssueOn } from "./papers/issue-on.ts";
import { latestToCredit, MORE as MORE_PAPERS, NEW, nextPapers, openPapers, SHOW, showPaper } from "./papers/look-up.ts";
import { CREDIT_FORM, pressPaper, submitCredit } from "./papers/press-paper.ts";
import { type Command, keepTyped, saleCommand } from "./sale/command.ts";
import { openForm } from "./sale/form/open-window.ts";
import { SALE } from "./sale/form/sale-form.ts";
import { clientOptions, pressInForm, submitForm } from "./sale/form/window.ts";
import type { PaperKind } from "./sale/kept.ts";
import { pressInPreview } from "./sale/press.ts";
import { CANCEL, CLIENT, CREATE, FORM, ISSUE, NEW_CLIENT, REFRESH } from "./sale/preview.ts";
import { responder } from "./sale/respond.ts";
import { hubMessage, SECTION, SET_UP } from "./set-up/hub.ts";
import { PRICE_FILE, PRICES, submitPriceFile, submitPrices } from "./set-up/prices.ts";
import { openSection, submitSeller, submitSiren } from "./set-up/seller.ts";
import { SELLER, SIREN } from "./set-up/seller-form.ts";

export { homeBlocks } from "./home.ts";
export { runCard } from "./papers/run-card.ts";
export { clientIsComing } from "./sale/press.ts";

export { hubMessage } from "./set-up/hub.ts";
export { openPrices } from "./set-up/prices.ts";

/** Of the clients' capability. @param sale what comes back with the client: see clientIsComing */
export interface Tools {
  newClientView(reader: Reader, text: string, sale: string): ModalView;
  openNewClient(desk: Desk, body: object, picked: string, sale: string): Promise<void>;
}

type Say = (message: never) => Promise<unknown>;

/** `ack` stands behind what must not be lost. */
export async function command(desk: Desk, kind: PaperKind | "credit", said: Command, ack: () => Promise<void>, say: Say): Promise<void> {
  const respond = responder(say);
  if (kind !== "credit") {
    await keepTyped(desk, kind, said);
    await ack();
    return saleCommand(desk, kind, said, respond);
  }
  await ack();
  const reader = await desk.meet(said);
  const text = said.text.trim();
  if (text) return void (await openPapers(desk, reader, "credit", text, respond));
  await respond(await latestToCredit(desk, reader));
}

const PREVIEW = [CREATE, ISSUE, FORM, CANCEL, REFRESH, CLIENT, NEW_CLIENT];

/** @param value of the button, or of what was chosen */
export async function press(desk: Desk, body: BlockAction, actionId: string, value: string, say: Say, tools: Tools): Promise<void> {
  const respond = responder(say);
  const [name = ""] = actionId.split(":");
  if (PREVIEW.includes(name)) return pressInPreview(desk, body, name, value, respond, tools);
  if (name.startsWith("sale_") || body.view?.callback_id === SALE) return pressInForm(desk, body, actionId, value, tools);
  if (name === NEW) {
    const [kind, clientId] = value.split(" ");
    return openForm(desk, body, kind === "quote" ? "quote" : "invoice", clientId ? { id: clientId } : null);
  }
  if (SHOW.test(actionId)) return respond(await showPaper(desk, await desk.meet(body), value));
  if (SEE.test(actionId)) return openPaper(desk, body, value);
  if (name === MORE_PAPERS) return respond(await nextPapers(desk, await desk.meet(body), value), true);
  if (name === SET_UP) return respond(await hubMessage(desk, await desk.meet(body)));
  if (SECTION.test(actionId)) return openSection(desk, body, value);
  await pressPaper(desk, body, actionId, value, respond);
}

const VIEWS: Record<string, (desk: Desk, body: SlackViewAction) => Promise<object | undefined>> = {
  [SALE]: submitForm,
  [CREDIT_FORM]: submitCredit,
  [ISSUE_FORM]: submitIssueOn,
  [SIREN]: submitSiren,
  [SELLER]: submitSeller,
  [PRICE_FILE]: submitPriceFile,
  [PRICES]: submitPrices,
};

/** What Slack is answered: undefined closes the window. */
export function submit(desk: Desk, body: SlackViewAction): Promise<object | undefined> {
  const known = VIEWS[body.view.callback_id];
  if (!known) throw new PasserelleError("expired");
  return known(desk, body);
}

export async function options(desk: Desk, body: object, text: string) {
  const reader = await desk.known(body);
  await desk.allow(reader, "client.search", { kind: "client" });
  return clientOptions(desk, reader, text);
}
