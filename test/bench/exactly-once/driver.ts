/** What the person of a run does: /client, the button, the window, the submission; and again, as people do, when Slack says that it did not work. */
import { setTimeout as sleep } from "node:timers/promises";
import { intentId } from "../../../edge/runs/intent.ts";
import type { SlackStandIn } from "../../sandbox/slack/stand-in.ts";
import type { View } from "../../sandbox/slack/workspace.ts";

const CREATE = "client_create:0";
const PATIENCE_MS = 90_000;

export interface Asked {
  userId: string;
  siren: string;
  contact: { contactName: string; email: string; phone: string };
}

/** Opens the window of a new client and answers it with the id that its run will have. */
export async function openWindow(slack: SlackStandIn, team: string, { userId, siren }: Asked): Promise<{ view: View; runId: string }> {
  const person = slack.person(userId);
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until) {
    const { notice } = await person.command("/client", siren);
    const found =
      !notice &&
      (await seen(() => person.ephemerals().findLast((message) => JSON.stringify(message.blocks ?? []).includes(`"${CREATE}"`))));
    if (found) {
      const pressed = await person.press(found, CREATE);
      const view = !pressed.notice && (await seen(() => person.modal()));
      if (view) return { view, runId: await intentId("create-client", "modal", team, view.id) };
    }
    await sleep(700);
  }
  throw new Error(`${userId} does not get the window`);
}

/** Until Slack closes the window: the same window is the same wish. */
export async function submit(slack: SlackStandIn, { userId, contact }: Asked, view: View): Promise<void> {
  const person = slack.person(userId);
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until) {
    const { notice, errors } = await person.submit(view, contact);
    if (errors) throw new Error(`the window of ${userId} is refused: ${JSON.stringify(errors)}`);
    if (!notice) return;
    await sleep(700);
  }
  throw new Error(`the window of ${userId} cannot be sent`);
}

async function seen<T>(look: () => T | undefined): Promise<T | undefined> {
  const until = Date.now() + 3_500;
  for (;;) {
    const found = look();
    if (found || Date.now() > until) return found;
    await sleep(25);
  }
}
