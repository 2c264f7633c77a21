/** The question an element asks before it acts (`confirm` in Block Kit). */
import { html, LitElement, nothing } from "lit";
import type { Confirm } from "../blocks/context.ts";
import type { Labels } from "../text/labels.ts";
import { mrkdwn, type Names, plainText } from "../text/mrkdwn.ts";

export class SlackConfirm extends LitElement {
  static override properties = { asking: { attribute: false }, labels: { attribute: false }, names: { attribute: false } };

  declare asking: { confirm: Confirm; answer: (yes: boolean) => void } | undefined;
  declare labels: Labels;
  declare names: Names;

  protected override createRenderRoot() {
    return this;
  }

  override render() {
    const cancel = (event: Event) => {
      event.preventDefault();
      this.asking?.answer(false);
    };
    return html`<dialog class="modal confirm" data-testid="confirm" aria-labelledby="confirm-title" @cancel=${cancel}>
      ${this.asking ? this.#question(this.asking.confirm, this.asking.answer) : nothing}
    </dialog>`;
  }

  #question({ title, text, confirm, deny, style }: Confirm, answer: (yes: boolean) => void) {
    return html`<header><h2 id="confirm-title">${title?.text}</h2></header>
      <div class="modal-body">${text.type === "mrkdwn" ? mrkdwn(text.text, this.names) : plainText(text.text)}</div>
      <footer>
        <button type="button" class="bk-button large" data-testid="confirm-no" @click=${() => answer(false)}>${deny?.text ?? this.labels.cancel}</button>
        <button type="button" class="bk-button large ${style ?? "primary"}" data-testid="confirm-yes" @click=${() => answer(true)}>
          ${confirm?.text ?? this.labels.confirm}
        </button>
      </footer>`;
  }

  protected override updated() {
    const dialog = this.querySelector("dialog");
    if (this.asking && dialog && !dialog.open) dialog.showModal();
    if (!this.asking && dialog?.open) dialog.close();
  }
}
customElements.define("slack-confirm", SlackConfirm);
