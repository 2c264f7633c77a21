/** HTTP door of reviews: what the widgets ask for. Answers are the shapes of review.ts; errors are problem details. */
import { Hono } from "hono/tiny";
import { PasserelleError } from "../errors.ts";
import { answer } from "../sites/answer.ts";
import { type Call, originOf, type Shop, visit } from "../sites/site-routes.ts";
import { formOf, formReads } from "./form/review-form.ts";
import { noticeOf } from "./notice.ts";
import { Sku, SORTS } from "./review.ts";
import { countOf, countsOf, MOST_PRODUCTS, ratingsOf, summaryOf } from "./shown/counts.ts";
import { findReviews } from "./shown/find-reviews.ts";
import { pageOf, type Sort, type Wanted } from "./shown/page-of-reviews.ts";
import { foundFrom, pageFrom } from "./shown/read-reviews.ts";

export function reviewRoutes() {
  return (
    new Hono<Shop>()
      // 200 {ratings} | 400 invalid_input (products)
      .get("/ratings", async (c) => {
        const products = [...new Set((c.req.query("products") ?? "").split(",").map((one) => one.trim()))];
        if (products.length > MOST_PRODUCTS) throw new PasserelleError("invalid_input", { field: "products" });
        // What is no SKU has no rating: one product that a shop has misspelt takes nothing from the others of its page.
        const { results } = await visit(c, (siteN) => [countsOf(c.env.db, siteN, products.filter(isSku))]);
        return answer(c.req.raw, { ratings: ratingsOf(results[0]?.results ?? []) }, 60);
      })
      // 200 ReviewForm
      .get("/reviews/form", async (c) => {
        const product = skuOf(c);
        const reads = await formReads(c.env.db, product, c.req.header("X-Invitation") ?? "");
        const { site, locale, results } = await visit(c, reads);
        c.header("Cache-Control", "no-store");
        return c.json(formOf(site, locale, product, results));
      })
      // 200 ReviewPage | 400 invalid_input (sort, stars)
      .get("/reviews", async (c) => {
        const wanted = wantedOf(c);
        const { db } = c.env;
        const { site, locale, results } = await visit(c, (siteN) => [
          countOf(db, siteN, wanted.product),
          ...(wanted.q ? [] : [pageOf(db, siteN, wanted)]),
        ]);
        const summary = summaryOf(results[0]?.results[0]);
        const shown = wanted.q
          ? foundFrom(await findReviews(db, site.n, wanted, summary.count), originOf(c))
          : pageFrom((results[1]?.results ?? []) as Record<string, unknown>[], wanted, originOf(c));
        const first = wanted.after === null && { summary, notice: noticeOf(site, locale) };
        return answer(c.req.raw, { ...first, ...shown }, 0);
      })
  );
}

const isSku = (text: string) => Sku.safeParse(text).success;

function skuOf(c: Call): string {
  const product = c.req.query("product") ?? "";
  if (!isSku(product)) throw new PasserelleError("invalid_input", { field: "product" });
  return product;
}

function wantedOf(c: Call): Wanted {
  const { sort = "date", stars = "", q = "", after = null } = c.req.query();
  if (!(SORTS as readonly string[]).includes(sort)) throw new PasserelleError("invalid_input", { field: "sort" });
  if (!/^[1-5]?$/.test(stars)) throw new PasserelleError("invalid_input", { field: "stars" });
  return { product: skuOf(c), sort: sort as Sort, stars: stars ? Number(stars) : null, q: q.trim(), after: after || null };
}
