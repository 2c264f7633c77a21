/**
 * A button with a menu: Slack's overflow element, and the console's own menus.
 *
 * @fires chosen - `detail` is the value of the item.
 */
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { placeMenu } from "./place.ts";

export interface MenuItem {
  label: string;
  value: string;
  hint?: string;
}

export class SlackOverflow extends LitElement {
  static override properties = {
    options: { attribute: false },
    face: { attribute: false },
    label: {},
    name: {},
    empty: {},
    open: { state: true },
  };

  options: MenuItem[] = [];
  /** What the button shows; three dots by default. */
  face: TemplateResult | undefined = undefined;
  label = "";
  name = "";
  empty = "";
  open = false;

  protected override createRenderRoot() {
    return this;
  }

  override render() {
    return html`<button
        type="button"
        class="overflow-button"
        aria-haspopup="menu"
        aria-expanded=${this.open}
        aria-label=${this.label}
        title=${this.label}
        data-testid=${this.name || nothing}
        @click=${() => this.#toggle(!this.open)}
        @keydown=${this.#key}
      >
        ${this.face ?? html`<span aria-hidden="true">⋯</span>`}
      </button>
      ${
        this.open
          ? html`<div class="menu" role="menu" aria-label=${this.label} @keydown=${this.#key}>
            ${this.options.length === 0 ? html`<div class="menu-empty">${this.empty}</div>` : nothing}
            ${this.options.map(
              ({
                label,
                value,
                hint,
              }) => html`<button type="button" role="menuitem" data-value=${value} @click=${() => this.#choose(value)}>
                <span>${label}</span>${hint ? html`<small>${hint}</small>` : nothing}
              </button>`,
            )}
          </div>`
          : nothing
      }`;
  }

  async #toggle(open: boolean) {
    this.open = open;
    await this.updateComplete;
    if (!open) {
      removeEventListener("pointerdown", this.#outside);
      return;
    }
    addEventListener("pointerdown", this.#outside);
    this.#place();
    this.querySelector<HTMLElement>("[role=menuitem]")?.focus();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener("pointerdown", this.#outside);
  }

  #outside = (event: Event) => {
    if (!event.composedPath().includes(this)) this.#toggle(false);
  };

  #place() {
    const menu = this.querySelector<HTMLElement>(".menu");
    const button = this.querySelector(".overflow-button");
    if (menu && button) placeMenu(menu, button.getBoundingClientRect());
  }

  #key = (event: KeyboardEvent) => {
    const items = [...this.querySelectorAll<HTMLElement>("[role=menuitem]")];
    const at = items.indexOf(document.activeElement as HTMLElement);
    if (event.key === "Escape" && this.open) {
      event.preventDefault();
      event.stopPropagation();
      this.#close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!this.open) this.#toggle(true);
      else items[(at + (event.key === "ArrowDown" ? 1 : items.length - 1)) % items.length]?.focus();
    } else if (event.key === "Tab" && this.open) {
      this.#toggle(false);
    }
  };

  #close() {
    this.#toggle(false);
    this.querySelector<HTMLElement>(".overflow-button")?.focus();
  }

  #choose(value: string) {
    this.#close();
    this.dispatchEvent(new CustomEvent("chosen", { detail: value }));
  }
}
customElements.define("slack-overflow", SlackOverflow);
