/** Pages of reviews: complete without a script, harmless whatever reviews say, and equal to what is counted. */
import { beforeEach, describe, expect, it } from "vitest";
import { contrast } from "../../../edge/studio/theme/theme.ts";
import { worker } from "../carry.ts";
import { aReview, aSite, ask, EDGE } from "../sites/a-site.ts";

const db = worker.DB;
const HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)> \"'& \u2028";
const dataIn = (text: string) => JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text)?.[1] ?? "null");

beforeEach(() => aSite());

describe("the fragment", () => {
  it("shows the newest reviews, what the law wants told, and says the same to machines", async () => {
    for (const rating of [5, 4, 1]) await aReview({ rating, text: `note ${rating}` });
    const response = await ask("/v1/reviews/LAMPE.html");
    const text = await response.text();
    expect([response.status, response.headers.get("Content-Type")]).toEqual([200, "text/html; charset=utf-8"]);
    expect(text).toContain("<strong>3,3/5 sur 3 avis</strong>");
    expect(text.match(/<article/g)).toHaveLength(3);
    expect(text).toContain("Motifs de refus");
    expect(dataIn(text)).toMatchObject({
      "@type": "Product",
      sku: "LAMPE",
      name: "Lampe Opaline",
      aggregateRating: { ratingValue: "3.3", reviewCount: 3 },
      review: [{ reviewRating: { ratingValue: 1 } }, {}, {}],
    });
    expect(await (await ask("/v1/reviews/LAMPE.html?lang=en")).text()).toContain("3.3/5 from 3 reviews");
  });

  it("tells machines all that Google wants of a product's reviews, and nothing that it would call an error", async () => {
    const products =
      "UPDATE products SET url = 'https://boutique.example/l', image_url = 'https://boutique.example/l.jpg', brand = 'Atelier', gtin = ?1 WHERE sku = 'LAMPE'";
    await db.prepare(products).bind("3760000000017").run();
    await aReview({ rating: 5, text: "Très bien" });
    const said = dataIn(await (await ask("/v1/reviews/LAMPE.html")).text());
    expect(said).toEqual({
      "@context": "https://schema.org",
      "@type": "Product",
      sku: "LAMPE",
      name: "Lampe Opaline",
      url: "https://boutique.example/l",
      image: "https://boutique.example/l.jpg",
      gtin: "3760000000017",
      brand: { "@type": "Brand", name: "Atelier" },
      aggregateRating: { "@type": "AggregateRating", ratingValue: "5.0", reviewCount: 1, bestRating: 5, worstRating: 1 },
      review: [
        {
          "@type": "Review",
          reviewRating: { "@type": "Rating", ratingValue: 5, bestRating: 5, worstRating: 1 },
          author: { "@type": "Person", name: "Inès" },
          datePublished: new Date().toISOString().slice(0, 10),
          reviewBody: "Très bien",
          inLanguage: "fr",
        },
      ],
    });
    await db.prepare(products).bind("12345678").run();
    expect(dataIn(await (await ask("/v1/reviews/LAMPE.html")).text())).not.toHaveProperty("gtin");
    await aReview({ product: "SANS-NOM" });
    expect(dataIn(await (await ask("/v1/reviews/SANS-NOM.html")).text())).toBeNull();
  });

  it("leaves text text, in HTML and for machines", async () => {
    await aReview({ text: HOSTILE });
    const text = await (await ask("/v1/reviews/LAMPE.html")).text();
    expect(text.match(/<script/g)).toHaveLength(1);
    expect(text).not.toContain("<img");
    expect(dataIn(text).review[0].reviewBody).toBe(HOSTILE);
  });

  it("of the shop itself, or without reviews, says nothing to machines", async () => {
    await aReview({ product: "", text: "Bonne boutique" });
    const shop = await (await ask("/v1/reviews/.html")).text();
    expect([shop.includes("Bonne boutique"), dataIn(shop)]).toEqual([true, null]);
    const empty = await (await ask("/v1/reviews/VASE.html")).text();
    expect([empty.includes("Il n’y a pas encore d’avis."), dataIn(empty)]).toEqual([true, null]);
  });

  it("links to the rest", async () => {
    for (let i = 0; i < 11; i++) await aReview();
    expect(await (await ask("/v1/reviews/LAMPE.html")).text()).toContain(`href="${EDGE}/r/boutique?product=LAMPE"`);
  });
});

describe("the hosted page", () => {
  it("stands without a script, brings the widgets, and nothing of others", async () => {
    await aReview({ text: HOSTILE });
    await aReview({ product: "VASE" });
    const response = await ask("/r/boutique?product=LAMPE", { origin: null });
    const text = await response.text();
    expect(text).toContain("<h1>Avis sur Lampe Opaline</h1>");
    expect(text).toContain('data-site="pk_1_0123456789abcdefghij"');
    expect(text).toContain('href="/r/boutique?product=VASE"');
    expect(text).not.toContain("<img src=x");
    const policy = response.headers.get("Content-Security-Policy") ?? "";
    expect(policy).toMatch(/default-src 'none'; script-src 'self'; style-src 'self' 'nonce-[\w-]+'/);
    expect([response.headers.get("Referrer-Policy"), response.headers.get("Set-Cookie")]).toEqual(["no-referrer", null]);
    expect(text.match(/<script(?! type="application)[^>]*>/g)?.every((tag) => tag.includes(' src="/'))).toBe(true);
  });

  it("speaks the visitor's language, else the site's", async () => {
    expect(await (await ask("/r/boutique?lang=en", { origin: null })).text()).toContain("Reviews of La Boutique");
    expect(await (await ask("/r/boutique", { origin: null, headers: { "Accept-Language": "de" } })).text()).toContain(
      "Avis sur La Boutique",
    );
  });

  it.each(["/r/nowhere", "/r/boutique?product=INCONNU", "/r/boutique?product=%00", "/r/"])("is not there: %s", async (path) => {
    expect((await ask(path, { origin: null })).status).toBe(404);
  });

  it("of an old or a wrong link says so to people, in their language, and nothing of it runs", async () => {
    const response = await ask("/r/nowhere", { origin: null, headers: { "Accept-Language": "en" } });
    expect(response.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
    expect(response.headers.get("Content-Security-Policy")).toContain("default-src 'none'");
    expect(await response.text()).toContain("<h1>This page does not exist, or no longer does.</h1>");
  });

  it("has one form for who was invited, above the reviews and hidden from everybody else", async () => {
    await aReview();
    const text = await (await ask("/r/boutique?product=LAMPE", { origin: null })).text();
    expect(text.match(/<passerelle-review-form/g)).toHaveLength(1);
    expect(text.indexOf('<div id="invited" hidden><passerelle-review-form')).toBeLessThan(text.indexOf("<passerelle-reviews"));
  });

  it("wears what the owner chose in the studio, page and widgets alike, and words on it can be read", async () => {
    const looks = async (theme: object) => {
      await db.prepare("UPDATE sites SET theme = ?1").bind(JSON.stringify(theme)).run();
      return /<style nonce="[^"]+">(.*?)<\/style>/s.exec(await (await ask("/r/boutique", { origin: null })).text())?.[1] ?? "";
    };
    const plain = await looks({});
    expect(plain).not.toContain("--passerelle-");
    const chosen = await looks({
      accentLight: "#7a1f3d",
      accentDark: "#ffb3c7",
      radius: "pill",
      font: "serif",
      groundLight: "#fff4e0",
      groundDark: "#20140a",
    });
    for (const part of [
      "--passerelle-accent: light-dark(#7a1f3d, #ffb3c7)",
      "--link: var(--passerelle-accent)",
      "--on-link: var(--passerelle-on-accent)",
      "--radius: var(--passerelle-radius)",
      "--font: var(--passerelle-font)",
      "--paper: light-dark(#fff4e0, #20140a)",
    ])
      expect(chosen).toContain(part);
    // A page that is dark by day too.
    const dark = await looks({ groundLight: "#101820" });
    const [, ink, quiet] = /--ink: light-dark\((#\w+), .*--soft: light-dark\((#\w+),/.exec(dark) ?? [];
    expect(contrast(ink ?? "", "#101820")).toBeGreaterThanOrEqual(7);
    expect(contrast(quiet ?? "", "#101820")).toBeGreaterThanOrEqual(4.5);
    expect(await looks({ accentLight: "red;}</style><script>alert(1)</script>", font: "evil" })).toBe(plain);
  });

  it("gives many reviews the height that they need, so that nothing below holds them", async () => {
    for (let i = 0; i < 2; i++) await aReview();
    const page = async () => (await ask("/r/boutique?product=LAMPE", { origin: null })).text();
    expect(await page()).not.toContain('class="many"');
    await aReview();
    expect(await page()).toContain('<passerelle-reviews product="LAMPE" lang="fr" class="many">');
  });

  it("is not there without a key that opens", async () => {
    await db.prepare("UPDATE site_keys SET ends_at = 1").run();
    expect((await ask("/r/boutique", { origin: null })).status).toBe(404);
  });

  it("brings the author's page along", async () => {
    const script = await ask("/r/own-review.js", { origin: null });
    expect([script.headers.get("Content-Type"), (await script.text()).includes("X-Author")]).toEqual([
      "text/javascript; charset=utf-8",
      true,
    ]);
  });
});
