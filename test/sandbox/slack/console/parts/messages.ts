/** The messages of a conversation: days, people, threads, and what only the reader sees. */
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { ClientConversation } from "../../client-state.ts";
import type { Message } from "../../workspace.ts";
import { blocks } from "../blocks/blocks.ts";
import "../blocks/overflow-menu.ts";
import type { Session } from "../session.ts";
import { dateOfTs, dayOf, sameDay, timeOf } from "../text/dates.ts";
import { mrkdwn } from "../text/mrkdwn.ts";

const TOGETHER_MS = 5 * 60_000;

const isReply = ({ thread_ts, ts }: Message) => thread_ts !== undefined && thread_ts !== ts;

export function messageList(conversation: ClientConversation, session: Session, openThread: (ts: string) => void): TemplateResult {
  const shown = conversation.messages.filter((message) => !isReply(message));
  const { reader } = session.names;
  return html`<div class="messages" role="log" aria-live="polite" aria-relevant="additions" data-testid="messages">
    ${beginning(conversation, session)}
    ${repeat(
      shown,
      ({ ts }) => ts,
      (message, index) => {
        const before = shown[index - 1];
        const date = dateOfTs(message.ts);
        const newDay = !before || !sameDay(reader, dateOfTs(before.ts), date);
        return html`${newDay ? html`<div class="day" role="separator"><span>${dayOf(reader, date)}</span></div>` : nothing}
        ${messageItem(message, !newDay && goesOn(before, message), conversation, session, openThread)}`;
      },
    )}
  </div>`;
}

function beginning({ kind, name, with: other = "" }: ClientConversation, { labels, names, state }: Session): TemplateResult {
  const person = names.person(other) ?? other;
  return html`<div class="beginning">
    ${kind === "im" ? avatar(other, person, state?.app.userId === other, "large") : html`<span class="beginning-hash" aria-hidden="true">#</span>`}
    <h2>${kind === "im" ? person : name}</h2>
    <p>${kind === "im" ? labels.startOfDirect(person) : labels.startOfChannel(name)} ${state?.app.userId === other ? labels.about : nothing}</p>
  </div>`;
}

/** The same author within five minutes needs no second head. */
export function goesOn(before: Message | undefined, message: Message): boolean {
  if (!before || before.user !== message.user || Boolean(before.ephemeralTo) !== Boolean(message.ephemeralTo) || message.ephemeralTo)
    return false;
  return dateOfTs(message.ts).getTime() - dateOfTs(before.ts).getTime() < TOGETHER_MS;
}

export function avatar(id: string, name: string, isApp: boolean, size = ""): TemplateResult {
  if (isApp) return html`<span class="avatar app-icon ${size}" aria-hidden="true"></span>`;
  const hue = [...id].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 360;
  const initials = name
    .split(" ")
    .map((word) => word[0])
    .slice(0, 2)
    .join("");
  return html`<span class="avatar ${size}" style=${`--hue:${hue}`} aria-hidden="true">${initials}</span>`;
}

export function messageItem(
  message: Message,
  compact: boolean,
  conversation: ClientConversation,
  session: Session,
  openThread?: (ts: string) => void,
): TemplateResult {
  const { labels, names, state } = session;
  const isApp = message.bot_id !== undefined;
  const name = names.person(message.user) ?? message.user;
  const date = dateOfTs(message.ts);
  const time = timeOf(names.reader, date);
  const replies = conversation.messages.filter(({ thread_ts, ts }) => thread_ts === message.ts && ts !== message.ts);
  const loud = message.text.includes(`<@${state?.me.id}>`);
  return html`<article
    class="message ${compact ? "goes-on" : ""} ${message.ephemeralTo ? "ephemeral" : ""} ${loud ? "loud-message" : ""}"
    data-testid="message"
    data-ts=${message.ts}
    tabindex=${conversation.messages.findLast((one) => !isReply(one))?.ts === message.ts ? 0 : -1}
    @keydown=${walk}
    data-ephemeral=${message.ephemeralTo ? "true" : nothing}
    aria-label=${`${name}, ${time}`}
  >
    <div class="message-side">
      ${compact ? html`<time class="side-time">${time}</time>` : avatar(message.user, name, isApp)}
    </div>
    <div class="message-body">
      ${message.ephemeralTo ? html`<div class="only-you"><svg viewBox="0 0 20 20" width="14" height="14" aria-hidden="true"><path d="M1.5 10S4.5 4.5 10 4.5 18.5 10 18.5 10 15.5 15.5 10 15.5 1.5 10 1.5 10z" fill="none" stroke="currentColor" stroke-width="1.5" /><circle cx="10" cy="10" r="2.5" fill="currentColor" /></svg> ${labels.onlyYou}</div>` : nothing}
      ${
        compact
          ? nothing
          : html`<div class="message-head">
            <strong class="author">${name}</strong>
            ${isApp ? html`<span class="badge">${labels.appBadge}</span>` : nothing}
            <time datetime=${date.toISOString()}>${time}</time>
          </div>`
      }
      ${content(message, conversation.id, session)}
      ${replies.length > 0 && openThread ? html`<button type="button" class="thread-link" data-testid="thread-open" @click=${() => openThread(message.ts)}>${labels.replies(replies.length)}</button>` : nothing}
    </div>
    ${message.ephemeralTo || !openThread ? nothing : actionsOf(message, conversation, session, openThread)}
  </article>`;
}

/** As in Slack: one stop for all messages, arrows from one to the next, and Tab to what can be done with it. */
function walk(event: KeyboardEvent) {
  const article = event.currentTarget as HTMLElement;
  if (event.target !== article || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
  event.preventDefault();
  const all = [...(article.closest(".messages")?.querySelectorAll<HTMLElement>(".message") ?? [])];
  all[all.indexOf(article) + (event.key === "ArrowUp" ? -1 : 1)]?.focus();
}

function content(message: Message, channel: string, session: Session): TemplateResult {
  if (message.blocks && message.blocks.length > 0) return blocks(message.blocks, session.context({ channel, ts: message.ts }, "message"));
  const edited = message.edited ? html` <span class="edited">${session.labels.edited}</span>` : nothing;
  return html`<div class="message-text">${mrkdwn(message.text, session.names)}${edited}</div>`;
}

function actionsOf(message: Message, { id }: ClientConversation, session: Session, openThread: (ts: string) => void): TemplateResult {
  const { labels } = session;
  const offered = (session.state?.shortcuts ?? []).filter(({ type }) => type === "message");
  const choose = async ({ detail }: CustomEvent<string>) => {
    const reply = await session.act({ act: "messageShortcut", target: { channel: id, ts: message.ts }, callbackId: detail });
    session.say(reply.notice);
  };
  return html`<div class="message-actions">
    <button type="button" class="icon-button" aria-label=${labels.replyInThread} title=${labels.replyInThread} @click=${() => openThread(message.ts)}>
      <svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><path d="M4 4h12v9H9l-4 3v-3H4z" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round" /></svg>
    </button>
    ${
      offered.length > 0
        ? html`<slack-overflow
          .options=${offered.map(({ name, callback_id, description }) => ({ label: name, value: callback_id, hint: description }))}
          .label=${labels.moreActions}
          @chosen=${choose}
        ></slack-overflow>`
        : nothing
    }
  </div>`;
}
