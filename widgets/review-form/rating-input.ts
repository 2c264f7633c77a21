/**
 * A rating as a field of a form: a group of five radio buttons that look like stars.
 *
 *     <passerelle-rating-input name="rating" label="Your rating" required></passerelle-rating-input>
 *
 * @summary A rating from 1 to 5 as a field of any form
 * @fires change - Another rating was chosen
 * @csspart star - One star
 */
import { html } from "lit/html.js";
import { define, PasserelleElement } from "../element.ts";
import { css, STAR, theme } from "../theme.ts";

const VALUES = ["1", "2", "3", "4", "5"];

export class PasserelleRatingInput extends PasserelleElement {
  static formAssociated = true;
  static override shadow: ShadowRootInit = { mode: "open", delegatesFocus: true };
  static override attributes = ["name", "label", "value", "problem"];
  static override styles = [
    theme,
    css`
      :host { display: block }
      div { display: flex; inline-size: max-content }
      label { position: relative; padding: .15em; cursor: pointer }
      input { position: absolute; inset: 0; opacity: 0; margin: 0; inline-size: 100%; cursor: pointer }
      svg { display: block; inline-size: 2.2em; fill: var(--off) }
      label:has(:checked) svg, label:has(~ label :checked) svg { fill: var(--star) }
      div:hover svg { fill: var(--star) }
      label:hover ~ label svg { fill: var(--off) }
      label:focus-within { outline: 2px solid }
    `,
  ];
  /** Of the field, in what the form sends. */
  declare name: string | null;
  /** What is rated, for a screen reader. */
  declare label: string | null;
  /** "1" to "5"; null or empty: none chosen. */
  declare value: string | null | undefined;
  /** What is wrong, for a screen reader. */
  declare problem: string | null | undefined;
  private readonly internals = this.attachInternals();

  formResetCallback() {
    this.value = this.getAttribute("value");
  }

  protected override updated(changed: Set<string>) {
    if (!changed.has("value") && !changed.has("product")) return;
    const { value } = this;
    this.internals.setFormValue(value || null);
    const first = this.ground.querySelector("input");
    if (this.hasAttribute("required") && !value && first)
      this.internals.setValidity({ valueMissing: true }, first.validationMessage, first);
    else this.internals.setValidity({});
  }

  private choose({ target }: Event) {
    this.value = (target as HTMLInputElement).value;
    this.dispatchEvent(new Event("change", { bubbles: true }));
  }

  protected override render() {
    const { text } = this.words;
    return html`<div class="ground" role="radiogroup" aria-label=${this.label ?? ""} aria-invalid=${Boolean(this.problem)} aria-description=${
      this.problem ?? ""
    }>${VALUES.map(
      (n) => html`<label part="star"
        ><input type="radio" name="r" value=${n} ?required=${this.hasAttribute("required")} .checked=${this.value === n} aria-label=${text.outOf(n)} @change=${this.choose}
        /><svg viewBox="0 0 20 20" aria-hidden="true"><path d=${STAR} /></svg
      ></label>`,
    )}</div>`;
  }
}

define("passerelle-rating-input", PasserelleRatingInput);

declare global {
  interface HTMLElementTagNameMap {
    "passerelle-rating-input": PasserelleRatingInput;
  }
}
