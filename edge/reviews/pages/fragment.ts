/** Reviews as HTML that needs no script: for inclusion by a shop's server, and what a hosted page shows before its widgets are there. */
import type { Locale } from "../../people/person.ts";
import type { Notice, Review, Summary } from "../review.ts";
import { pageEn } from "../words/page-en.ts";
import { pageFr } from "../words/page-fr.ts";
import { html, inLines, type Markup } from "./html.ts";

export const pageWords = (locale: Locale) => (locale === "en" ? pageEn : pageFr);

export interface Shown {
  locale: Locale;
  shop: string;
  summary: Summary;
  reviews: Review[];
  notice: Notice;
  /** Where the rest of them is; null = that is all. */
  more: string | null;
}

export function fragment({ locale, shop, summary, reviews, notice, more }: Shown): Markup {
  const words = pageWords(locale);
  const { average, count, from, to } = summary;
  return html`<section class="passerelle-reviews" lang="${locale}">
${average !== null && from && to ? html`<p class="passerelle-summary"><strong>${words.average(average, count)}</strong>, ${words.period(from, to)}</p>` : html`<p class="passerelle-summary">${words.none}</p>`}
<p class="passerelle-checked">${notice.checked}</p>
${reviews.map((review) => article(review, locale, shop))}
${more ? html`<p><a class="passerelle-all" href="${more}">${words.all}</a></p>` : null}
<details class="passerelle-rules"><summary>${words.rulesTitle}</summary>
<p>${notice.order}</p><p>${notice.reward}</p>
<dl>${notice.rules.map(({ title, text }) => html`<dt>${title}</dt><dd>${text}</dd>`)}</dl></details>
</section>`;
}

function article(review: Review, locale: Locale, shop: string): Markup {
  const words = pageWords(locale);
  const { rating, text, author, publishedAt, experiencedOn, editedAt, language, reply, photos } = review;
  const lang = language === locale ? null : html` lang="${language}"`;
  const facts = [words.experience(experiencedOn), words.published(publishedAt), ...(editedAt ? [words.edited(editedAt)] : [])].join(" · ");
  return html`<article class="passerelle-review">
<p class="passerelle-stars"><span role="img" aria-label="${words.stars(rating)}">${"★".repeat(rating)}${"☆".repeat(5 - rating)}</span> <span class="passerelle-author">${words.by(author)}</span> <span class="passerelle-label">${labelOf(review, words)}</span></p>
<p class="passerelle-text"${lang}>${inLines(text)}</p>
${photos.length > 0 ? html`<p class="passerelle-photos">${photos.map(({ url, width, height }) => html`<img src="${url}" width="${width}" height="${height}" alt="${words.photo(author)}" loading="lazy">`)}</p>` : null}
<p class="passerelle-facts">${facts}</p>
${reply ? html`<blockquote class="passerelle-reply"><p>${words.reply(shop, reply.at)}</p><p>${inLines(reply.text)}</p></blockquote>` : null}
</article>`;
}

function labelOf({ verified, how, source }: Review, words: ReturnType<typeof pageWords>): string {
  if (how === "import") return words.imported(source ?? "");
  return verified ? words.verified : words.unverified;
}
