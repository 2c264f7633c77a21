/** What a person does in front of Slack, and again, as people do, when Slack says that it did not work: windows, submissions, buttons of cards. */
import { setTimeout as sleep } from "node:timers/promises";
import { intentId } from "../../../edge/runs/intent.ts";
import type { Answers } from "../../sandbox/slack/person.ts";
import type { SlackStandIn } from "../../sandbox/slack/stand-in.ts";
import type { Message, View } from "../../sandbox/slack/workspace.ts";

const CREATE = "client_create:0";
/** They try again for as long as others keep killing the house. */
const PATIENCE_MS = 240_000;
const AGAIN_MS = 700;
/** What was asked for stands there within so long, or it is asked for again. */
const SHOWN_WITHIN_MS = 3_500;

export interface Asked {
  userId: string;
  siren: string;
  contact: Answers;
}

export interface Opened {
  view: View;
  /** That the run of this window will have. */
  runId: string;
}

/** Opens the window of a new client from the answer to `/client`. */
export async function openWindow(slack: SlackStandIn, team: string, { userId, siren }: Pick<Asked, "userId" | "siren">): Promise<Opened> {
  const person = slack.person(userId);
  const view = await untilThere(`${userId} does not get the window`, async () => {
    const { notice } = await person.command("/client", siren);
    const found =
      !notice &&
      (await seen(() => person.ephemerals().findLast((message) => JSON.stringify(message.blocks ?? []).includes(`"${CREATE}"`))));
    const pressed = found && (await person.press(found, CREATE));
    return pressed && !pressed.notice ? seen(() => having(person.modal(), "company")) : undefined;
  });
  return { view, runId: await intentId("create-client", "modal", team, view.id) };
}

/** The same from the shortcut: an empty window, in one of its forms. */
export async function openForm(slack: SlackStandIn, team: string, userId: string, form: "search" | "foreign" | "person"): Promise<Opened> {
  const person = slack.person(userId);
  const mark = { search: "company", foreign: "vatNumber", person: "name" }[form];
  const view = await untilThere(`${userId} does not get the window`, async () => {
    await person.close({ all: true });
    const opened = (await person.shortcut("new_client")).notice ? undefined : await seen(() => having(person.modal(), "company"));
    if (!opened || form === "search") return opened;
    await person.press(opened, `client_mode:${form}`);
    return seen(() => having(person.modal(), mark));
  });
  return { view, runId: await intentId("create-client", "modal", team, view.id) };
}

/** The window in which a client is changed, from its card. */
export async function openEdit(slack: SlackStandIn, team: string, userId: string, card: () => Message | undefined): Promise<Opened> {
  const person = slack.person(userId);
  const view = await untilThere(`${userId} cannot change the client`, async () => {
    await person.close({ all: true });
    const found = card();
    if (!found || (await person.press(found, "client_edit")).notice) return undefined;
    // The CRM is read first, and may take its time to fail.
    return seen(() => (person.modal()?.callback_id === "edit_client" ? person.modal() : undefined), 12_000);
  });
  return { view, runId: await intentId("update-client", "modal", team, view.id) };
}

/**
 * Until Slack closes the window: the same window is the same wish. False when it was gone before anything was sent: an
 * earlier attempt to open one got through after all, and took its place.
 */
export async function submit(slack: SlackStandIn, { userId, contact }: Pick<Asked, "userId" | "contact">, view: View, hands = 1) {
  const person = slack.person(userId);
  let sent = false;
  const send = () =>
    untilThere(`the window of ${userId} cannot be sent`, async () => {
      // It may be closed by the answer to another hand's.
      if (!slack.workspace.modal(view.id)) return true;
      sent = true;
      const { notice, errors } = await person.submit(view, contact);
      if (errors) throw new Error(`the window of ${userId} is refused: ${JSON.stringify(errors)}`);
      return !notice;
    });
  await Promise.all(Array.from({ length: hands }, send));
  return sent;
}

/** Presses until it has done what it is for. */
export async function pressUntil(
  slack: SlackStandIn,
  userId: string,
  card: () => Message | undefined,
  action: string,
  done: () => boolean,
) {
  await untilThere(`${userId} cannot press ${action}`, async () => {
    const found = !done() && card();
    if (found && JSON.stringify(found.blocks ?? []).includes(`"${action}"`)) await slack.person(userId).press(found, action);
    return (await seen(done)) || undefined;
  });
}

/** Not one that says what went wrong, or that it will be there in a moment. */
const having = (view: View | undefined, block: string) => (view?.blocks.some(({ block_id }) => block_id === block) ? view : undefined);

export async function untilThere<T>(otherwise: string, attempt: () => Promise<T | false | undefined>): Promise<T> {
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until) {
    const there = await attempt();
    if (there) return there;
    await sleep(AGAIN_MS);
  }
  throw new Error(otherwise);
}

export async function seen<T>(look: () => T | undefined, withinMs = SHOWN_WITHIN_MS): Promise<T | undefined> {
  const until = Date.now() + withinMs;
  for (;;) {
    const found = look();
    if (found || Date.now() > until) return found;
    await sleep(25);
  }
}
