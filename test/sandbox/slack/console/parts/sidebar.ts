/** The workspace at the left: channels, people, the app. */
import { html, nothing, type TemplateResult } from "lit";
import type { ClientConversation } from "../../client-state.ts";
import type { Session } from "../session.ts";
import { avatar } from "./messages.ts";

interface Sidebar {
  session: Session;
  current: string;
  unread(conversation: ClientConversation): number;
  go(channel: string): void;
}

export function sidebar({ session, current, unread, go }: Sidebar): TemplateResult {
  const { state, labels, names } = session;
  if (!state) return html``;
  const channels = state.conversations.filter(({ kind }) => kind === "channel");
  const app = state.conversations.find((one) => one.with === state.app.userId);
  const colleagues = state.people.filter(({ id }) => id !== state.me.id);
  const line = (conversation: ClientConversation | undefined, face: TemplateResult, name: string, open: () => void) => {
    const isCurrent = conversation !== undefined && conversation.id === current;
    const waiting = conversation && !isCurrent ? unread(conversation) : 0; // what is before one's eyes is read
    return html`<li>
      <button
        type="button"
        class="side-item ${isCurrent ? "current" : ""} ${waiting > 0 ? "unread" : ""}"
        aria-current=${isCurrent ? "page" : nothing}
        data-testid=${conversation ? `go-${conversation.id}` : nothing}
        @click=${open}
      >
        ${face}<span class="side-name">${name}</span>
        ${waiting > 0 ? html`<span class="count" aria-label=${labels.unread(waiting)}>${waiting}</span>` : nothing}
      </button>
    </li>`;
  };
  const direct = async (id: string) => {
    const known = state.conversations.find((one) => one.with === id);
    const { channel } = known ? { channel: known.id } : await session.act({ act: "direct", with: id });
    if (channel) go(channel);
  };
  const group = (title: string, items: TemplateResult[]) => html`<h3>${title}</h3>
    <ul>${items}</ul>`;
  return html`<nav class="sidebar" aria-label=${state.team.name}>
    <div class="team"><span class="team-icon" aria-hidden="true">AL</span><strong>${state.team.name}</strong></div>
    ${group(labels.apps, app ? [line(app, avatar(state.app.userId, state.app.name, true, "tiny"), state.app.name, () => go(app.id))] : [])}
    ${group(
      labels.channels,
      channels.map((channel) => line(channel, html`<span class="hash" aria-hidden="true">#</span>`, channel.name, () => go(channel.id))),
    )}
    ${group(
      labels.directMessages,
      colleagues.map(({ id, name }) =>
        line(
          state.conversations.find((one) => one.with === id),
          avatar(id, names.person(id) ?? name, false, "tiny"),
          name,
          () => void direct(id),
        ),
      ),
    )}
  </nav>`;
}
