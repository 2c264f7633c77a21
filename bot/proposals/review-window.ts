/** The window of a client to review: tick what to take, or ignore it; in a list, one after the other. */
import type { SlackViewAction } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { readClient } from "../../edge/clients/client-store.ts";
import { asPasserelleError } from "../../edge/errors.ts";
import { decide } from "../../edge/proposals/decide.ts";
import { choicesOf } from "../../edge/proposals/proposal.ts";
import { countWaiting, listWaiting, readProposal, type Waiting } from "../../edge/proposals/proposal-store.ts";
import { memoryOf, ticked } from "../answers.ts";
import type { Desk, Reader } from "../desk.ts";
import { button, buttons, checkboxes, context, header, input, modal, option, section } from "../forms.ts";
import { oneLine, shorten } from "../text/words.ts";
import { countText } from "./proposal-card.ts";
import { differenceBlocks, fieldName, valueText } from "./proposal-words.ts";

export const REVIEW = "review";
export const IGNORE = "review_ignore";
export const SKIP = "review_skip";

interface Memory {
  clientId: string;
  hash: string;
  /** One of a list: after it comes the next one behind it. */
  foundAt: number | null;
}

/** @param clientId "" = the first of the reader's list */
export async function openReview(desk: Desk, body: object, clientId: string): Promise<void> {
  await desk.open(body, async (reader) => {
    await desk.allow(reader, "client.update", { kind: "client", ...(clientId && { id: clientId }) });
    if (!clientId) return nextView(desk, reader, null);
    const waiting = await readProposal(desk.house.db, clientId);
    return waiting?.person === reader.person.id ? reviewView(desk, reader, waiting, false) : lastView(reader, reader.say.proposal.decided);
  });
}

/** The window's own button. */
export async function pressInReview(desk: Desk, body: object, view: SlackViewAction["view"], skip: boolean): Promise<void> {
  const reader = await desk.meet(body);
  const next = skip ? await after(desk, reader, view) : await decided(desk, reader, view, []);
  // A button cannot close a window.
  await desk.redraw(view, next ?? lastView(reader, reader.say.proposal.ignoredNow));
}

/** What Slack is answered: undefined closes the window. */
export async function submitReview(desk: Desk, body: SlackViewAction): Promise<object | undefined> {
  const reader = await desk.known(body);
  const taken = ticked(body.view, "take");
  if (taken.length === 0 && body.view.blocks.some((block) => (block as { block_id?: string }).block_id === "take"))
    return { response_action: "errors", errors: { take: reader.say.proposal.takeNone } };
  const next = await decided(desk, reader, body.view, taken);
  return next && { response_action: "update", view: next };
}

/** The window that follows; undefined = none, its card shows what came of it. */
async function decided(desk: Desk, reader: Reader, view: SlackViewAction["view"], taken: string[]): Promise<ModalView | undefined> {
  const { clientId = "", hash = "" } = memoryOf<Memory>(view);
  await desk.allow(reader, "client.update", { kind: "client", id: clientId });
  try {
    await decide(desk.house, { clientId, hash, taken, actor: reader.person });
  } catch (error) {
    // In a list, what another window has decided is passed by.
    if (asPasserelleError(error).code !== "expired") throw error;
    if (memoryOf<Memory>(view).foundAt === null) return lastView(reader, reader.say.proposal.decided);
  }
  return after(desk, reader, view);
}

const after = async (desk: Desk, reader: Reader, view: SlackViewAction["view"]) => {
  const { clientId = "", foundAt } = memoryOf<Memory>(view);
  return typeof foundAt === "number" ? nextView(desk, reader, { clientId, foundAt }) : undefined;
};

async function nextView(desk: Desk, reader: Reader, behind: { clientId: string; foundAt: number } | null): Promise<ModalView> {
  const [next] = await listWaiting(desk.house.db, reader.person.id, behind, 1);
  return next ? reviewView(desk, reader, next, true) : lastView(reader, behind ? reader.say.proposal.listDone : reader.say.proposal.none);
}

const lastView = ({ say }: Reader, sentence: string): ModalView =>
  modal({ callback: "error", title: say.proposal.title, close: say.close, blocks: [section(sentence)] });

async function reviewView(desk: Desk, reader: Reader, waiting: Waiting, inList: boolean): Promise<ModalView> {
  const { say, person } = reader;
  const { proposal } = say;
  const { db } = desk.house;
  const name = oneLine((await readClient(db, waiting.clientId))?.client.name ?? say.run.aClient);
  const choices = choicesOf(waiting);
  const options = choices.map((field) => {
    const { official } = waiting.differences.find((one) => one.field === field) as Waiting["differences"][number];
    return option(shorten(`${fieldName(say, field)} – ${valueText(say, field, official)}`, 75), field);
  });
  const take =
    options.length > 0
      ? [input("take", proposal.take, checkboxes("take", options, choices), { optional: true, hint: proposal.takeHint })]
      : [];
  const left = inList ? [context(countText(reader, await countWaiting(db, person.id)))] : [];
  return modal({
    callback: REVIEW,
    title: proposal.title,
    close: say.close,
    submit: choices.length > 0 ? proposal.accept : proposal.seen,
    blocks: [
      header(name),
      ...differenceBlocks(say, name, waiting),
      ...take,
      ...buttons(choices.length > 0 && button(IGNORE, proposal.ignore, ""), inList && button(SKIP, proposal.skip, "")),
      ...left,
    ],
    memory: { clientId: waiting.clientId, hash: waiting.hash, foundAt: inList ? waiting.foundAt : null } satisfies Memory,
  });
}
