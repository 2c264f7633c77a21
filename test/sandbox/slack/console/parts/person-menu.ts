/** Who one is: links to the same console as somebody else, so that a second tab can be a second person. */
import { html, LitElement, nothing, type TemplateResult } from "lit";
import type { ClientPerson } from "../../client-state.ts";
import type { Labels } from "../text/labels.ts";
import { avatar } from "./messages.ts";

export class PersonMenu extends LitElement {
  static override properties = {
    me: { attribute: false },
    people: { attribute: false },
    labels: { attribute: false },
    open: { state: true },
  };

  declare me: ClientPerson | undefined;
  declare people: ClientPerson[];
  declare labels: Labels;
  declare open: boolean;

  protected override createRenderRoot() {
    return this;
  }

  override render() {
    const { me, labels } = this;
    if (!me) return nothing;
    return html`<button
        type="button"
        class="person-button"
        data-testid="person-switcher"
        aria-haspopup="menu"
        aria-expanded=${Boolean(this.open)}
        aria-label=${`${labels.youAre} ${me.name}. ${labels.switchPerson}`}
        @click=${() => this.#toggle(!this.open)}
        @keydown=${this.#key}
      >
        ${avatar(me.id, me.name, false, "small")}
        <span class="person-name">${me.name}<small>${me.title}</small></span>
        <span class="choice-arrow" aria-hidden="true"></span>
      </button>
      ${
        this.open
          ? html`<div class="menu person-list" role="menu" aria-label=${labels.switchPerson} @keydown=${this.#key}>
            <p class="menu-title">${labels.switchPerson}</p>
            ${this.people.map((person) => this.#item(person))}
            <p class="menu-empty">${labels.otherTab}</p>
          </div>`
          : nothing
      }`;
  }

  #item({ id, name, title, locale, slackRole }: ClientPerson) {
    return html`<a role="menuitem" href=${`?as=${id}`} data-testid=${`be-${id}`} aria-current=${id === this.me?.id ? "true" : nothing}>
      ${avatar(id, name, false, "small")}
      <span>${name}<small>${title}</small></span>
      ${locale.startsWith("fr") ? nothing : html`<span class="tag">${locale.slice(0, 2).toUpperCase()}</span>`}
      ${slackRole === "guest" ? html`<span class="tag">${this.labels.guest}</span>` : nothing}
    </a>`;
  }

  async #toggle(open: boolean) {
    this.open = open;
    await this.updateComplete;
    if (!open) return removeEventListener("pointerdown", this.#outside);
    addEventListener("pointerdown", this.#outside);
    this.querySelector<HTMLElement>("[aria-current]")?.focus();
  }

  #outside = (event: Event) => {
    if (!event.composedPath().includes(this)) void this.#toggle(false);
  };

  #key = (event: KeyboardEvent) => {
    const items = [...this.querySelectorAll<HTMLElement>("[role=menuitem]")];
    const at = items.indexOf(document.activeElement as HTMLElement);
    if (event.key === "Escape" && this.open) {
      event.stopPropagation();
      void this.#toggle(false);
      this.querySelector<HTMLElement>(".person-button")?.focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!this.open) void this.#toggle(true);
      else items[(at + (event.key === "ArrowDown" ? 1 : items.length - 1)) % items.length]?.focus();
    }
  };
}
customElements.define("person-menu", PersonMenu);

/** When the address names nobody of this workspace. */
export const whoPage = (people: ClientPerson[]): TemplateResult =>
  html`<div class="who">
    ${people.map(({ id, name, title }) => html`<a href=${`?as=${id}`}>${avatar(id, name, false, "small")} ${name} <small>${title}</small></a>`)}
  </div>`;
