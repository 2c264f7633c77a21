/** Running "Create a client" on a message, for the tests: each step ends when everything it set off has ended. */
import type { Message, View } from "../../sandbox/slack/workspace.ts";
import type { World } from "../world.ts";
import { last } from "./client-steps.ts";

export const CHANNEL = "C0VENTES";
export const SHORTCUT = "client_from_message";

export function messageStepsIn(world: World) {
  async function openedOn(message: Message, who = "U0MALIK"): Promise<View> {
    await world.slack.person(who).messageShortcut(message, SHORTCUT);
    await world.settled();
    return world.slack.person(who).modal() as View;
  }

  /** Claire writes it in #ventes, `who` runs the shortcut on it. */
  async function opened(text: string, who = "U0MALIK"): Promise<View> {
    world.slack.person("U0CLAIRE").write(text, CHANNEL);
    return openedOn(last(world.slack.messages(CHANNEL)), who);
  }
  return { openedOn, opened };
}

/** What each field holds. */
export const filled = (view: View) =>
  Object.fromEntries(
    Object.entries(view.state.values).map(([block, states]) => {
      const [state] = Object.values(states) as { value?: unknown; selected_option?: { text: { text: string } } }[];
      return [block, state?.value ?? state?.selected_option?.text.text ?? null];
    }),
  );
