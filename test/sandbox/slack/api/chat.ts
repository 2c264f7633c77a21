/**
 * chat.*: posts are never deduplicated, edits and deletions only of the app's own messages.
 * Source: https://docs.slack.dev/reference/methods/chat.postMessage and neighbours (read 2026-11).
 */
import type { Inside } from "../inside.ts";
import { APP, type Conversation, type Message } from "../workspace.ts";
import { botMessage, contentOf, requireContent } from "./messages.ts";
import type { Args, Method } from "./method.ts";
import { SlackRefusal } from "./refusal.ts";

/** The conversation an app may write to. A person's id stands for the direct messages with them. */
function writable(args: Args, { workspace }: Inside): Conversation {
  const id = String(args.channel);
  if (workspace.person(id)) return workspace.openDirect(id, APP.userId);
  const conversation =
    workspace.conversation(id) ?? workspace.state.conversations.find(({ kind, name }) => kind === "channel" && `#${name}` === id);
  if (!conversation || (conversation.kind === "im" && !conversation.members.includes(APP.userId)))
    throw new SlackRefusal("channel_not_found");
  if (!conversation.members.includes(APP.userId)) throw new SlackRefusal("not_in_channel");
  return conversation;
}

function ownMessage(conversation: Conversation, ts: unknown, refusal: string): Message {
  const message = conversation.messages.find((one) => one.ts === ts && !one.ephemeralTo);
  if (!message) throw new SlackRefusal("message_not_found");
  if (message.bot_id !== APP.botId) throw new SlackRefusal(refusal);
  return message;
}

function threadOf(args: Args, conversation: Conversation): { thread_ts?: string } {
  if (args.thread_ts === undefined || args.thread_ts === "") return {};
  const parent = conversation.messages.find(({ ts }) => ts === args.thread_ts);
  if (!parent) throw new SlackRefusal("thread_not_found");
  return { thread_ts: parent.thread_ts ?? parent.ts };
}

/** About one message a second per channel, when the stand-in was told to insist on it. */
function keepPace(conversation: Conversation, ts: string, slack: Inside): void {
  const last = conversation.messages.findLast(({ bot_id, ephemeralTo }) => bot_id === APP.botId && !ephemeralTo);
  if (slack.onePerSecond && last && Number(ts) - Number(last.ts) < 1) throw new SlackRefusal("ratelimited");
}

function postMessage(args: Args, slack: Inside) {
  const conversation = writable(args, slack);
  const content = contentOf(args, slack);
  requireContent(content);
  const message: Message = { ...botMessage(content, slack), ...threadOf(args, conversation) };
  keepPace(conversation, message.ts, slack);
  conversation.messages.push(message);
  slack.workspace.touch();
  return { channel: conversation.id, ts: message.ts, message };
}

function postEphemeral(args: Args, slack: Inside) {
  const conversation = writable(args, slack);
  if (!conversation.members.includes(String(args.user))) throw new SlackRefusal("user_not_in_channel");
  const content = contentOf(args, slack);
  requireContent(content);
  const message: Message = { ...botMessage(content, slack), ...threadOf(args, conversation), ephemeralTo: String(args.user) };
  conversation.messages.push(message);
  slack.workspace.touch();
  return { message_ts: message.ts };
}

function update(args: Args, slack: Inside) {
  const conversation = writable(args, slack);
  const message = ownMessage(conversation, args.ts, "cant_update_message");
  const content = contentOf(args, slack);
  if (Object.keys(content).length === 0) throw new SlackRefusal("no_text");
  Object.assign(message, content, { edited: { user: APP.userId, ts: slack.workspace.mintTs() } });
  slack.workspace.touch();
  return { channel: conversation.id, ts: message.ts, text: message.text, message };
}

function remove(args: Args, slack: Inside) {
  const conversation = writable(args, slack);
  const message = ownMessage(conversation, args.ts, "cant_delete_message");
  conversation.messages = conversation.messages.filter((one) => one !== message);
  slack.workspace.touch();
  return { channel: conversation.id, ts: message.ts };
}

export const chatMethods: Record<string, Method> = {
  "chat.postMessage": { scope: "chat:write", needs: ["channel"], run: postMessage },
  "chat.postEphemeral": { scope: "chat:write", needs: ["channel", "user"], run: postEphemeral },
  "chat.update": { scope: "chat:write", needs: ["channel", "ts"], run: update },
  "chat.delete": { scope: "chat:write", needs: ["channel", "ts"], run: remove },
};
