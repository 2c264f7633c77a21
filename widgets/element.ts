/** What all our elements are: a site's key, a language, and problems that the page may hear of. */
import { css, LitElement } from "lit";
import { type Problem, siteOfPage } from "./api.ts";
import { type Words, wordsFor } from "./text/text.ts";

export class PasserelleElement extends LitElement {
  static override properties = { product: {}, site: {} };
  /** The shop's own number of the product (SKU). */
  declare product: string | undefined;
  /** Key of the site; otherwise that of the script's tag. */
  declare site: string | undefined;

  protected get key(): string {
    return this.site || siteOfPage();
  }

  protected get words(): Words {
    return wordsFor(this);
  }

  /** Whatever happens here, the page goes on: it may listen to `passerelle-error`. */
  protected complain(problem: unknown) {
    this.tell("error", problem as Problem);
  }

  protected tell(what: string, detail: unknown) {
    this.dispatchEvent(new CustomEvent(`passerelle-${what}`, { detail, bubbles: true, composed: true }));
  }
}

/** Twice on a page does no harm: the first one is it. */
export function define(tag: string, element: CustomElementConstructor) {
  if (!customElements.get(tag)) customElements.define(tag, element);
}

/** What a page's own style would pass on and must not: a reset that shouts shouts outside. Colour, font and size are the page's. */
export const groundStyle = css`
  :host([hidden]) { display: none !important }
  .ground {
    font-family: var(--passerelle-font, inherit); font-style: normal; font-weight: 400; line-height: 1.5;
    letter-spacing: normal; word-spacing: normal; text-transform: none; text-indent: 0; text-shadow: none; white-space: normal;
    cursor: auto; visibility: visible; pointer-events: auto; color: var(--passerelle-text, inherit);
  }
`;
