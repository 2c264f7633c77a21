/**
 * Stars, average and number of reviews of one product, on a line. All of a page are asked for at once.
 *
 *     <passerelle-rating product="SKU-1" href="#reviews">See the reviews</passerelle-rating>
 *
 * What is written inside stays until the rating is known, and when there is none.
 *
 * @summary Stars, average and number of reviews of one product
 * @fires passerelle-error - The rating could not be read; `detail` is the problem
 * @csspart stars - The five stars
 * @csspart average - The average
 * @csspart count - How many reviews
 */
import { html } from "lit/html.js";
import { define, PasserelleElement } from "../element.ts";
import type { Rating } from "../shapes.ts";
import { css, stars, theme } from "../theme.ts";
import { ratingOf } from "./ratings.ts";

export class PasserelleRating extends PasserelleElement {
  static override attributes = [...PasserelleElement.attributes, "href"];
  static override states = ["rating"];
  static override styles = [
    theme,
    css`
      .ground { white-space: nowrap; text-decoration: none; line-height: inherit } /* as a word in its line: nothing moves */
      .stars, b { margin-inline-end: .15em }
      b { font-weight: 600 }
      a { color: inherit; border-radius: .2em }
      a:hover .count, a:focus-visible .count { text-decoration: underline }
      a:focus-visible { outline: 2px solid; outline-offset: 2px }
      .count { opacity: .8 }
    `,
  ];
  /** Where the reviews are: the line becomes a link there. */
  declare href: string | null | undefined;
  declare rating: Rating | undefined;

  protected override willUpdate(changed: Set<string>) {
    if (changed.has("product") || changed.has("site")) void this.read();
  }

  private async read() {
    const { key, product } = this;
    this.rating = undefined;
    if (!product) return;
    try {
      const rating = await ratingOf(key, product);
      if (product === this.product) this.rating = rating;
    } catch (problem) {
      this.complain(problem);
    }
  }

  protected override render() {
    if (!this.rating) return html`<slot></slot>`;
    const { average, count } = this.rating;
    const { text, number, count: written } = this.words;
    const value = number(average, 1);
    const line = html`${stars(average, text.outOf(value))} <b part="average" aria-hidden="true">${value}</b> <span class="count" part="count">${written(count)}</span>`;
    return this.href ? html`<a class="ground" href=${this.href}>${line}</a>` : html`<span class="ground">${line}</span>`;
  }
}

define("passerelle-rating", PasserelleRating);

declare global {
  interface HTMLElementTagNameMap {
    "passerelle-rating": PasserelleRating;
  }
}
