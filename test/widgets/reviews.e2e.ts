/** <passerelle-reviews> in the demo shop, in Chromium. */
import { describe, expect, it } from "vitest";
import { problem } from "./api/stand-in.ts";
import { inTheShop } from "./in-the-shop.ts";
import type { Stage, Visit } from "./stage.ts";

let stage: Stage;
let visit: Visit;
inTheShop(
  (opened) => {
    stage = opened;
    stage.api.counts.set("ABAT-JOUR-LIN", 0);
  },
  () => visit,
);

const cards = () => visit.page.locator("passerelle-reviews li.review");
const asked = (what: string) =>
  stage.api.requests.filter((line) => line.includes(what)).map((line) => new URLSearchParams(line.split("?")[1]));

async function enter(path: string) {
  visit = await stage.visit(path);
  await cards().first().waitFor();
}

describe("<passerelle-reviews> shows", () => {
  it("average, period, distribution, two dates and what the law wants told", async () => {
    await enter("/lampe-opaline");
    const text = (await visit.page.locator("passerelle-reviews .ground").innerText()).replace(/[\s\u00a0]+/g, " ");
    expect(text).toContain("3,9 27 avis du 31 juillet 2026 au 20 novembre 2026");
    expect(text).toContain("Publié le 20 novembre 2026 · expérience du 8 novembre 2026");
    expect(text).toContain("Les avis « achat vérifié » viennent de commandes connues");
    expect(text).toContain("Aucune contrepartie");
    expect(text).toContain("Réponse de la boutique, le 5 novembre 2026");
    expect(await visit.page.getByRole("button", { name: "5 étoiles : 14 avis" }).count()).toBe(1);
    await visit.page.getByText("Comment ces avis sont recueillis").click();
    expect(await visit.page.getByText("Motifs de refus").isVisible()).toBe(true);
    expect(visit.complaints).toEqual([]);
  });

  it("English to an English page", async () => {
    await enter("/en/lampe-opaline");
    const text = (await visit.page.locator("passerelle-reviews .ground").innerText()).replace(/[\s\u00a0]+/g, " ");
    expect(text).toContain("3.9 27 reviews from 31 July 2026 to 20 November 2026");
    expect(text).toContain("No reward is given for a review.");
    expect(asked("/v1/reviews?")[0]?.get("lang")).toBe("en");
  });

  it("a fallback until then, and calm words where there is nothing", async () => {
    visit = await stage.visit("/abat-jour-lin");
    expect(await visit.page.getByText("Voir les avis de nos clients").isVisible()).toBe(true);
    await visit.page.evaluate(() => document.querySelector("passerelle-reviews")?.scrollIntoView());
    await visit.page.getByText("Aucun avis pour le moment.").waitFor();
    expect(await visit.page.getByRole("button", { name: "Donner mon avis" }).isVisible()).toBe(true);
  });

  it("the fallback for good when the API is down; without one, a second try", async () => {
    stage.api.faults.push(({ url }) => (url.includes("/v1/reviews") ? problem(503, "vendor_unavailable") : undefined));
    visit = await stage.visit("/lampe-opaline");
    await visit.page.evaluate(() => document.querySelector("passerelle-reviews")?.scrollIntoView());
    await visit.page.waitForTimeout(500);
    expect(await visit.page.getByText("Voir les avis de nos clients").isVisible()).toBe(true);
    await visit.leave();
    visit = await stage.visit(`/?body=${encodeURIComponent(`<passerelle-reviews product="LAMPE-OPALINE"></passerelle-reviews>`)}`);
    await visit.page.getByText("Le service ne répond pas pour le moment.").waitFor();
    stage.api.faults.length = 0;
    await visit.page.getByRole("button", { name: "Réessayer" }).click();
    await cards().first().waitFor();
  });
});

describe("<passerelle-reviews> lets a reader", () => {
  it("sort, filter by stars, search, and come back", async () => {
    await enter("/lampe-opaline");
    await visit.page.getByLabel("Trier par").selectOption("-rating");
    await visit.page.waitForFunction(() => {
      const first = document.querySelector("passerelle-reviews")?.shadowRoot?.querySelector(".review .stars");
      return first?.getAttribute("aria-label") === "1 sur 5";
    });
    await visit.page.getByRole("button", { name: /^2 étoiles/ }).click();
    await visit.page.getByRole("button", { name: /^2 étoiles/, pressed: true }).waitFor();
    await visit.page.waitForFunction(
      () => document.querySelector("passerelle-reviews")?.shadowRoot?.querySelectorAll(".review").length === 3,
    );
    await visit.page.getByRole("button", { name: "Tout afficher" }).click();
    await visit.page.getByPlaceholder("Rechercher dans les avis").pressSequentially("zzz");
    await visit.page.getByText("Aucun avis ne correspond à votre recherche.").waitFor();
    await visit.page.getByRole("button", { name: "Tout afficher" }).click();
    await cards().nth(9).waitFor();
    expect(await visit.page.getByPlaceholder("Rechercher dans les avis").inputValue()).toBe("");
    expect(asked("/v1/reviews?").map((query) => [query.get("sort"), query.get("stars"), query.get("q")].join())).toEqual([
      "date,,",
      "-rating,,",
      "-rating,2,",
      "-rating,,",
      "-rating,,zzz",
      "-rating,,",
    ]);
  });

  it("see more until there are none, each once", async () => {
    await enter("/lampe-opaline");
    for (const expected of [20, 27]) {
      await visit.page.getByRole("button", { name: "Voir plus d’avis" }).click();
      await cards()
        .nth(expected - 1)
        .waitFor();
    }
    expect(await cards().count()).toBe(27);
    expect(await visit.page.getByRole("button", { name: "Voir plus d’avis" }).count()).toBe(0);
    expect(asked("/v1/reviews?").map((query) => query.get("after"))).toEqual([null, "10", "20"]);
  });

  it("find one helpful, and report one, without an account", async () => {
    await enter("/lampe-opaline");
    await cards().nth(1).getByRole("button", { name: "Utile (5)" }).click();
    await cards().nth(1).getByRole("button", { name: "Utile (6)", pressed: true }).waitFor();
    await cards().nth(2).getByRole("button", { name: "Signaler" }).click();
    const form = visit.page.getByRole("form", { name: "Signaler cet avis" });
    await form.getByLabel("Motif").selectOption("fake");
    await form.getByLabel("Précisions").fill("Même texte que sur une autre boutique.");
    await form.getByRole("button", { name: "Envoyer le signalement" }).click();
    await visit.page.getByText("Merci. La boutique va examiner ce signalement.").waitFor();
    expect(stage.api.posted.map(({ path, body }) => [path, body])).toEqual([
      ["/v1/reviews/LAMPE-OPALINE-2/report", { reason: "fake", text: "Même texte que sur une autre boutique." }],
    ]);
    expect(asked("/helpful")).toHaveLength(1);
  });
});

describe("<passerelle-reviews> is honest to search engines", () => {
  it("says in JSON-LD what can be read, of a named product only", async () => {
    await enter("/lampe-opaline");
    const said = JSON.parse((await visit.page.locator('script[type="application/ld+json"]').textContent()) ?? "");
    expect(said).toMatchObject({
      "@type": "Product",
      name: "Lampe de table Opaline",
      sku: "LAMPE-OPALINE",
      aggregateRating: { ratingValue: "3.9", reviewCount: 27 },
    });
    const shown = await visit.page.locator("passerelle-reviews .review > .text").allInnerTexts();
    const flat = (text: string) => text.replace(/\s+/g, " ");
    expect(said.review.map(({ reviewBody }: { reviewBody: string }) => flat(reviewBody))).toEqual(shown.map(flat));
    await visit.leave();
    await enter("/avis");
    expect(await visit.page.locator('script[type="application/ld+json"]').count()).toBe(0);
  });

  it("shows what is typed as text, whatever it is", async () => {
    stage.api.faults.push(async (request) => {
      if (!request.url.includes("/v1/reviews?")) return undefined;
      const evil = `<img src=x onerror="document.title='pwned'"></script><script>document.title='pwned'</script>\u202egnihton`;
      const page = (await (await fetch(`${stage.edge}/v1/reviews`)).json()) as { reviews: object[] };
      const reviews = page.reviews.map((review) => ({
        ...review,
        text: evil,
        author: evil,
        source: evil,
        photos: [{ url: "javascript:alert(1)", width: 1, height: 1 }],
      }));
      return Response.json({ ...page, reviews }, { headers: { "Access-Control-Allow-Origin": "*" } });
    });
    stage.api.faults.push(({ url }) => (url.endsWith("/v1/reviews") ? undefined : undefined));
    await enter("/lampe-opaline");
    expect(await cards().first().locator(".text").innerText()).toContain("<img src=x");
    expect(await cards().locator("img, script, .photos a").count()).toBe(0);
    expect(await visit.page.title()).not.toContain("pwned");
  });
});
