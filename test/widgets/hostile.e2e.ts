/** Pages that fight back, and the shop itself: nothing moves, nothing breaks, nobody else is asked. `npm run bench` has all widths and a slow processor. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shopRoutes } from "../sandbox/shop/routes.ts";
import { SITE } from "./api/stand-in.ts";
import { openStage, type Stage } from "./stage.ts";
import { type Look, vitalsOf } from "./vitals.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage((edge) => {
    const shop = shopRoutes({ edge, site: SITE, id: "demo", root: "" });
    return (request) => shop.fetch(request);
  });
});
afterAll(() => stage.close());

const PAGES: Look[] = [
  { path: "/", width: 360 },
  { path: "/lampe-opaline", width: 1280, write: true },
  { path: "/en/lampe-opaline", width: 360, dark: true, write: true },
  { path: "/essais/csp", width: 768 },
  { path: "/essais/reset", width: 1280 },
  { path: "/essais/trois", width: 360 },
  { path: "/essais/deux", width: 768 },
  { path: "/essais/wordpress", width: 360 },
  { path: "/essais/rtl", width: 768, write: true },
  { path: "/essais/react", width: 768 },
];

describe("a page with widgets", () => {
  it.each(PAGES)("$path, $width px", async (look) => {
    const { longestTaskMs, shift, ...rest } = await vitalsOf(stage, look);
    expect(rest).toEqual({ violations: [], complaints: [], strangers: [], cookies: 0, globals: [] });
    expect(shift).toBe(0);
    expect(longestTaskMs).toBeGreaterThan(0); // it was watched
  });

  it("fills its stars from the right where one reads from the right", async () => {
    const { page, leave } = await stage.visit("/essais/rtl");
    const filled = page.locator("passerelle-rating .stars svg .on");
    await filled.waitFor({ state: "attached" });
    const [stars, on] = [await page.locator("passerelle-rating .stars").boundingBox(), await filled.boundingBox()];
    expect(stars && on).not.toBeNull();
    const end = (box: typeof on) => Math.round((box?.x ?? 0) + (box?.width ?? 0));
    expect(Math.abs(end(stars) - end(on))).toBeLessThan(6);
    expect(on?.x).toBeGreaterThanOrEqual((stars?.x ?? 0) - 1);
    await leave();
  });

  it("says what it can without JavaScript", async () => {
    const visit = await stage.visit("/lampe-opaline", { javaScriptEnabled: false });
    const link = visit.page.getByRole("link", { name: "Voir les avis de nos clients" });
    expect(await link.isVisible()).toBe(true);
    expect(await link.getAttribute("href")).toBe(`${stage.edge}/r/demo?product=LAMPE-OPALINE`);
    await visit.leave();
  });

  it("keeps the fallback while the network is slow, then changes without a jump", async () => {
    stage.api.faults.push(async ({ url }) => {
      if (/\/v1\/reviews/.test(url)) await new Promise((resolve) => setTimeout(resolve, 1_200));
      return undefined;
    });
    const visit = await stage.visit("/lampe-opaline");
    await visit.page.waitForTimeout(600);
    expect(await visit.page.getByText("Voir les avis de nos clients").isVisible()).toBe(true);
    await visit.page.locator("passerelle-reviews .review").first().waitFor();
    stage.api.faults.length = 0;
    await visit.leave();
  });

  it("keeps its height where something below it is seen, and shows the rest when it is asked to", async () => {
    stage.api.faults.push(({ url }) =>
      /chunks\/reviews/.test(url) ? new Promise((resolve) => setTimeout(() => resolve(undefined), 700)) : undefined,
    );
    const visit = await stage.visit("/lampe-opaline");
    await visit.page.addStyleTag({ content: "passerelle-reviews { min-height: 20rem !important }" });
    await visit.page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    const show = visit.page.getByRole("button", { name: "Afficher les avis" });
    await show.waitFor();
    const height = () => visit.page.evaluate(() => document.querySelector("passerelle-reviews")?.getBoundingClientRect().height ?? 0);
    expect(await height()).toBe(320);
    await show.click();
    expect(await height()).toBeGreaterThan(1_000);
    stage.api.faults.length = 0;
    await visit.leave();
  });

  it("follows what React does: other properties, removal, a second reading", async () => {
    const visit = await stage.visit("/essais/react");
    await visit.page.locator("passerelle-reviews .review").first().waitFor();
    stage.api.requests.length = 0;
    await visit.page.getByRole("button", { name: "SUSPENSION-BRUME" }).click();
    await visit.page.getByRole("region", { name: "Avis clients SUSPENSION-BRUME" }).waitFor();
    expect(stage.api.requests.filter((line) => line.includes("/v1/reviews?site=pk_demo&product=SUSPENSION-BRUME"))).toHaveLength(1);
    stage.api.faults.push(({ url }) => (url.includes("/v1/reviews?") ? new Response("down", { status: 500 }) : undefined));
    await visit.page.getByRole("button", { name: "APPLIQUE-RIVAGE" }).click();
    await visit.page.locator("#heard", { hasText: "heard" }).waitFor();
    stage.api.faults.length = 0;
    await visit.leave();
  });
});
