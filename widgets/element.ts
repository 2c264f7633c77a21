/**
 * What all our elements are: lit-html draws, and these few lines take the place of LitElement, which alone is a quarter of what the
 * reviews may weigh. Attributes and properties are one; many changes at once are one update; what was set before the upgrade counts.
 */
import { render } from "lit/html.js";
import { type Problem, siteOfPage } from "./api.ts";
import { type Words, wordsFor } from "./text/text.ts";

interface ElementClass extends CustomElementConstructor {
  attributes: string[];
  states: string[];
  styles: string[];
  shadow: ShadowRootInit;
}

export abstract class PasserelleElement extends HTMLElement {
  /** Attributes, which are properties of the same name. */
  static attributes = ["product", "site"];
  /** Properties without an attribute. */
  static states: string[] = [];
  static styles: string[] = [];
  /** The shop's own number of the product (SKU). */
  declare product: string | null | undefined;
  /** Key of the site; otherwise that of the script's tag. */
  declare site: string | null | undefined;
  static shadow: ShadowRootInit = { mode: "open" };
  readonly ground = this.attachShadow((this.constructor as ElementClass).shadow);
  /** Names of what has changed since the last update; at first the product always has. */
  private changed = new Set(["product"]);
  private waits = false;

  constructor() {
    super();
    const { attributes, states, styles } = this.constructor as ElementClass;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles.join(""));
    this.ground.adoptedStyleSheets = [sheet];
    const self = this as unknown as Record<string, unknown>;
    for (const name of [...attributes, ...states]) {
      let value = self[name];
      Object.defineProperty(this, name, {
        get: () => value,
        set: (next) => {
          if (Object.is(value, next)) return;
          value = next;
          this.changed.add(name);
          this.requestUpdate();
        },
      });
    }
  }

  connectedCallback() {
    this.requestUpdate();
  }

  attributeChangedCallback(name: string, _: string | null, value: string | null) {
    (this as unknown as Record<string, unknown>)[name] = value;
  }

  private async requestUpdate() {
    if (this.waits) return;
    this.waits = true;
    await undefined;
    if (this.isConnected) this.willUpdate(this.changed);
    this.waits = false;
    if (!this.isConnected) return;
    const { changed } = this;
    this.changed = new Set();
    render(this.render(), this.ground, { host: this });
    this.updated(changed);
  }

  /** Properties may still be changed here. */
  protected willUpdate(_changed: Set<string>): void {}
  protected abstract render(): unknown;
  protected updated(_changed: Set<string>): void {}

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
export function define(tag: string, element: CustomElementConstructor & { attributes: string[] }) {
  Object.assign(element, { observedAttributes: element.attributes });
  if (!customElements.get(tag)) customElements.define(tag, element);
}
