/** What <passerelle-reviews> shows of what it knows. */
import { html, nothing } from "lit/html.js";
import type { ReviewPage } from "../shapes.ts";
import { reviewCard } from "./review-card.ts";
import type { Said } from "./said.ts";
import { summaryBlock } from "./summary.ts";

export interface Wish {
  sort: string;
  stars: string;
  q: string;
}

/** The element, as far as it is looked at and told of what was pressed. */
export interface Seen {
  product: string | null | undefined;
  name: string | null | undefined;
  site: string | null | undefined;
  /** The first page that was ever read: its summary and its notice stay. */
  first: ReviewPage | undefined;
  shown: ReviewPage | undefined;
  wish: Wish;
  busy: boolean;
  failed: boolean;
  held: number;
  cut: boolean;
  writing: boolean;
  reporting: string;
  thanked: string[];
  /** How many of the reviews are drawn: some at a time, so that the page never stands still. */
  drawn: number;
  /** All of a first page are drawn: it is shown in one go. */
  ready: boolean;
  load(after?: string | null): void;
  choose(change: Partial<Wish>): void;
  search(q: string): void;
  thank(id: string): void;
  report(id: string): void;
  write(): void;
  close(): void;
  release(): void;
  goTo(place: string): void;
}

export function reviewsView(seen: Seen, said: Said) {
  const { say, locale } = said;
  const { first, held, cut } = seen;
  const failed = seen.failed
    ? html`<p class="state" role="alert">${say.unavailable} <button class="link" @click=${() => seen.load()}>${say.again}</button></p>`
    : nothing;
  if (!first) return html`<slot><div class="ground">${failed}</div></slot>`;
  return html`${seen.ready ? nothing : html`<slot></slot>`}<section class="ground" ?hidden=${!seen.ready} lang=${locale} aria-label="${say.title} ${seen.name || seen.product || ""}" @focusin=${() => seen.release()}
    .style=${held ? `block-size:${held}px;overflow:clip` : ""}
    >${head(seen, said)}${failed}${seen.drawn ? [list(seen, said), law(seen, said)] : nothing}${
      cut ? html`<div class="cut"><button class="button" part="button" @click=${() => seen.release()}>${say.show}</button></div>` : nothing
    }</section>`;
}

function head(seen: Seen, said: Said) {
  const { say } = said;
  const { summary } = seen.first as ReviewPage;
  const { stars } = seen.wish;
  const write = html`<button class="button strong write" part="button" ?hidden=${seen.writing} @click=${() => seen.write()}>${say.write}</button>`;
  const form = seen.writing
    ? html`<passerelle-review-form tabindex="-1" .product=${seen.product} .site=${seen.site} .closable=${true}
      @passerelle-closed=${() => seen.close()}></passerelle-review-form>`
    : nothing;
  if (!summary?.count) return html`<div class="empty"><p>${say.none}</p>${write}</div>${form}`;
  const choose = (chosen: string) => seen.choose({ stars: chosen === stars ? "" : chosen });
  return html`<div class="summary">${summaryBlock(summary, stars, said, choose)}${write}</div>${form}`;
}

function list(seen: Seen, said: Said) {
  const { say, count } = said;
  const { first, shown, wish, busy } = seen;
  const { reviews, next } = shown as ReviewPage;
  const filtered = wish.stars || wish.q;
  const tools = html`<div class="tools">
      <input type="search" maxlength="80" aria-label=${say.search} placeholder=${say.search} .value=${seen.wish.q} @input=${(
        event: Event,
      ) => seen.search((event.target as HTMLInputElement).value)} />
      <label>${say.sort}<select @change=${(event: Event) => seen.choose({ sort: (event.target as HTMLSelectElement).value })}>${Object.entries(
        say.sorts,
      ).map(([value, words]) => html`<option value=${value} ?selected=${value === wish.sort}>${words}</option>`)}</select></label>
    </div>`;
  return html`${first?.summary?.count ? tools : nothing}<p class="state" role="status">${
    filtered
      ? html`${reviews.length ? (wish.stars ? say.bar(Number(wish.stars), count(reviews.length)) : count(reviews.length)) : say.nothing}
            <button class="link" @click=${() => {
              seen.choose({ stars: "", q: "" });
              seen.goTo("select");
            }}>${say.all}</button>`
      : nothing
  }</p>
    <ul role="list" aria-busy=${busy}>${reviews.slice(0, seen.drawn).map((review) => reviewCard(review, said, seen))}</ul>
    ${next ? html`<button class="button more" part="button" @click=${() => seen.load(next)}>${say.more}</button>` : nothing}`;
}

function law({ first }: Seen, { say }: Said) {
  const notice = first?.notice;
  if (!notice) return nothing;
  const { checked, order, rules, reward } = notice;
  return html`<p class="quiet" part="notice">${checked} ${order} ${reward}</p>
    <details><summary>${say.how}</summary>${rules.map(({ title, text }) => html`<p><b>${title}</b><br />${text}</p>`)}</details>`;
}
