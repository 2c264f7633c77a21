/**
 * The reviews of a product, or without `product` those of the shop: average, distribution, list, sorts and filters, replies, what
 * the law wants told, and the form.
 *
 *     <passerelle-reviews product="SKU-1" name="Lampe Brume">See our reviews</passerelle-reviews>
 *
 * What is written inside stays until the reviews are there. Nothing moves when they come: what would push visible content down is
 * cut with a button, so give the element a height of its own (`min-height`).
 *
 * @summary The reviews of a product or of the shop
 * @fires passerelle-error - The reviews could not be read; `detail` is the problem
 * @csspart summary - Average and count
 * @csspart distribution - How the ratings are spread
 * @csspart review - One review
 * @csspart author - Who wrote it
 * @csspart badge - Whether it was verified
 * @csspart text - What they say
 * @csspart reply - The reply of the shop
 * @csspart action - "Helpful", "Report"
 * @csspart notice - What the law wants told
 * @csspart button - A button
 */
import { html } from "lit/html.js";
import { ask, reachable } from "../api.ts";
import { define, PasserelleElement } from "../element.ts";
import type { ReviewPage } from "../shapes.ts";
import { theme } from "../theme.ts";
import { reviewsView, type Seen, type Wish } from "./reviews-view.ts";
import { type Say, saidIn, sayIn } from "./said.ts";
import { style } from "./style.ts";

/** Below this a height was not reserved on purpose. */
const RESERVED_PX = 240;
const WHEEL_PX = 120;
const TYPING_MS = 300;
/** Reviews drawn in one go: on a slow telephone ten would hold the page. */
const AT_ONCE = 2;
/** By then the browser has laid out what it was given: a callback in its frame would hold the page as long as that takes. */
const LAID_OUT_MS = 100;

export class PasserelleReviews extends PasserelleElement implements Seen {
  static override attributes = [...PasserelleElement.attributes, "name"];
  static override states = [
    "first",
    "shown",
    "say",
    "wish",
    "busy",
    "failed",
    "held",
    "cut",
    "writing",
    "reporting",
    "thanked",
    "drawn",
    "ready",
  ];
  static override styles = [theme, style];
  /** Of the product, as the shop writes it: with it the page also tells search engines (JSON-LD). */
  declare name: string | null | undefined;
  declare first: ReviewPage | undefined;
  declare shown: ReviewPage | undefined;
  declare say: Say | undefined;
  declare busy: boolean;
  declare failed: boolean;
  /** In pixels: the height that is kept, so that nothing moves. */
  declare held: number;
  declare cut: boolean;
  declare writing: boolean;
  declare reporting: string;
  declare thanked: string[];
  declare drawn: number;
  declare ready: boolean;
  declare wish: Wish;

  private turn = 0;
  declare private typing: number | undefined;
  declare private told: HTMLScriptElement | undefined;

  protected override willUpdate(changed: Set<string>) {
    if (!changed.has("product") && !changed.has("site")) return;
    this.first = this.shown = undefined;
    this.told?.remove();
    this.thanked = [];
    this.choose({ sort: "date", stars: "", q: "" });
    if (/^#passerelle=/.test(location.hash) && document.querySelector("passerelle-reviews") === this) void this.write();
  }

  /** Not when it is only moved. */
  async disconnectedCallback() {
    await undefined;
    if (!this.isConnected) this.told?.remove();
  }

  async load(after?: string | null) {
    const turn = ++this.turn;
    const { key, product, wish, words } = this;
    this.busy = true;
    this.failed = false;
    try {
      const asked = ask<ReviewPage>("reviews", { site: key, product, lang: words.language, ...wish, q: wish.q.trim(), after });
      asked.catch(() => {}); // not unheard: awaited below
      this.say = await sayIn(words);
      const page = await asked;
      if (turn !== this.turn) return; // something else was asked meanwhile
      if (!this.first) {
        this.first = page;
        this.drawn = 0;
        this.ready = false;
      }
      const before = after ? this.shown!.reviews : [];
      this.shown = { ...page, reviews: [...before, ...page.reviews] };
      if (after) {
        this.drawn += AT_ONCE;
        void this.goTo(`li:nth-child(${before.length + 1})`);
      }
    } catch (problem) {
      if (turn !== this.turn) return;
      this.failed = true;
      this.complain(problem);
    }
    this.busy = false;
  }

  protected override updated(changed: Set<string>) {
    const { shown, drawn } = this;
    if (!shown || !(changed.has("drawn") || changed.has("shown"))) return;
    if (!drawn || drawn < shown.reviews.length)
      setTimeout(() => {
        this.drawn += AT_ONCE;
      });
    else if (!this.ready) this.show();
  }

  /** What follows us and is seen now, or after a turn of the wheel, stays where it is. An observer says where that is without making the browser lay out at once. */
  private show() {
    const observer = new IntersectionObserver(([seen]) => {
      observer.disconnect();
      const {
        boundingClientRect: { bottom, height },
        rootBounds,
      } = seen!;
      this.held = rootBounds && height > RESERVED_PX && bottom > 0 && bottom < rootBounds.height + WHEEL_PX ? height : 0;
      this.ready = true;
      const cutOff = () => {
        this.cut = this.held > 0 && this.ground.querySelector("section")!.scrollHeight > this.held + 1;
      };
      setTimeout(cutOff, LAID_OUT_MS);
      this.tellSearchEngines().catch((error) => this.complain(error));
    });
    observer.observe(this);
  }

  private async tellSearchEngines() {
    const { name, product, first } = this;
    if (!name || !product || !first?.summary?.count) return;
    const { jsonLd } = await import("./json-ld.ts");
    if (first !== this.first || !this.isConnected) return; // another product by now
    this.told = jsonLd(name, product, first.summary, first.reviews);
    document.head.append(this.told);
  }

  choose(change: Partial<Wish>) {
    this.wish = { ...this.wish, ...change };
    void this.load();
  }

  search(q: string) {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.choose({ q }), TYPING_MS);
  }

  async thank(id: string) {
    const before = this.thanked;
    this.thanked = [...before, id];
    try {
      await ask(`reviews/${id}/helpful`, { site: this.key }, { method: "POST" });
    } catch (problem) {
      this.thanked = before;
      this.complain(problem);
    }
  }

  async report(id: string) {
    const open = this.reporting === id ? "" : id;
    if (!open || (await this.bring(() => import("../report/report.ts")))) this.reporting = open;
  }

  async write() {
    if (!(await this.bring(() => import("../review-form/review-form.ts")))) return;
    this.writing = true;
    void this.goTo("passerelle-review-form");
  }

  /** The keyboard goes to what has just come, for what it was on is gone. */
  async goTo(place: string) {
    await undefined; // until it is drawn
    this.ground.querySelector<HTMLElement>(place)?.focus();
  }

  /** What is loaded only now; false when it cannot be, and the reader is told. */
  private async bring(load: () => Promise<unknown>): Promise<boolean> {
    try {
      await reachable();
      await load();
      this.failed = false;
      return true;
    } catch (error) {
      this.failed = true;
      this.complain(error);
      return false;
    }
  }

  close() {
    this.writing = false;
    void this.goTo(".write");
  }

  release() {
    this.held = 0;
    this.cut = false;
  }

  protected override render() {
    return this.say && (this.first || this.failed) ? reviewsView(this, saidIn(this.words, this.say)) : html`<slot></slot>`;
  }
}

define("passerelle-reviews", PasserelleReviews);

declare global {
  interface HTMLElementTagNameMap {
    "passerelle-reviews": PasserelleReviews;
  }
}
