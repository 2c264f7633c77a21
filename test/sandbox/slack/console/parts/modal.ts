/**
 * The top modal of the stack. A native dialog: the page behind it is inert, and focus stays inside.
 *
 * @fires submitted
 * @fires closed - `detail.all`: the whole stack (the cross), or the top one (Cancel, Escape, the arrow).
 */
import { html, LitElement, nothing, type PropertyValues } from "lit";
import type { View } from "../../workspace.ts";
import { blocks } from "../blocks/blocks.ts";
import type { BlockContext } from "../blocks/context.ts";

export class SlackModal extends LitElement {
  static override properties = {
    view: { attribute: false },
    context: { attribute: false },
    depth: { type: Number },
    busy: { type: Boolean },
    notice: {},
    app: {},
  };

  declare view: View | undefined;
  declare context: BlockContext | undefined;
  declare depth: number;
  declare busy: boolean;
  declare notice: string;
  declare app: string;

  #focused = "";

  protected override createRenderRoot() {
    return this;
  }

  override render() {
    const { view, context } = this;
    if (!view || !context) return html`<dialog class="modal" @cancel=${this.#cancel}></dialog>`;
    const { labels } = context;
    return html`<dialog class="modal" data-testid="modal" data-view-id=${view.id} aria-labelledby="modal-title" @cancel=${this.#cancel}>
      <form novalidate @submit=${this.#submit}>
        <header>
          ${
            this.depth > 1
              ? html`<button type="button" class="icon-button" aria-label=${labels.back} @click=${() => this.#close(false)}>‹</button>`
              : html`<span class="app-icon small" aria-hidden="true"></span>`
          }
          <h2 id="modal-title" data-testid="modal-title">${view.title?.text}</h2>
          <button type="button" class="icon-button" data-testid="modal-dismiss" aria-label=${labels.close} @click=${() => this.#close(true)}>×</button>
        </header>
        <div class="modal-body" tabindex="-1">
          ${this.notice ? html`<p class="modal-notice" role="alert" data-testid="modal-notice">${this.notice}</p>` : nothing}
          ${blocks(view.blocks, context)}
        </div>
        <footer>
          <button type="button" class="bk-button large" data-testid="modal-close" @click=${() => this.#close(false)}>
            ${view.close?.text ?? labels.cancel}
          </button>
          ${
            view.submit
              ? html`<button type="submit" class="bk-button primary large" data-testid="modal-submit" aria-busy=${this.busy} ?disabled=${this.busy}>
                ${this.busy ? html`<span class="spinner small" aria-hidden="true"></span>` : nothing}${view.submit.text}
              </button>`
              : nothing
          }
        </footer>
      </form>
    </dialog>`;
  }

  #submit = (event: Event) => {
    event.preventDefault();
    this.dispatchEvent(new CustomEvent("submitted"));
  };

  #cancel = (event: Event) => {
    event.preventDefault();
    if (this.view) this.#close(false);
  };

  #close(all: boolean) {
    this.dispatchEvent(new CustomEvent("closed", { detail: { all } }));
  }

  protected override updated(changed: PropertyValues) {
    const dialog = this.querySelector("dialog");
    if (!dialog) return;
    if (this.view && !dialog.open) dialog.showModal();
    if (!this.view && dialog.open) dialog.close();
    if (this.view && this.view.id !== this.#focused) {
      this.#focused = this.view.id;
      void this.#focusFirst(dialog);
    }
    if (!this.view) this.#focused = "";
    if (changed.has("context")) this.#focusError(changed, dialog);
  }

  /** What the app named, or the first field. */
  async #focusFirst(dialog: HTMLElement) {
    await Promise.all([...dialog.querySelectorAll("slack-choice")].map((choice) => (choice as LitElement).updateComplete));
    const named = dialog.querySelector<HTMLElement>("[data-focus]");
    const wanted = named?.matches("input, textarea") ? named : named?.querySelector<HTMLElement>("input");
    const first = dialog.querySelector<HTMLElement>(".modal-body input, .modal-body textarea");
    (wanted ?? first ?? dialog.querySelector<HTMLElement>("[type=submit], .modal-body"))?.focus();
  }

  #focusError(changed: PropertyValues, dialog: HTMLElement) {
    const before = (changed.get("context") as BlockContext | undefined)?.errors ?? {};
    const fresh = Object.keys(this.context?.errors ?? {}).some((blockId) => !before[blockId]);
    if (fresh) dialog.querySelector<HTMLElement>(".has-error input, .has-error textarea")?.focus();
  }
}
customElements.define("slack-modal", SlackModal);
