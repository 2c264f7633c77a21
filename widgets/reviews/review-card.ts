/** One review: who, how it was checked, what they say, when it was written and when they bought, the shop's reply. */
import { html, nothing } from "lit/html.js";
import { api } from "../api.ts";
import type { Review } from "../shapes.ts";
import { stars } from "../theme.ts";
import type { Said } from "./said.ts";

interface Acts {
  site: string | null | undefined;
  /** Reviews that this visitor found helpful. */
  thanked: string[];
  /** The one whose report form is open. */
  reporting: string;
  thank(id: string): void;
  report(id: string): void;
}

const CHECK = "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1m3.6 5.3-4.4 4.6-2.7-2.6 1-1 1.7 1.6 3.4-3.6z";

export function reviewCard(review: Review, said: Said, acts: Acts) {
  const { say, day, text, number } = said;
  const { author, rating, publishedAt, experiencedOn, editedAt, reply, helpful, id } = review;
  const thanked = acts.thanked.includes(id);
  const days = [say.published(day(publishedAt)), say.experienced(day(experiencedOn)), editedAt && say.edited(day(editedAt))];
  const count = helpful + Number(thanked);
  return html`<li class="review" part="review" tabindex="-1">
    <div class="who">${stars(rating, text.outOf(number(rating)))}<b part="author" dir="auto">${author}</b>${badge(review, said)}</div>
    <p class="text" part="text" dir="auto" lang=${review.language}>${review.text}</p>
    ${photos(review, said)}
    <p class="quiet">${days.filter(Boolean).join(" · ")}</p>
    ${
      reply
        ? html`<blockquote part="reply"><b class="quiet">${say.replied(day(reply.at))}</b><p class="text" dir="auto">${reply.text}</p></blockquote>`
        : nothing
    }
    <div class="acts">
      <button class="link" part="action" aria-pressed=${thanked} @click=${() => thanked || acts.thank(id)}>${say.helpful}${
        count ? ` (${number(count)})` : ""
      }</button>
      <button class="link" part="action" aria-expanded=${acts.reporting === id} @click=${() => acts.report(id)}>${say.report}</button>
    </div>
    ${acts.reporting === id ? html`<passerelle-report .review=${id} .site=${acts.site}></passerelle-report>` : nothing}
  </li>`;
}

function badge({ verified, source, how }: Review, { say }: Said) {
  if (verified)
    return html`<span class="badge yes" part="badge"><svg viewBox="0 0 16 16" aria-hidden="true"><path d=${CHECK} /></svg>${say.verified}</span>`;
  const words = source || (how === "import" ? say.imported : "");
  return html`<span class="badge quiet" part="badge">${words ? `${words} · ` : ""}${say.unverified}</span>`;
}

function photos({ photos, author }: Review, { say }: Said) {
  if (!photos.length) return nothing;
  return html`<div class="photos">${photos.map(({ url, width, height }, i) => {
    const { href } = new URL(url, api);
    return /^http/.test(href)
      ? html`<a href=${href} target="_blank" rel="noopener"
          ><img src=${href} width=${width} height=${height} loading="lazy" alt=${say.photo(i + 1, author)}
        /></a>`
      : nothing;
  })}</div>`;
}
