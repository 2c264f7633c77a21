/**
 * The window of a new client, from its opening to the run: what is picked and pressed in it redraws it; its submission
 * is written down as a run before Slack is answered, so one window makes one client.
 */
import type { BlockAction, SlackViewAction, types, ViewOutput } from "@slack/bolt";
import type { NewClient } from "../../../edge/clients/client.ts";
import { intentId } from "../../../edge/runs/intent.ts";
import { callerOf, type Desk, type Reader } from "../../desk.ts";
import { fitView } from "../../door/limits.ts";
import { clientForSale } from "../../invoices/invoices.ts";
import { pickedOption } from "./company-options.ts";
import { knownClientView } from "./known-client-view.ts";
import { CLOSED_WARNING, COMPANY, type Draft, draftOf, emptyDraft, isMode, newClientForm, pickOf } from "./new-client-form.ts";
import { type Pick, readPick } from "./pick.ts";
import { readDraft } from "./read-draft.ts";

/** A number that was searched for belongs into the number's field, a name into the name's. */
export const byHand = (draft: Draft, text: string): Draft =>
  /\d{3}[\s.]?\d{3}/.test(text) ? { ...draft, mode: "hand", siren: text } : { ...draft, mode: "hand", name: text };

function draftWith(reader: Reader, pick: Pick | null): Draft {
  if (pick?.type === "register") return { ...emptyDraft, company: pickedOption(reader.say, pick) };
  return pick?.type === "hand" && pick.text ? byHand(emptyDraft, pick.text) : emptyDraft;
}

/** @param sale what waits for the client */
export async function openNewClient(desk: Desk, body: object, picked = "", sale?: string): Promise<void> {
  await desk.open(body, async (reader) => {
    await desk.allow(reader, "client.create", { kind: "client" });
    return newClientForm(reader, { ...draftWith(reader, readPick(picked)), sale });
  });
}

/** A company was picked in the window; `elsewhere` = with a button, so the list does not show it yet. */
export async function pickCompany(
  desk: Desk,
  body: BlockAction,
  picked: types.PlainTextOption | undefined,
  elsewhere = false,
): Promise<void> {
  const view = body.view as ViewOutput;
  const reader = await desk.meet(body);
  const pick = readPick(String(picked?.value ?? ""));
  // In the window of a known client the list stands outside the form: the form's state does not have it.
  const draft: Draft = { ...emptyDraft, ...draftOf(view), company: picked };
  const kinds = draft.kinds.length > 0 ? draft.kinds : emptyDraft.kinds;
  if (pick?.type === "known") {
    if (draft.sale) desk.house.later(clientForSale(desk, body, draft.sale, { id: pick.clientId }));
    const known = await knownClientView(desk, reader, pick.clientId);
    return desk.redraw(view, known ?? newClientForm(reader, emptyDraft));
  }
  if (pick?.type === "hand") return desk.redraw(view, newClientForm(reader, { ...byHand(draft, pick.text), kinds, company: undefined }));
  // An open company changes nothing in the window, unless it stands there for a closed or a known one.
  if (!pick || (!elsewhere && !pick.closed && has(view, COMPANY) && !has(view, CLOSED_WARNING))) return;
  await desk.redraw(view, newClientForm(reader, { ...draft, kinds }));
}

const has = ({ blocks }: ViewOutput, blockId: string) => Array.isArray(blocks) && blocks.some((block) => block.block_id === blockId);

/** Another way of saying who it is, or more fields. What was typed stays. */
export async function changeForm(desk: Desk, body: BlockAction, pressed: string): Promise<void> {
  const view = body.view as ViewOutput;
  const reader = await desk.meet(body);
  const draft = draftOf(view);
  const next = isMode(pressed) ? { ...draft, mode: pressed, more: false } : { ...draft, more: true };
  await desk.redraw(view, newClientForm(reader, next));
}

/** What Slack is answered: undefined closes the window. */
export async function submitNewClient(desk: Desk, body: SlackViewAction): Promise<object | undefined> {
  const draft = draftOf(body.view);
  const intent = ["modal", callerOf(body)?.team ?? "", body.view.id];
  const submit = async (input: NewClient) => {
    await desk.submit(body, "client.create", { kind: "client" }, { kind: "create-client", intent, input });
    if (!draft.sale) return;
    const { identity } = input;
    const client = { run: await intentId("create-client", ...intent), name: identity.name || ("siren" in identity ? identity.siren : "") };
    desk.house.later(clientForSale(desk, body, draft.sale, client));
  };
  // What is right whoever sent it is written down at once: Slack waits, and who they are is read in the same batch.
  const right = readDraft(desk.anybody, draft);
  if ("input" in right) return void (await submit(right.input));
  const reader = await desk.known(body);
  await desk.allow(reader, "client.create", { kind: "client" });
  const pick = draft.mode === "search" ? pickOf(draft) : null;
  if (pick?.type === "known") {
    const known = await knownClientView(desk, reader, pick.clientId);
    if (known) return { response_action: "update", view: fitView(known) };
  }
  if (pick?.type === "hand") return { response_action: "update", view: fitView(newClientForm(reader, byHand(draft, pick.text))) };
  const read = readDraft(reader, draft);
  if ("problems" in read) return { response_action: "errors", errors: read.problems };
  return void (await submit(read.input));
}
