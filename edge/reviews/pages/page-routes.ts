/** HTTP door of pages: /r/<site>, what its script is, and the fragment for a shop's own server. */
import { Hono } from "hono/tiny";
import { PasserelleError } from "../../errors.ts";
import { localeOf } from "../../sites/site-door.ts";
import { originOf, type Shop, visit } from "../../sites/site-routes.ts";
import { publicKeyOf, readSite } from "../../sites/site-store.ts";
import { Sku } from "../review.ts";
import ownReview from "./browser/own-review.ts?text";
import { fragment } from "./fragment.ts";
import { hostedPage, othersOf } from "./hosted-page.ts";
import { dataBlock, html } from "./html.ts";
import { themeOf } from "./page-theme.ts";
import { pageRead, pageReads } from "./read-page.ts";

/** The widgets' address of a product's page of reviews: `<product>.html`. */
export function fragmentRoutes() {
  return (
    new Hono<Shop>()
      // 200 text/html, a section and a data block | 401 | 403. `product` in the address, `.html` behind it; nothing before it = the shop itself.
      .get("/reviews/:file{.*\\.html}", async (c) => {
        const sku = skuIn(c.req.param("file").slice(0, -".html".length));
        const { site, locale, results } = await visit(c, (siteN) => pageReads(c.env.db, siteN, sku));
        const page = pageRead(results, { site, locale, sku, origin: originOf(c) });
        const { text } = html`${fragment(page)}${page.structured ? dataBlock(page.structured) : null}`;
        const headers = { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "public, max-age=60" };
        // Opened by itself it is a document of ours: nothing in it runs.
        return new Response(text, {
          headers: { ...headers, "Content-Language": locale, "Content-Security-Policy": "sandbox; default-src 'none'; img-src 'self'" },
        });
      })
  );
}

export function pageRoutes() {
  return (
    new Hono<Shop>()
      .get("/own-review.js", (c) =>
        c.body(ownReview, 200, { "Content-Type": "text/javascript; charset=utf-8", "Cache-Control": "public, max-age=600" }),
      )
      // 200 the page | 404
      .get("/:site", async (c) => {
        const sku = skuIn(c.req.query("product") ?? "");
        const { db } = c.env;
        const site = await readSite(db, c.req.param("site"));
        const publicKey = site && (await publicKeyOf(db, site));
        if (!site || !publicKey) throw new PasserelleError("not_found");
        const locale = localeOf(c.req.raw, site);
        const [others, looks, ...results] = await db.batch([othersOf(db, site.n), themeOf(db, site.n), ...pageReads(db, site.n, sku)]);
        const page = pageRead(results, { site, locale, sku, origin: originOf(c) });
        if (sku && !page.product && page.summary.count === 0) throw new PasserelleError("not_found");
        const { theme = "{}" } = (looks?.results[0] ?? {}) as { theme?: string };
        return hostedPage({ site, locale, sku, publicKey, page, others: others?.results ?? [], theme });
      })
  );
}

function skuIn(text: string): string {
  if (!Sku.safeParse(text).success) throw new PasserelleError("not_found");
  return text;
}
