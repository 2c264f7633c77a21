/** The thread of one message, beside the conversation. */
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { ClientConversation } from "../../client-state.ts";
import type { Session } from "../session.ts";
import { goesOn, messageItem } from "./messages.ts";
import "./composer.ts";

interface Thread {
  /** Of the message it began with. */
  ts: string;
  conversation: ClientConversation;
  session: Session;
  close(): void;
  send(text: string): void;
}

export function threadPanel({ ts, conversation, session, close, send }: Thread): TemplateResult {
  const { labels } = session;
  return html`<aside class="side-panel" aria-label=${labels.thread} data-testid="thread">
    <header>
      <h2>${labels.thread}</h2>
      <button type="button" class="icon-button" aria-label=${labels.close} @click=${close}>×</button>
    </header>
    <div class="side-panel-body">${threadList(ts, conversation, session)}</div>
    <slack-composer
      .thread=${true}
      .channel=${`${conversation.id}/${ts}`}
      .placeholder=${labels.reply}
      .labels=${labels}
      @send=${(event: CustomEvent<string>) => send(event.detail)}
    ></slack-composer>
  </aside>`;
}

function threadList(parentTs: string, conversation: ClientConversation, session: Session): TemplateResult {
  const all = conversation.messages.filter(({ ts, thread_ts }) => ts === parentTs || thread_ts === parentTs);
  return html`<div class="messages" role="log" data-testid="thread-messages">
    ${repeat(
      all,
      ({ ts }) => ts,
      (message, index) => html`${messageItem(message, index > 1 && goesOn(all[index - 1], message), conversation, session)}
      ${index === 0 && all.length > 1 ? html`<div class="reply-count">${session.labels.replies(all.length - 1)}</div>` : nothing}`,
    )}
  </div>`;
}
