/**
 * /facture, /devis, /avoir and their English names, and everything that is pressed or submitted around quotes and invoices. Registers
 * the listeners; what they do is a part that is loaded then (part.ts): one line here is all that other requests carry.
 */
import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import { deskPart } from "../../edge/desk-part.ts";
import { byHand, openNewClient } from "../clients/new-client/new-client.ts";
import { emptyDraft, newClientForm } from "../clients/new-client/new-client-form.ts";
import type { Desk, Reader } from "../desk.ts";
import { COMMANDS } from "../manifest.ts";
import type { DrawCard } from "../run-cards.ts";
import type { Tools } from "./part.ts";

type Part = typeof import("./part.ts");

const part = async () => (await deskPart()) as Part;

const tools: Tools = {
  newClientView: (reader, text, sale) => newClientForm(reader, { ...(text ? byHand(emptyDraft, text) : emptyDraft), mode: "search", sale }),
  openNewClient,
};

const OURS = /^(sale|paper|seller|prices)_/;
/** Fields of the window of a sale: their ids change with each turn. */
const FIELDS = /^(name|quantity|unit|price|vat|off|nature|supplied)_\d+$|^(terms|discount|order|note|starts|lasts)$/;

export function invoices(app: App) {
  const kinds = [
    ["facture", "invoice"],
    ["invoice", "invoice"],
    ["devis", "quote"],
    ["quote", "quote"],
    ["avoir", "credit"],
    ["credit", "credit"],
  ] as const;
  for (const [name, kind] of kinds)
    app.command(COMMANDS[name].name, async ({ ack, command, respond, context: { desk } }) => {
      await (await part()).command(desk, kind, command, () => ack(), respond as never);
    });
  for (const id of [OURS, FIELDS])
    app.action<BlockAction>(id, async ({ ack, body, action, respond, context: { desk } }) => {
      await ack();
      const { action_id = "", value, selected_option } = action as ButtonAction & { selected_option?: { value?: string } | null };
      const said = selected_option?.value ?? value;
      await (await part()).press(desk, body, action_id, typeof said === "string" ? said : "", respond as never, tools);
    });
  app.view(OURS, async ({ ack, body, context: { desk } }) => {
    const answer = await (await part()).submit(desk, body);
    await (ack as (answer?: object) => Promise<void>)(answer);
  });
  app.options<"block_suggestion">(/^sale_who/, async ({ ack, options, context: { desk } }) => {
    await ack((await (await part()).options(desk, options, String(options.value ?? "").trim())) as never);
  });
}

export const sellingCard: DrawCard = async (house, reader, run) => (await part()).runCard(house, reader, run);

/** For App Home. */
export const sellingBlocks: Part["homeBlocks"] = async (...args) => (await part()).homeBlocks(...args);

/** `/passerelle invoicing` */
export const setUpMessage = async (desk: Desk, reader: Reader) => (await part()).hubMessage(desk, reader);
/** `/passerelle prices` */
export const openPriceFile = async (desk: Desk, body: object) => (await part()).openPrices(desk, body);

/** A client was made, or found, for a sale that waits for it. */
export const clientForSale: Part["clientIsComing"] = async (...args) => (await part()).clientIsComing(...args);
