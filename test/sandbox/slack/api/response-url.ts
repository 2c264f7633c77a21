/**
 * `POST /response/<id>`: five uses in thirty minutes.
 * Source: https://docs.slack.dev/interactivity/handling-user-interaction#message_responses (read 2026-11).
 */
import type { Inside } from "../inside.ts";
import type { Conversation, ResponseUrl } from "../workspace.ts";
import { botMessage, contentOf, requireContent } from "./messages.ts";
import type { Args } from "./method.ts";
import { SlackRefusal } from "./refusal.ts";

export async function answerResponseUrl(id: string, request: Request, slack: Inside): Promise<Response> {
  try {
    const known = slack.workspace.state.responseUrls[id];
    if (!known) throw new SlackRefusal("expired_url");
    if (slack.now() > known.expiresAt) throw new SlackRefusal("expired_url");
    if (known.usesLeft === 0) throw new SlackRefusal("used_url");
    known.usesLeft -= 1;
    const sent: unknown = await request.json().catch(() => undefined);
    if (typeof sent !== "object" || sent === null) throw new SlackRefusal("invalid_payload");
    respond(sent as Args, known, slack);
    return Response.json({ ok: true });
  } catch (refusal) {
    if (!(refusal instanceof SlackRefusal)) throw refusal;
    return Response.json({ ok: false, error: refusal.error, ...refusal.more }, { status: refusal.error.endsWith("_url") ? 404 : 400 });
  }
}

function respond(sent: Args, known: ResponseUrl, slack: Inside): void {
  const conversation = slack.workspace.conversation(known.channel);
  if (!conversation) throw new SlackRefusal("channel_not_found");
  const original = conversation.messages.find(({ ts }) => ts === known.ts);
  if (sent.delete_original === true && original) {
    conversation.messages = conversation.messages.filter((one) => one !== original);
    slack.workspace.touch();
    return;
  }
  const content = contentOf(sent, slack);
  requireContent(content);
  if (sent.replace_original === true && original) {
    Object.assign(original, { blocks: undefined, ...content });
    slack.workspace.touch();
  } else {
    say(sent, content, known.userId, conversation, slack);
  }
}

/** A message that answers a person: to them alone unless it says `in_channel`. */
export function say(sent: Args, content: ReturnType<typeof contentOf>, userId: string, conversation: Conversation, slack: Inside): void {
  const audience = sent.response_type === "in_channel" ? {} : { ephemeralTo: userId };
  const thread = typeof sent.thread_ts === "string" ? { thread_ts: sent.thread_ts } : {};
  conversation.messages.push({ ...botMessage(content, slack), ...thread, ...audience });
  slack.workspace.touch();
}
