/**
 * A person in front of Slack: types commands, clicks, fills modals, and sees what Slack shows. The tests drive this,
 * and so does the console, through console-routes.ts.
 */
import { keepFile } from "./api/files.ts";
import { contentOf, requireContent } from "./api/messages.ts";
import { say } from "./api/response-url.ts";
import { stateOf, unsendable } from "./block-kit/answers.ts";
import { elementsIn } from "./block-kit/blocks.ts";
import { isObject } from "./block-kit/checks.ts";
import { suggestedOptions } from "./block-kit/elements.ts";
import type { Inside } from "./inside.ts";
import { languageOf, notices } from "./notices.ts";
import { markedUp } from "./outgoing/as-typed.ts";
import { sendEvent } from "./outgoing/events.ts";
import * as payloads from "./outgoing/payloads.ts";
import { failureOf, jsonBody, sendPayload, sendSigned } from "./outgoing/signed.ts";
import type { SlackPerson } from "./people.ts";
import { closeView, followAnswer, type Seen } from "./submission.ts";
import { APP, type Conversation, type Message, type View, type ViewValues } from "./workspace.ts";

export interface Option {
  text: { type: "plain_text"; text: string };
  value: string;
  description?: { text: string };
}

export interface Suggested {
  notice?: string;
  options: Option[];
  groups?: { label: { text: string }; options: Option[] }[];
}

export type Person = ReturnType<typeof personIn>;

/** Short answers by block_id: "ACME", an option's value, a list of them; a whole state under `{ action_id: … }` is kept as it is. */
export type Answers = Record<string, unknown>;

export const SLACKBOT = "USLACKBOT";

export function personIn(slack: Inside, id: string) {
  const { workspace } = slack;
  const me = (): SlackPerson => {
    const person = workspace.person(id);
    if (!person) throw new Error(`nobody in the workspace has the id ${id}`);
    return person;
  };
  const words = () => notices[languageOf(me())];
  const direct = (): Conversation => workspace.openDirect(id, APP.userId);
  const visible = (message: Message) => message.ephemeralTo === undefined || message.ephemeralTo === id;
  const conversationOf = (channel?: string): Conversation => {
    const found = channel === undefined ? direct() : workspace.conversation(channel);
    if (!found?.members.includes(id)) throw new Error(`${id} is not in ${channel}`);
    return found;
  };

  /** Slackbot's answer, to this person alone. */
  function slackbot(conversation: Conversation, text: string): Seen {
    conversation.messages.push({ type: "message", ts: workspace.mintTs(), user: SLACKBOT, text, ephemeralTo: id });
    workspace.touch();
    return { notice: text };
  }

  function placeOf(target: Message | View): payloads.Place {
    if ("hash" in target) return { view: workspace.modal(target.id) ?? workspace.state.homes[id] ?? target };
    const conversation = workspace.state.conversations.find(({ messages }) => messages.some(({ ts }) => ts === target.ts));
    const message = conversation?.messages.find(({ ts }) => ts === target.ts);
    if (!conversation || !message) throw new Error("the message is gone");
    return { conversation, message };
  }

  /** An action's id is unique within its block only; without the block's, the first one is meant. */
  function elementOf(target: Message | View, actionId: string, blockId?: string) {
    for (const block of target.blocks ?? []) {
      if (blockId && block.block_id !== blockId) continue;
      for (const element of elementsIn(block)) if (element.action_id === actionId) return { block, element };
    }
    throw new Error(`nothing here has the action ${actionId}`);
  }

  function fill(view: View, answers: Answers): void {
    for (const [blockId, answer] of Object.entries(answers)) {
      const block = view.blocks.find((one) => one.block_id === blockId);
      const element = block && elementsIn(block)[0];
      if (!element) throw new Error(`the view has no field ${blockId}`);
      const given =
        isObject(answer) && isObject(answer[String(element.action_id)]) ? answer[String(element.action_id)] : stateOf(element, answer);
      view.state.values[blockId] = { ...view.state.values[blockId], [String(element.action_id)]: given as Record<string, unknown> };
    }
  }

  return {
    id,
    /** What this person sees in a conversation (a channel id), by default their direct messages with the app; oldest first. */
    messages: (channel?: string): Message[] => conversationOf(channel).messages.filter(visible),
    ephemerals: (): Message[] =>
      workspace.state.conversations.flatMap(({ messages }) => messages.filter(({ ephemeralTo }) => ephemeralTo === id)),
    /** The modals that are open, the top one last. */
    views: (): View[] => workspace.stackOf(id),
    modal: (): View | undefined => workspace.stackOf(id).at(-1),
    home: (): View | undefined => workspace.state.homes[id],
    directChannel: (): string => direct().id,

    async command(command: string, text = "", channel?: string): Promise<Seen> {
      const conversation = conversationOf(channel);
      if (slack.commands.length > 0 && !slack.commands.some((known) => known.command === command)) {
        return slackbot(conversation, words().notACommand(command));
      }
      const form = payloads.commandForm(me(), command, text, conversation, slack);
      const answer = await sendSigned(slack, "application/x-www-form-urlencoded", form);
      const failure = failureOf(answer);
      if (failure || answer.kind !== "answered")
        return slackbot(conversation, words().commandFailed(command, failure ?? "dispatch_failed"));
      if (answer.body.trim() === "") return {};
      const said = jsonBody(answer) ?? { text: answer.body };
      try {
        const content = contentOf(said, slack);
        requireContent(content);
        say(said, content, id, conversation, slack);
        return {};
      } catch {
        return slackbot(conversation, words().commandFailed(command, "invalid_command_response"));
      }
    },

    /** Writes a message as a person does; the app hears nothing of it. */
    write(text: string, channel?: string, threadTs?: string): void {
      const conversation = conversationOf(channel);
      const thread = threadTs ? { thread_ts: threadTs } : {};
      conversation.messages.push({
        type: "message",
        ts: workspace.mintTs(),
        user: id,
        text: markedUp(text),
        team: slack.team.id,
        ...thread,
      });
      workspace.touch();
    },

    /** `/invite @Passerelle`: what an app without channels:join needs. */
    inviteApp(channel: string): void {
      const conversation = conversationOf(channel);
      if (!conversation.members.includes(APP.userId)) conversation.members.push(APP.userId);
      slackbot(conversation, words().invited(APP.name));
    },

    /** Clicks a button, or chooses in a menu: `answer` is an option's value, a date, a list… */
    async press(target: Message | View, actionId: string, answer?: unknown, blockId?: string): Promise<Seen> {
      const { block, element } = elementOf(target, actionId, blockId);
      const place = placeOf(target);
      const named = { action_id: actionId, block_id: block.block_id, type: element.type };
      const isMenu = element.type !== "button" && element.type !== "overflow";
      const state = isMenu ? stateOf(element, answer) : undefined;
      if (state && "view" in place) {
        const values = place.view.state.values;
        values[block.block_id ?? ""] = { ...values[block.block_id ?? ""], [actionId]: state };
      }
      const chosen =
        element.type === "overflow" ? { selected_option: (element.options as Option[]).find(({ value }) => value === answer) } : {};
      const { text, value, style } = element;
      const action = { ...named, ...(isMenu ? state : { text, value, style, ...chosen }) };
      const values: ViewValues = state ? { [block.block_id ?? ""]: { [actionId]: state } } : {};
      const reply = await sendPayload(slack, payloads.blockActions(me(), place, action, values, slack));
      return failureOf(reply) ? { notice: words().actionFailed } : {};
    },

    /** Gives a file, as a file_input takes it: the answer is what a form holds. */
    upload: (name: string, content: string | Uint8Array, mimetype = "text/csv") =>
      keepFile(slack, id, {
        name,
        mimetype,
        bytes: new Uint8Array(typeof content === "string" ? new TextEncoder().encode(content) : content),
      }),

    /** Fills the modal and submits it. What Slack's client refuses to send comes back as `errors`, and nothing is sent. */
    async submit(target: View | undefined = workspace.stackOf(id).at(-1), answers: Answers = {}): Promise<Seen> {
      const view = target && workspace.modal(target.id);
      if (!view) throw new Error("no modal is open");
      fill(view, answers);
      const problems = unsendable(view.blocks, view.state.values);
      if (problems.length > 0)
        return { errors: Object.fromEntries(problems.map(({ blockId, problem }) => [blockId, words().field[problem]])) };
      const sent = structuredClone(view);
      const answer = await sendPayload(slack, payloads.viewSubmission(me(), sent, slack));
      return followAnswer(answer, view, id, slack) ?? { notice: words().modalFailed };
    },

    /** Closes the top modal, or with `all` the whole stack; the app hears of it where it asked to. */
    async close({ all = false } = {}): Promise<Seen> {
      const closing = all ? [...workspace.stackOf(id)] : workspace.stackOf(id).slice(-1);
      for (const view of closing) closeView(view, id, slack);
      for (const view of closing.filter(({ notify_on_close }) => notify_on_close))
        await sendPayload(slack, payloads.viewClosed(me(), view, all, slack));
      return {};
    },

    /** Types into an external select. */
    async suggest(target: Message | View, actionId: string, text: string): Promise<Suggested> {
      const { block } = elementOf(target, actionId);
      const asked = { action_id: actionId, block_id: block.block_id ?? "", value: text };
      const answer = await sendPayload(slack, payloads.blockSuggestion(me(), placeOf(target), asked, slack));
      const said = failureOf(answer) ? undefined : jsonBody(answer);
      const problems: string[] = [];
      suggestedOptions(said, "", (message) => problems.push(message));
      if (!said || problems.length > 0) return { notice: words().optionsFailed, options: [] };
      const groups = said.option_groups as Suggested["groups"];
      return {
        options: (said.options as Option[] | undefined) ?? groups?.flatMap((group) => group.options) ?? [],
        ...(groups ? { groups } : {}),
      };
    },

    async shortcut(callbackId: string): Promise<Seen> {
      return failureOf(await sendPayload(slack, payloads.shortcutPayload(me(), callbackId, slack))) ? { notice: words().actionFailed } : {};
    },

    async messageShortcut(message: Message, callbackId: string): Promise<Seen> {
      const place = placeOf(message);
      if (!("message" in place)) throw new Error("not a message");
      const payload = payloads.messageAction(me(), callbackId, place.message, place.conversation, slack);
      return failureOf(await sendPayload(slack, payload)) ? { notice: words().actionFailed } : {};
    },

    /** Opens the app's Home tab; resolves when the app has taken the event. */
    openHome(tab: "home" | "messages" = "home") {
      const view = workspace.state.homes[id];
      return sendEvent(
        { type: "app_home_opened", user: id, channel: direct().id, tab, ...(view && tab === "home" ? { view } : {}) },
        slack,
      );
    },
  };
}
