/** The demo shop over HTTP: its own pages, and under /essais those that fight back. */
import { Hono } from "hono";
import { goods } from "./goods.ts";
import { hostilePages } from "./hostile.ts";
import { aboutShop, type Embedding, home, type Language, product, tagPage } from "./pages.ts";
import { shopifyPages } from "./shopify.ts";
import { style } from "./style.ts";

export function shopRoutes(sample: Embedding) {
  const app = new Hono();
  let shop = sample;
  app.get("/balise", (c) => c.html(tagPage(shop)));
  app.post("/balise", async (c) => {
    // A page of another site can send a form to localhost.
    if (c.req.header("Sec-Fetch-Site") !== "same-origin") return c.text("From the shop's own page only", 403);
    const tag = new URLSearchParams(await c.req.text()).get("tag") ?? "";
    shop = tag.trim() ? { ...sample, tag } : sample;
    return c.redirect(`${sample.root}/`, 303);
  });
  for (const lang of ["fr", "en"] as Language[]) {
    const root = lang === "en" ? "/en" : "";
    app.get(`${root}/`, (c) => c.html(home(shop, lang)));
    app.get(`${root}/avis`, (c) => c.html(aboutShop(shop, lang)));
    for (const good of goods) app.get(`${root}/${good.sku.toLowerCase()}`, (c) => c.html(product(shop, lang, good)));
  }
  app.get("/style.css", (c) => c.body(style, 200, { "Content-Type": "text/css; charset=utf-8" }));
  app.get("/icon.svg", (c) =>
    c.body(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7" fill="#b5622f"/></svg>`, 200, {
      "Content-Type": "image/svg+xml",
    }),
  );
  app.route("/", shopifyPages(sample));
  app.route("/essais", hostilePages(sample));
  return app;
}
