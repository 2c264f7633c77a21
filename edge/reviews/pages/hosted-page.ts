/**
 * /r/<site>: reviews of a shop that cannot embed widgets, and where the links in mails lead. Complete without a script; with one, the
 * widgets take its place. By the token behind the `#`, which no server sees, an author finds their review and a buyer their form.
 */
import type { Locale } from "../../people/person.ts";
import type { Site } from "../../sites/site.ts";
import { summaryOf } from "../shown/counts.ts";
import { fragment, pageWords } from "./fragment.ts";
import { dataBlock, html, styleBlock } from "./html.ts";
import { pageTheme } from "./page-theme.ts";
import type { ReadPage } from "./read-page.ts";
import { pageStyle } from "./style.ts";

const MOST_OTHERS = 50;
/** Reviews that fill a window: what follows them is not held in its place by cutting them off (widgets/reviews/reviews.ts). */
const A_WINDOWFUL = 3;

/** Those of the site that have reviews, by SKU. */
export const othersOf = (db: D1Database, siteN: number): D1PreparedStatement =>
  db
    .prepare(
      `SELECT c.product, p.name, n1, n2, n3, n4, n5, first_at, last_at FROM review_counts c LEFT JOIN products p ON p.site = c.site AND p.sku = c.product
       WHERE c.site = ?1 ORDER BY c.product LIMIT ${MOST_OTHERS}`,
    )
    .bind(siteN);

interface Hosted {
  site: Site;
  locale: Locale;
  sku: string;
  publicKey: string;
  page: ReadPage;
  others: unknown[];
  /** JSON, as the studio keeps it. */
  theme: string;
}

export function hostedPage({ site, locale, sku, publicKey, page, others, theme }: Hosted): Response {
  const words = pageWords(locale);
  const nonce = crypto.randomUUID();
  const name = page.product?.name ?? sku;
  const title = sku ? words.aboutProduct(name) : words.aboutShop(site.name);
  const rest = { ...page, more: null };
  const body = html`<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title} · ${site.name}</title><meta name="referrer" content="no-referrer">
${styleBlock(pageStyle + pageTheme(theme), nonce)}
${page.structured ? dataBlock(page.structured) : null}
<script type="module" async src="/v1/passerelle.js" data-site="${publicKey}"></script>
<script type="module" async src="/r/own-review.js"></script></head>
<body><header><p><a href="${site.home}">${words.back(site.name)}</a></p></header>
<main><h1>${title}</h1>
<noscript><p>${words.noScript}</p></noscript>
<div id="own" hidden></div>
<div id="invited" hidden><passerelle-review-form product="${sku}" lang="${locale}"></passerelle-review-form></div>
<passerelle-reviews product="${sku}" lang="${locale}"${page.summary.count >= A_WINDOWFUL ? html` class="many"` : null}>${fragment(rest)}</passerelle-reviews>
${otherPages(site, sku, others, locale)}</main></body></html>`;
  return new Response(body.text, {
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "no-cache",
      "Content-Language": locale,
      "Referrer-Policy": "no-referrer",
      "Content-Security-Policy": `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' blob: data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html`,
    },
  });
}

/** For people: what a wrong or an old link leads to. */
export function missingPage(locale: Locale): Response {
  const nonce = crypto.randomUUID();
  const { missing, missingHint } = pageWords(locale);
  const body = html`<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${missing}</title><meta name="robots" content="noindex">${styleBlock(pageStyle, nonce)}</head>
<body><main><h1>${missing}</h1><p>${missingHint}</p></main></body></html>`;
  const headers = { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store", "Content-Language": locale };
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
  return new Response(body.text, { status: 404, headers: { ...headers, "Content-Security-Policy": policy } });
}

function otherPages(site: Site, sku: string, others: unknown[], locale: Locale) {
  const words = pageWords(locale);
  const links = others.flatMap((row) => {
    const { product, name } = row as { product: string; name: string | null };
    const { average, count } = summaryOf(row);
    if (average === null || product === sku) return [];
    const href = `/r/${encodeURIComponent(site.id)}${product && `?product=${encodeURIComponent(product)}`}`;
    return [html`<li><a href="${href}">${product ? (name ?? product) : words.shop(site.name)}</a> ${words.average(average, count)}</li>`];
  });
  return links.length > 0 ? html`<nav aria-labelledby="others"><h2 id="others">${words.others}</h2><ul>${links}</ul></nav>` : null;
}
