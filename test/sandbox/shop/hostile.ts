/** Pages that fight back: what a widget meets on the sites of strangers. Each says in its title what it does. */
import { Hono } from "hono";
import type { Embedding } from "./pages.ts";
import { reactPage, reactScript } from "./react-page.ts";

/** A reset that goes too far, and a theme that shouts. */
const RESET = `*, *::before, *::after { all: unset; display: revert; box-sizing: content-box }
html { font-size: 62.5% } body { font: 1.6rem Arial; margin: 2rem; color: #222; background: #fff }
body * { text-transform: uppercase; letter-spacing: .2em; line-height: 1; text-align: right; float: none }
button, input, select, textarea, svg, img, ul, li, p { display: none !important; visibility: hidden !important; width: 1px !important }
section, div, span, a { position: static !important; max-width: none !important; border: 3px solid red !important }
.ground, .stars, .review, .summary, .more { display: none !important }`;

const WORDPRESS = `body { margin: 0; font: 18px/1.8 Georgia, serif; color: #1a1a1a; background: #f5efe0 }
.entry-content { max-width: 650px; margin: 0 auto; padding: 0 20px } .entry-content > * { margin-top: 30px; margin-bottom: 30px }
.entry-content a { color: #cd2653 } button, .button, input[type=submit] { background: #cd2653; text-transform: uppercase; border-radius: 0 }
input, textarea, select { border-radius: 0; border: 1px solid #dcd7ca; width: 100% } ul { margin: 0 0 30px 20px } svg { max-width: 100%; height: auto }`;

export function hostilePages({ edge, site, id, root }: Embedding) {
  const tag = `<script type="module" async src="${edge}/v1/passerelle.js" data-site="${site}"></script>`;
  const reserved = `<style>passerelle-reviews { display: block; min-height: 100vh }</style>`;
  const page = (title: string, body: string, head = tag + reserved, lang = "fr", more = "") =>
    `<!doctype html><html lang="${lang}"${more}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><link rel="icon" href="${root}/icon.svg">${head}</head><body><main><h1>${title}</h1>${body}</main></body></html>`;
  const both = `<p><passerelle-rating product="LAMPE-OPALINE">Avis</passerelle-rating></p><passerelle-reviews product="LAMPE-OPALINE" name="Lampe de table Opaline"><a href="${edge}/r/${id}?product=LAMPE-OPALINE">Voir les avis</a></passerelle-reviews>`;
  const app = new Hono();

  app.get("/csp", (c) => {
    c.header(
      "Content-Security-Policy",
      `default-src 'none'; script-src ${edge}; style-src 'self'; img-src 'self' ${edge}; connect-src ${edge}; require-trusted-types-for 'script'; trusted-types lit-html passerelle; base-uri 'none'; form-action 'none'`,
    );
    return c.html(page("CSP stricte et Trusted Types", both, `<link rel="stylesheet" href="${root}/style.css">${tag}`));
  });
  app.get("/reset", (c) => c.html(page("Remise à zéro hostile", both, `<style>${RESET}</style>${tag}`)));
  app.get("/trois", (c) =>
    c.html(
      page(
        "Trois instances",
        ["LAMPE-OPALINE", "SUSPENSION-BRUME", "ABAT-JOUR-LIN"]
          .map(
            (sku) =>
              `<h2>${sku}</h2><p><passerelle-rating product="${sku}">&nbsp;</passerelle-rating></p><passerelle-reviews product="${sku}"></passerelle-reviews>`,
          )
          .join(""),
      ),
    ),
  );
  app.get("/quarante", (c) =>
    c.html(
      page(
        "Quarante notes",
        Array.from({ length: 40 }, (_, i) => `<p><passerelle-rating product="SKU-${i}">Avis</passerelle-rating></p>`).join(""),
      ),
    ),
  );
  app.get("/deux", (c) =>
    c.html(
      page(
        "Deux scripts",
        both,
        `${tag}${reserved}${tag.replace("/v1/", "/v1/0.1.0/")}<script>window.customElements.define("x-shop", class extends HTMLElement {})</script>`,
      ),
    ),
  );
  app.get("/sans-script", (c) => c.html(page("Sans JavaScript", both)));
  app.get("/wordpress", (c) =>
    c.html(
      page(
        "Un article de blog",
        `<div class="entry-content wp-block-post-content"><p>Notre lampe préférée de la saison.</p><figure class="wp-block-embed">${both}</figure><p>À bientôt !</p></div>`,
        `<style>${WORDPRESS}</style><script src="${root}/essais/jquery-like.js"></script>${tag}${reserved}`,
      ),
    ),
  );
  // What an old theme does: it wraps, moves and copies nodes after the page is there.
  app.get("/jquery-like.js", (c) =>
    c.body(
      `addEventListener("DOMContentLoaded", () => setTimeout(() => { const box = document.createElement("div"); const widget = document.querySelector("passerelle-reviews"); widget.replaceWith(box); box.append(widget); document.querySelector(".entry-content").append(document.querySelector("passerelle-rating").cloneNode(true)) }, 300))`,
      200,
      { "Content-Type": "text/javascript" },
    ),
  );
  app.get("/rtl", (c) =>
    c.html(
      page(
        "من اليمين إلى اليسار",
        both,
        `<style>body { font: 1rem/1.5 sans-serif; margin: 1rem }</style>${tag}${reserved}`,
        "ar",
        ` dir="rtl"`,
      ),
    ),
  );
  app.get("/react", (c) => c.html(reactPage({ page, root })));
  app.get("/react.js", async (c) => c.body(await reactScript({ edge, site }), 200, { "Content-Type": "text/javascript" }));
  return app;
}
