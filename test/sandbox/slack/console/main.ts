/** The console: a workspace as one person sees it (`?as=U…`), drawn after Slack's own client. */
import { html, LitElement, nothing, type TemplateResult } from "lit";
import type { ClientConversation, ClientState } from "../client-state.ts";
import { blocks } from "./blocks/blocks.ts";
import { avatar, messageList } from "./parts/messages.ts";
import { sidebar } from "./parts/sidebar.ts";
import { threadPanel } from "./parts/thread.ts";
import "./parts/composer.ts";
import "./parts/confirm.ts";
import "./parts/faults-panel.ts";
import "./parts/modal.ts";
import { whoPage } from "./parts/person-menu.ts";
import { Session } from "./session.ts";
import { languageOf } from "./text/dates.ts";

const DEFAULT_PERSON = "U0MALIK";
const query = new URLSearchParams(location.search);

class SlackConsole extends LitElement {
  static override properties = {
    channel: { state: true },
    tab: { state: true },
    thread: { state: true },
    drawer: { state: true },
    faults: { state: true },
  };

  channel: string = query.get("c") ?? "";
  tab: "home" | "messages" = query.get("tab") === "home" ? "home" : "messages";
  /** The ts of the message whose thread is open. */
  thread = "";
  drawer = false;
  faults = false;

  readonly session = new Session(this, query.get("as") ?? DEFAULT_PERSON);
  #lastSeen: Record<string, string> = {};
  #atBottom = true;
  #top = 0;
  #followed: Element | undefined;
  /** Who reads the end goes on reading the end, whatever grows later. */
  readonly #growth = new ResizeObserver(() => {
    if (this.#atBottom) this.querySelector(".panel .scroll:not(.home)")?.scrollTo(0, 1e9);
  });

  protected override createRenderRoot() {
    return this;
  }

  override render() {
    const { state } = this.session;
    if (!state) return whoPage(this.session.people);
    const conversation = this.#conversation(state);
    document.documentElement.lang = state.me.locale;
    document.title = `${state.me.name} – ${state.team.name}`;
    return html`<div class="app ${this.drawer ? "drawer-open" : ""} ${this.thread || this.faults ? "with-side" : ""}">
      ${this.#topbar(state)}
      <div class="side-column">${sidebar({ session: this.session, current: conversation?.id ?? "", unread: this.#unread, go: this.#go })}</div>
      <div class="drawer-veil" @click=${this.#closeDrawer}></div>
      ${conversation ? this.#conversationPanel(conversation, state) : nothing} ${this.#side(conversation)}
      ${this.#modal(state)}
      <slack-confirm .asking=${this.session.asking} .labels=${this.session.labels} .names=${this.session.names}></slack-confirm>
      <div class="toast ${this.session.toast ? "shown" : ""}" role="status" data-testid="toast">${this.session.toast}</div>
      ${this.session.online ? nothing : html`<div class="offline" role="alert">${this.session.labels.offline}</div>`}
    </div>`;
  }

  #topbar({ me, people, team }: ClientState): TemplateResult {
    const { labels } = this.session;
    return html`<header class="topbar">
      <button type="button" class="icon-button drawer-button" data-testid="drawer" aria-label=${labels.menu} aria-expanded=${this.drawer} @click=${this.#openDrawer}>☰</button>
      <span class="topbar-name"><span class="topbar-team">${team.name}</span> <span class="tag">${labels.sandbox}</span></span>
      <button type="button" class="topbar-button" data-testid="faults" aria-label=${labels.faults} aria-pressed=${this.faults} @click=${this.#toggleFaults}>⚡<span class="topbar-word">${labels.faults}</span></button><a class="topbar-button" data-testid="mailbox" href="mailbox/?lang=${me.locale.startsWith("en") ? "en" : "fr"}" aria-label=${labels.mailbox}>✉<span class="topbar-word">${labels.mailbox}</span></a>
      <person-menu .me=${me} .people=${people} .labels=${labels}></person-menu>
    </header>`;
  }

  #conversationPanel(conversation: ClientConversation, state: ClientState): TemplateResult {
    const { labels, names } = this.session;
    const other = conversation.with ?? "";
    const isApp = other === state.app.userId;
    const name = conversation.kind === "im" ? (names.person(other) ?? other) : conversation.name;
    const tabs = [
      { id: "home", name: labels.tabHome },
      { id: "messages", name: labels.tabMessages },
    ] as const;
    return html`<main class="panel">
      <header class="panel-head">
        ${conversation.kind === "im" ? avatar(other, name, isApp, "tiny") : html`<span class="hash" aria-hidden="true">#</span>`}
        <h1 data-testid="conversation-name">${name}</h1>
        ${isApp ? html`<span class="badge">${labels.appBadge}</span>` : nothing}
        ${conversation.kind === "channel" ? html`<span class="members">${labels.members(conversation.memberCount)}</span>` : nothing}
      </header>
      ${
        isApp
          ? html`<div class="tabs" role="tablist">
            ${tabs.map(
              ({ id, name: tabName }) =>
                html`<button type="button" role="tab" data-testid=${`tab-${id}`} aria-selected=${this.tab === id} @click=${() => this.#showTab(id)}>${tabName}</button>`,
            )}
          </div>`
          : nothing
      }
      ${isApp && this.tab === "home" ? this.#home(state) : this.#talk(conversation, name)}
    </main>`;
  }

  #talk(conversation: ClientConversation, name: string): TemplateResult {
    const { labels, state } = this.session;
    const to = conversation.kind === "channel" ? labels.writeIn(name) : labels.writeTo(name);
    return html`<div class="scroll" @scroll=${this.#scrolled}>${messageList(conversation, this.session, (ts) => this.#openThread(ts))}</div>
      <slack-composer
        .channel=${conversation.id}
        .placeholder=${to}
        .commands=${state?.commands ?? []}
        .shortcuts=${state?.shortcuts ?? []}
        .labels=${labels}
        @send=${(event: CustomEvent<string>) => this.#send(conversation.id, event.detail)}
        @shortcut=${(event: CustomEvent<string>) => this.#shortcut(event.detail)}
      ></slack-composer>`;
  }

  #home({ home }: ClientState): TemplateResult {
    const { labels } = this.session;
    return html`<div class="scroll home" data-testid="home">
      ${home ? blocks(home.blocks, this.session.context({ view: home.id }, "home", home.state.values)) : html`<p class="empty">${labels.noHome}</p>`}
    </div>`;
  }

  #side(conversation: ClientConversation | undefined): TemplateResult | typeof nothing {
    const { labels, state } = this.session;
    if (this.faults) {
      return html`<faults-panel .labels=${labels} .language=${languageOf(state?.me ?? { locale: "fr" })} @closed=${this.#toggleFaults}></faults-panel>`;
    }
    if (!this.thread || !conversation) return nothing;
    return threadPanel({
      ts: this.thread,
      conversation,
      session: this.session,
      close: () => this.#openThread(""),
      send: (text) => void this.#send(conversation.id, text, this.thread),
    });
  }

  #modal({ views, app }: ClientState): TemplateResult {
    const view = views.at(-1);
    const context = view && this.session.context({ view: view.id }, "modal", view.state.values);
    return html`<slack-modal
      .view=${view}
      .context=${context}
      .depth=${views.length}
      .busy=${Boolean(view && this.session.submitting.has(view.id))}
      .notice=${view ? (this.session.notices[view.id] ?? "") : ""}
      .app=${app.name}
      @submitted=${() => view && this.session.submit(view)}
      @closed=${({ detail }: CustomEvent<{ all: boolean }>) => this.session.act({ act: "close", all: detail.all })}
    ></slack-modal>`;
  }

  /** What was asked for, or the direct messages with the app. */
  #conversation({ conversations, app }: ClientState): ClientConversation | undefined {
    return conversations.find(({ id }) => id === this.channel) ?? conversations.find((one) => one.with === app.userId) ?? conversations[0];
  }

  #unread = ({ id, messages }: ClientConversation): number => {
    const seen = this.#lastSeen[id];
    return messages.filter(({ ts, user }) => seen !== undefined && ts > seen && user !== this.session.as).length;
  };

  #go = (channel: string) => {
    this.channel = channel;
    this.tab = "messages";
    this.thread = "";
    this.drawer = false;
    this.#atBottom = true;
    this.#remember();
    this.updateComplete.then(() => this.querySelector<HTMLElement>("[data-testid=composer]")?.focus());
  };

  #remember() {
    history.replaceState(
      null,
      "",
      `?${new URLSearchParams({ as: this.session.as, c: this.channel, ...(this.tab === "home" ? { tab: "home" } : {}) })}`,
    );
  }

  #showTab(tab: "home" | "messages") {
    this.tab = tab;
    this.#remember();
    void this.session.act({ act: "home", tab });
  }

  async #send(channel: string, text: string, threadTs?: string) {
    this.#atBottom = true;
    const reply = await this.session.act({ act: "send", channel, text, ...(threadTs ? { threadTs } : {}) });
    // A command's failure is already in the list, from Slackbot.
    if (!text.startsWith("/")) this.session.say(reply.notice);
  }

  async #shortcut(callbackId: string) {
    this.session.say((await this.session.act({ act: "shortcut", callbackId })).notice);
  }

  #openThread(ts: string) {
    this.thread = ts;
    this.faults = false;
  }

  #toggleFaults = () => {
    this.faults = !this.faults;
    this.thread = "";
  };

  #openDrawer = () => {
    this.drawer = !this.drawer;
  };

  #closeDrawer = () => {
    this.drawer = false;
  };

  #scrolled = ({ target }: Event) => {
    const { scrollTop: top, scrollHeight, clientHeight } = target as HTMLElement;
    const near = scrollHeight - top - clientHeight < 60;
    if (near || top < this.#top) this.#atBottom = near; // what grows below takes nobody away from the end
    this.#top = top;
  };

  protected override firstUpdated() {
    addEventListener("keydown", ({ key }) => key === "Escape" && this.#closeDrawer());
    if (this.tab === "home" && this.session.as) void this.session.act({ act: "home", tab: "home" });
  }

  protected override updated() {
    const { state } = this.session;
    if (!state) return;
    const current = this.#conversation(state);
    for (const { id, messages } of state.conversations) {
      const last = messages.at(-1)?.ts ?? "0";
      if (id === current?.id || this.#lastSeen[id] === undefined) this.#lastSeen[id] = last;
    }
    const list = this.querySelector(".panel .messages");
    if (list && list !== this.#followed) {
      this.#growth.disconnect();
      for (const part of [list, list.parentElement as Element]) this.#growth.observe(part); // the composer grows too
      this.#followed = list;
    }
  }
}
customElements.define("slack-console", SlackConsole);
