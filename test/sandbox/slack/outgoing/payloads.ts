/**
 * The payloads of commands and interactions, in the shapes Slack sends.
 * Source: https://docs.slack.dev/reference/interaction-payloads (read 2026-11).
 */

import { handleOf } from "../api/users.ts";
import type { Inside } from "../inside.ts";
import type { SlackPerson } from "../people.ts";
import { APP, type Conversation, type Message, type View } from "../workspace.ts";
import { richText } from "./as-typed.ts";

const TRIGGER_MS = 3_000;
const RESPONSE_URL_MS = 30 * 60_000;
const RESPONSE_URL_USES = 5;

export function mintTrigger(userId: string, { workspace, now }: Inside): string {
  const id = `${now()}.${workspace.mint("T").slice(2)}.${crypto.randomUUID().replaceAll("-", "")}`;
  const { triggers } = workspace.state;
  for (const [old, trigger] of Object.entries(triggers)) if (now() - trigger.expiresAt > 60_000) delete triggers[old];
  triggers[id] = { userId, expiresAt: now() + TRIGGER_MS, used: false };
  return id;
}

export function mintResponseUrl(userId: string, channel: string, ts: string | undefined, { workspace, now, url }: Inside): string {
  const id = `${workspace.mint("R")}/${crypto.randomUUID().replaceAll("-", "")}`;
  const { responseUrls } = workspace.state;
  for (const [old, known] of Object.entries(responseUrls)) if (now() - known.expiresAt > RESPONSE_URL_MS) delete responseUrls[old];
  responseUrls[id] = { channel, userId, ...(ts ? { ts } : {}), expiresAt: now() + RESPONSE_URL_MS, usesLeft: RESPONSE_URL_USES };
  return `${url}/response/${id}`;
}

const channelName = ({ kind, name }: Conversation) => (kind === "im" ? "directmessage" : name);

export function commandForm(person: SlackPerson, command: string, text: string, conversation: Conversation, slack: Inside): string {
  return new URLSearchParams({
    token: slack.verificationToken,
    team_id: slack.team.id,
    team_domain: slack.team.domain,
    channel_id: conversation.id,
    channel_name: channelName(conversation),
    user_id: person.id,
    user_name: handleOf(person),
    command,
    text,
    api_app_id: APP.id,
    is_enterprise_install: "false",
    response_url: mintResponseUrl(person.id, conversation.id, undefined, slack),
    trigger_id: mintTrigger(person.id, slack),
  }).toString();
}

/** What every interaction carries. */
function envelope(type: string, person: SlackPerson, slack: Inside) {
  return {
    type,
    team: { id: slack.team.id, domain: slack.team.domain },
    user: { id: person.id, username: handleOf(person), name: handleOf(person), team_id: slack.team.id },
    api_app_id: APP.id,
    token: slack.verificationToken,
    is_enterprise_install: false,
    enterprise: null,
  };
}

/** Where an action happened: on a message or in a view. */
export type Place = { view: View } | { message: Message; conversation: Conversation };

function placePayload(place: Place) {
  if ("view" in place) return { container: { type: "view", view_id: place.view.id }, view: place.view };
  const { message, conversation } = place;
  const isEphemeral = message.ephemeralTo !== undefined;
  return {
    container: { type: "message", message_ts: message.ts, channel_id: conversation.id, is_ephemeral: isEphemeral },
    channel: { id: conversation.id, name: channelName(conversation) },
    // Slack keeps no ephemeral message, so it cannot send it back.
    ...(isEphemeral ? {} : { message }),
  };
}

export function blockActions(person: SlackPerson, place: Place, action: Record<string, unknown>, values: unknown, slack: Inside) {
  const onMessage = "message" in place;
  return {
    ...envelope("block_actions", person, slack),
    trigger_id: mintTrigger(person.id, slack),
    ...placePayload(place),
    ...(onMessage ? { state: { values }, response_url: mintResponseUrl(person.id, place.conversation.id, place.message.ts, slack) } : {}),
    actions: [{ ...action, action_ts: slack.workspace.mintTs() }],
  };
}

export function blockSuggestion(
  person: SlackPerson,
  place: Place,
  element: { action_id: string; block_id: string; value: string },
  slack: Inside,
) {
  return { ...envelope("block_suggestion", person, slack), ...placePayload(place), ...element };
}

export function viewSubmission(person: SlackPerson, view: View, slack: Inside) {
  return { ...envelope("view_submission", person, slack), trigger_id: mintTrigger(person.id, slack), view, response_urls: [] };
}

export function viewClosed(person: SlackPerson, view: View, isCleared: boolean, slack: Inside) {
  return { ...envelope("view_closed", person, slack), view, is_cleared: isCleared };
}

export function shortcutPayload(person: SlackPerson, callbackId: string, slack: Inside) {
  return {
    ...envelope("shortcut", person, slack),
    action_ts: slack.workspace.mintTs(),
    callback_id: callbackId,
    trigger_id: mintTrigger(person.id, slack),
  };
}

export function messageAction(person: SlackPerson, callbackId: string, message: Message, conversation: Conversation, slack: Inside) {
  const isTyped = message.bot_id === undefined;
  const whole = isTyped
    ? { client_msg_id: `${conversation.id}-${message.ts}`, ...message, blocks: message.blocks ?? [richText(message)] }
    : message;
  const place = { channel: { id: conversation.id, name: channelName(conversation) }, message: whole };
  return {
    ...envelope("message_action", person, slack),
    action_ts: slack.workspace.mintTs(),
    callback_id: callbackId,
    trigger_id: mintTrigger(person.id, slack),
    response_url: mintResponseUrl(person.id, conversation.id, undefined, slack),
    message_ts: message.ts,
    ...place,
  };
}
