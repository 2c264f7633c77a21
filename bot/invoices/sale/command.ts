/** `/facture …` and `/devis …`: a line becomes a preview; a number or a client alone is looked up; nothing opens the window. */

import { keepTypedLine } from "../../../edge/invoices/drafts/preview-store.ts";
import { parisDay } from "../../../edge/invoices/paris-day.ts";
import { openSale, parseTyped } from "../../../edge/invoices/part.ts";
import type { Typed } from "../../../edge/invoices/typed/typed.ts";
import { intentId } from "../../../edge/runs/intent.ts";
import { callerOf, type Desk, type Reader } from "../../desk.ts";
import { openPapers } from "../papers/look-up.ts";
import { openForm } from "./form/open-window.ts";
import { type Held, hold, type Kept, nothingKept, type PaperKind } from "./kept.ts";
import { mistakeMessage } from "./mistakes.ts";
import { clientTyped, previewMessage } from "./preview.ts";
import type { Respond } from "./respond.ts";
import { whereOf } from "./weigh.ts";

export interface Command {
  text: string;
  trigger_id: string;
  response_url: string;
}

const previewId = (command: Command) => intentId("preview", command.trigger_id);

/** Before Slack is answered: from then on it is ours to lose. Nothing of somebody we have never seen. */
export async function keepTyped(desk: Desk, kind: PaperKind, command: Command): Promise<void> {
  const caller = callerOf(command);
  const text = command.text.trim();
  if (!text || !caller || caller.stranger) return;
  const body: Kept = { ...nothingKept(kind), text: text.slice(0, MOST_KEPT) };
  await keepTypedLine(desk.house.db, { id: await previewId(command), team: caller.team, slackUser: caller.user, body });
}

/** What Slack's composer takes, more or less. */
const MOST_KEPT = 8_000;

export async function saleCommand(desk: Desk, kind: PaperKind, command: Command, respond: Respond): Promise<void> {
  const text = command.text.trim();
  if (!text) return void (await openForm(desk, command, kind));
  const reader = await desk.meet(command);
  const id = await previewId(command);
  const kept: Kept = { ...nothingKept(kind), text: text.slice(0, MOST_KEPT) };
  const isOneWord = !/\s/.test(text) && /\d/.test(text);
  if (isOneWord && (await openPapers(desk, reader, kind, text, respond, { numbersOnly: true }))) return;
  await desk.allow(reader, kind === "invoice" ? "invoice.draft" : "quote.draft", { kind });
  const reading = parseTyped(text, { locale: reader.say.locale, today: parisDay() });
  if (!reading.ok) return respond(mistakeMessage(reader, await hold(desk, reader, id, kept), reading.problems));
  const { typed } = reading;
  // Only a name: what there is already is what one wants to see, and a new one is a button away.
  if (typed.client && typed.lines.length === 0 && !typed.terms && !typed.discount && !typed.purchaseOrder)
    return void (await openPapers(desk, reader, kind, typed.client.text, respond));
  await respond(await previewMessage(desk, reader, await fromTyped(desk, reader, id, kept, typed)));
}

async function fromTyped(desk: Desk, reader: Reader, id: string, kept: Kept, typed: Typed): Promise<Held> {
  const clientText = typed.client?.text ?? "";
  const found = await clientTyped(desk, clientText);
  const client = found && { id: found.id };
  const sale = await openSale(desk.house.db, typed, await whereOf(desk, client), reader.say.locale);
  return hold(desk, reader, id, { ...kept, sale, clientText, client });
}

/** The line read again for another client, whose country may mean another VAT; one that was changed in the window stays as it is. */
export async function forClient(desk: Desk, reader: Reader, kept: Kept, client: Kept["client"]): Promise<Kept> {
  const reading = kept.turn === 0 && kept.text ? parseTyped(kept.text, { locale: reader.say.locale, today: parisDay() }) : null;
  if (!reading?.ok) return { ...kept, client };
  return { ...kept, client, sale: await openSale(desk.house.db, reading.typed, await whereOf(desk, client), reader.say.locale) };
}
