/**
 * conversations.*: an app reads only what its scopes and memberships allow.
 * Source: https://docs.slack.dev/reference/methods/conversations.history and neighbours (read 2026-11).
 */
import type { Inside } from "../inside.ts";
import { APP, type Conversation, type Message } from "../workspace.ts";
import { type Args, type Method, truthy } from "./method.ts";
import { refuseWith, SlackRefusal } from "./refusal.ts";

const isIm = (id: unknown) => String(id).startsWith("D");

function readable(args: Args, { workspace }: Inside): Conversation {
  const conversation = workspace.conversation(String(args.channel));
  if (!conversation || (conversation.kind === "im" && !conversation.members.includes(APP.userId)))
    throw new SlackRefusal("channel_not_found");
  if (!conversation.members.includes(APP.userId)) throw new SlackRefusal("not_in_channel");
  return conversation;
}

/** Newest first, ephemerals never, metadata only when asked for. */
function history(args: Args, slack: Inside) {
  const all = readable(args, slack).messages.filter(({ ephemeralTo, thread_ts, ts }) => !ephemeralTo && (!thread_ts || thread_ts === ts));
  return page(all.toReversed(), args);
}

function replies(args: Args, slack: Inside) {
  const conversation = readable(args, slack);
  const thread = conversation.messages.filter(
    ({ ts, thread_ts, ephemeralTo }) => !ephemeralTo && (ts === args.ts || thread_ts === args.ts),
  );
  if (!thread.some(({ ts }) => ts === args.ts)) throw new SlackRefusal("thread_not_found");
  return page(thread, args);
}

function page(messages: Message[], args: Args) {
  const limit = args.limit === undefined ? 100 : Number(args.limit);
  if (!Number.isInteger(limit) || limit < 1 || limit > 999) throw new SlackRefusal("invalid_limit");
  const after = args.cursor ? Number(atob(String(args.cursor))) : 0;
  if (Number.isNaN(after)) throw new SlackRefusal("invalid_cursor");
  const within = messages.filter(({ ts }) => (!args.oldest || ts > String(args.oldest)) && (!args.latest || ts < String(args.latest)));
  const shown = within.slice(after, after + limit);
  const more = within.length > after + limit;
  return {
    messages: truthy(args.include_all_metadata) ? shown : shown.map(({ metadata: _hidden, ...message }) => message),
    has_more: more,
    ...(more ? { response_metadata: { next_cursor: btoa(String(after + limit)) } } : {}),
  };
}

function open(args: Args, { workspace }: Inside) {
  if (args.channel !== undefined) {
    const known = workspace.conversation(String(args.channel));
    if (!known) throw new SlackRefusal("channel_not_found");
    return { channel: { id: known.id } };
  }
  const users = String(args.users ?? "")
    .split(",")
    .filter(Boolean);
  if (users.length === 0) throw refuseWith("invalid_arguments", [["missing required field: users", ""]]);
  if (users.length > 1) throw new SlackRefusal("missing_scope", { needed: "mpim:write", provided: "" });
  const person = workspace.person(users[0] as string);
  if (!person) throw new SlackRefusal("user_not_found");
  if (person.deleted) throw new SlackRefusal("user_disabled");
  const open = workspace.directBetween(person.id, APP.userId);
  const channel = open ?? workspace.openDirect(person.id, APP.userId);
  return {
    ...(open ? { no_op: true, already_open: true } : {}),
    channel: { id: channel.id, ...(truthy(args.return_im) ? { is_im: true, user: person.id } : {}) },
  };
}

function info(args: Args, slack: Inside) {
  const { id, kind, name, members } = readable(args, slack);
  const isChannel = kind === "channel";
  return {
    channel: {
      id,
      name: isChannel ? name : undefined,
      is_channel: isChannel,
      is_im: !isChannel,
      is_member: true,
      user: isChannel ? undefined : members.find((one) => one !== APP.userId),
    },
  };
}

const historyScope = (args: Args) => (isIm(args.channel) ? "im:history" : "channels:history");

export const conversationMethods: Record<string, Method> = {
  "conversations.open": { scope: "im:write", run: open },
  "conversations.history": { scope: historyScope, formOnly: true, needs: ["channel"], run: history },
  "conversations.replies": { scope: historyScope, formOnly: true, needs: ["channel", "ts"], run: replies },
  "conversations.info": {
    scope: (args) => (isIm(args.channel) ? "im:read" : "channels:read"),
    formOnly: true,
    needs: ["channel"],
    run: info,
  },
};
