/**
 * The box one writes in, with the commands of the app completed above it.
 *
 * @fires send - `detail` is the text.
 * @fires shortcut - `detail` is the callback_id.
 */
import { html, LitElement, nothing, type PropertyValues } from "lit";
import type { Shortcut, SlashCommand } from "../../inside.ts";
import type { Labels } from "../text/labels.ts";
import "../blocks/overflow-menu.ts";

const drafts = new Map<string, string>();

export class SlackComposer extends LitElement {
  static override properties = {
    channel: {},
    placeholder: {},
    thread: { type: Boolean },
    commands: { attribute: false },
    shortcuts: { attribute: false },
    labels: { attribute: false },
    text: { state: true },
    active: { state: true },
    dismissed: { state: true },
  };

  channel = "";
  placeholder = "";
  thread = false;
  commands: SlashCommand[] = [];
  shortcuts: Shortcut[] = [];
  declare labels: Labels;
  text = "";
  active = 0;
  dismissed = false;

  protected override createRenderRoot() {
    return this;
  }

  protected override willUpdate(changed: PropertyValues) {
    if (!changed.has("channel")) return;
    const before = changed.get("channel") as string | undefined;
    if (before) drafts.set(before, this.text);
    this.text = drafts.get(this.channel) ?? "";
  }

  get #offered(): SlashCommand[] {
    if (this.dismissed || !/^\/\S*$/.test(this.text)) return [];
    return this.commands.filter(({ command }) => command.startsWith(this.text.toLowerCase()));
  }

  /** The command that is being given its arguments. */
  get #chosen(): SlashCommand | undefined {
    const [, name] = /^(\/\S+)\s/.exec(this.text) ?? [];
    return this.commands.find(({ command }) => command === name);
  }

  override render() {
    const offered = this.#offered;
    const globals = this.shortcuts.filter(({ type }) => type === "global");
    return html`<div class="composer">
      ${offered.length > 0 ? this.#list(offered) : nothing}
      ${this.#chosen ? html`<div class="command-hint"><code>${this.#chosen.command}</code> ${this.#chosen.usage_hint} <small>${this.#chosen.description}</small></div>` : nothing}
      <div class="composer-box">
        <textarea
          rows="1"
          data-testid=${this.thread ? "thread-composer" : "composer"}
          aria-label=${this.placeholder}
          placeholder=${this.placeholder}
          role="combobox"
          aria-autocomplete="list"
          aria-expanded=${offered.length > 0}
          aria-controls="command-list"
          aria-activedescendant=${offered.length > 0 ? `command-${this.active}` : nothing}
          .value=${this.text}
          @input=${this.#type}
          @keydown=${this.#key}
        ></textarea>
        <div class="composer-tools">
          ${
            this.thread
              ? nothing
              : html`<slack-overflow
                .options=${globals.map(({ name, callback_id, description }) => ({ label: name, value: callback_id, hint: description }))}
                .label=${this.labels.shortcuts}
                .empty=${this.labels.noShortcuts}
                .name=${"shortcuts"}
                .face=${html`<svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true"><path d="M11 2 4 11h5l-1 7 8-10h-5z" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round" /></svg>`}
                @chosen=${(event: CustomEvent<string>) => this.dispatchEvent(new CustomEvent("shortcut", { detail: event.detail }))}
              ></slack-overflow>`
          }
          <button type="button" class="send" data-testid="send" aria-label=${this.labels.send} ?disabled=${this.text.trim() === ""} @click=${this.#send}>
            <svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><path d="M2 3l16 7-16 7 2.5-7zM4.5 10H11" fill="currentColor" stroke="currentColor" stroke-width="1" stroke-linejoin="round" /></svg>
          </button>
        </div>
      </div>
      ${this.thread ? nothing : html`<p class="composer-hint">${this.labels.hint}</p>`}
    </div>`;
  }

  #list(offered: SlashCommand[]) {
    return html`<div class="command-list" role="listbox" id="command-list" aria-label=${this.labels.commands} @mousedown=${(event: Event) => event.preventDefault()}>
      <div class="choice-group" role="presentation">${this.labels.commands}</div>
      ${offered.map(
        ({ command, description, usage_hint }, index) => html`<div
          role="option"
          id=${`command-${index}`}
          class="command ${index === this.active ? "active" : ""}"
          aria-selected=${index === this.active}
          @mousemove=${() => {
            this.active = index;
          }}
          @click=${() => this.#complete(command)}
        >
          <span class="app-icon small" aria-hidden="true"></span>
          <span><strong>${command}</strong> <span class="usage">${usage_hint ?? ""}</span><br /><small>${description}</small></span>
        </div>`,
      )}
    </div>`;
  }

  #type = (event: Event) => {
    this.text = (event.target as HTMLTextAreaElement).value;
    this.active = 0;
    this.dismissed = false;
  };

  #key = (event: KeyboardEvent) => {
    const offered = this.#offered;
    const listed = offered[this.active];
    if (event.isComposing) return;
    if (listed && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      this.active = (this.active + (event.key === "ArrowDown" ? 1 : offered.length - 1)) % offered.length;
    } else if (listed && (event.key === "Tab" || (event.key === "Enter" && listed.command !== this.text))) {
      event.preventDefault();
      this.#complete(listed.command);
    } else if (listed && event.key === "Escape") {
      event.preventDefault();
      this.dismissed = true;
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#send();
    }
  };

  #complete(command: string) {
    this.text = `${command} `;
    this.querySelector("textarea")?.focus();
  }

  #send = () => {
    const text = this.text.trim();
    if (text === "") return;
    this.text = "";
    drafts.delete(this.channel);
    this.dispatchEvent(new CustomEvent("send", { detail: text }));
  };

  protected override updated(changed: PropertyValues) {
    if (!changed.has("text")) return;
    const area = this.querySelector("textarea");
    if (!area) return;
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight, 200)}px`;
  }
}
customElements.define("slack-composer", SlackComposer);
