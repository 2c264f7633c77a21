/** What keyboards and frameworks do to the widgets: the focus is never lost, what is moved or changed goes on. */
import { describe, expect, it } from "vitest";
import { inTheShop } from "./in-the-shop.ts";
import type { Stage, Visit } from "./stage.ts";

let stage: Stage;
let visit: Visit;
inTheShop(
  (opened) => {
    stage = opened;
  },
  () => visit,
);

const cards = () => visit.page.locator("passerelle-reviews li.review");
const button = (name: string) => visit.page.getByRole("button", { name });

async function enter(path = "/lampe-opaline") {
  visit = await stage.visit(path);
  await cards().first().waitFor();
}

/** Where the keyboard is, through all shadow roots: what it says, or its tag. */
const focused = () =>
  visit.page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return `${at?.localName} ${(at?.ariaLabel || at?.textContent || "").trim().slice(0, 40)}`.trim();
  });

describe("the keyboard stays where its reader is", () => {
  it("after more reviews, the last of them too", async () => {
    await enter();
    for (const count of [20, 27]) {
      await button("Voir plus d’avis").focus();
      await visit.page.keyboard.press("Enter");
      await cards()
        .nth(count - 1)
        .waitFor();
      expect([count, await focused()]).toEqual([count, expect.stringMatching(/^li /)]);
      expect(
        await cards()
          .nth(count === 20 ? 10 : 20)
          .evaluate((card) => card.matches(":focus")),
      ).toBe(true);
    }
  });

  it("after a review was found helpful", async () => {
    await enter();
    await cards().nth(1).getByRole("button", { name: "Utile" }).focus();
    await visit.page.keyboard.press("Enter");
    await cards().nth(1).getByRole("button", { name: "Utile", pressed: true }).waitFor();
    expect(await focused()).toMatch(/^button Utile/);
    await visit.page.keyboard.press("Enter"); // once is enough
    expect(stage.api.requests.filter((line) => line.includes("helpful"))).toHaveLength(1);
  });

  it("in the form that it opens, and back where it came from", async () => {
    await enter();
    await button("Donner mon avis").focus();
    await visit.page.keyboard.press("Enter");
    await visit.page.getByRole("form", { name: /Votre avis/ }).waitFor();
    await visit.page.waitForTimeout(300);
    expect(await focused()).toMatch(/1 sur 5|form|input/);
    await button("Fermer").focus();
    await visit.page.keyboard.press("Enter");
    await button("Donner mon avis").waitFor();
    expect(await focused()).toBe("button Donner mon avis");
  });

  it("when all is shown again", async () => {
    await enter();
    await button("4 étoiles").click();
    await button("Tout afficher").focus();
    await visit.page.keyboard.press("Enter");
    await visit.page.waitForTimeout(300);
    expect(await focused()).toMatch(/^select/);
  });

  it("after a report was sent", async () => {
    await enter();
    await cards().nth(2).getByRole("button", { name: "Signaler" }).focus();
    await visit.page.keyboard.press("Enter");
    await button("Envoyer le signalement").focus();
    await visit.page.keyboard.press("Enter");
    await visit.page.getByText("Merci. La boutique").waitFor();
    expect(await focused()).not.toMatch(/^body/);
  });
});

it("says that there is no answer where its reader is, and keeps what is there", async () => {
  await enter();
  stage.api.faults.push(({ url }) => (url.includes("after=") ? new Response(null, { status: 503 }) : undefined));
  await button("Voir plus d’avis").click();
  const alert = visit.page.getByRole("alert");
  await alert.waitFor();
  const box = await alert.boundingBox();
  expect(box!.y >= 0 && box!.y + box!.height <= 900).toBe(true);
  expect(await cards().count()).toBe(10);
  stage.api.faults.length = 0;
  await button("Voir plus d’avis").click();
  await cards().nth(19).waitFor();
  expect(await alert.count()).toBe(0);
});

describe("a framework may", () => {
  it("move it: what search engines are told moves along", async () => {
    await enter();
    const told = visit.page.locator('script[type="application/ld+json"]');
    expect(await told.count()).toBe(1);
    await visit.page.evaluate(() => {
      const reviews = document.querySelector("passerelle-reviews")!;
      const place = reviews.parentElement!;
      reviews.remove();
      place.append(reviews);
    });
    await visit.page.waitForTimeout(300);
    expect(await told.count()).toBe(1);
    expect(await cards().count()).toBe(10);
  });

  it("take it away while it asks, and put it back", async () => {
    stage.api.faults.push(async ({ url }) => {
      if (/\/v1\/reviews\?/.test(url)) await new Promise((resolve) => setTimeout(resolve, 500));
      return undefined;
    });
    visit = await stage.visit("/lampe-opaline");
    await visit.page.waitForFunction(() => customElements.get("passerelle-reviews"));
    await visit.page.evaluate(async () => {
      const reviews = document.querySelector("passerelle-reviews")!;
      const place = reviews.parentElement!;
      reviews.remove();
      await new Promise((resolve) => setTimeout(resolve, 900));
      place.append(reviews);
    });
    await cards().nth(9).waitFor();
    expect(await visit.page.locator('script[type="application/ld+json"]').count()).toBe(1);
  });

  it("change the product again and again: the last one counts", async () => {
    await enter();
    await visit.page.evaluate(() => {
      const reviews = document.querySelector("passerelle-reviews")!;
      for (const sku of ["VASE-GRES", "LAMPE-OPALINE", "ABAT-JOUR-LIN", "LAMPE-OPALINE"]) reviews.setAttribute("product", sku);
    });
    await visit.page.waitForTimeout(800);
    expect(await cards().count()).toBe(10);
    expect(visit.complaints).toEqual([]);
  });

  it("change the product of the form: an answer that comes late is not shown", async () => {
    stage.api.faults.push(async ({ url }) => {
      if (url.includes("form?") && url.includes("LAMPE")) await new Promise((resolve) => setTimeout(resolve, 700));
      return undefined;
    });
    visit = await stage.visit(`/?body=${encodeURIComponent('<passerelle-review-form product="LAMPE-OPALINE"></passerelle-review-form>')}`);
    await expect.poll(() => stage.api.requests.some((line) => line.includes("form?"))).toBe(true);
    await visit.page.evaluate(() => document.querySelector("passerelle-review-form")?.setAttribute("product", "VASE-GRES"));
    await visit.page.waitForTimeout(1_200);
    expect(await visit.page.getByRole("form").getAttribute("aria-label")).not.toContain("Opaline");
  });
});
