/** <passerelle-rating> in Chromium, on a shop of another origin. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { problem } from "./api/stand-in.ts";
import { openStage, pageOf, type Stage } from "./stage.ts";

const forty = Array.from({ length: 40 }, (_, i) => `<p><passerelle-rating product="SKU-${i}">Avis</passerelle-rating></p>`).join("");
const PAGES: Record<string, string> = {
  "/forty": forty,
  "/one": `<p><passerelle-rating product="LAMPE-OPALINE" href="#avis">Voir les avis</passerelle-rating></p>`,
  "/none": `<p><passerelle-rating product="NEW">Pas encore d’avis</passerelle-rating></p>`,
  "/far": `<div style="height:6000px"></div><passerelle-rating product="LAMPE-OPALINE">Avis</passerelle-rating>`,
};

let stage: Stage;
beforeAll(async () => {
  stage = await openStage((edge) => (request) => {
    const { pathname, searchParams } = new URL(request.url);
    return pageOf(edge, PAGES[pathname] ?? "", "", searchParams.get("lang") ?? "fr");
  });
  stage.api.counts.set("NEW", 0).set("ALONE", 1);
});
afterAll(() => stage.close());
beforeEach(() => {
  stage.api.requests.length = 0;
});
afterEach(() => {
  stage.api.faults.length = 0;
});

const apiRequests = () => stage.api.requests.filter((line) => !/\.js$/.test(line));

describe("<passerelle-rating>", () => {
  it("asks once for forty of them, and once more for those that come later", async () => {
    const { page, complaints, leave } = await stage.visit("/forty");
    await page.locator("passerelle-rating").nth(39).getByRole("img").waitFor();
    expect(await page.locator("passerelle-rating .count").count()).toBe(40);
    expect(apiRequests()).toHaveLength(1);
    await page.evaluate(() => {
      const later = ["LATER", "SKU-3"].map((product) => `<passerelle-rating product="${product}"></passerelle-rating>`);
      document.body.insertAdjacentHTML("afterbegin", later.join(""));
    });
    await page.locator("[product=LATER] .count").waitFor();
    await page.locator("[product=SKU-3] .count").nth(1).waitFor(); // known already
    expect(apiRequests().map((line) => new URLSearchParams(line.split("?")[1]).get("products")?.split(",").length)).toEqual([40, 1]);
    expect(complaints).toEqual([]);
    await leave();
  });

  it("speaks the page's language", async () => {
    const inFrench = await stage.visit("/one");
    const link = inFrench.page.getByRole("link");
    await link.waitFor();
    expect(await link.getByRole("img").getAttribute("aria-label")).toBe("3,9 sur 5");
    expect((await link.innerText()).trim().replace(/\s+/g, " ")).toBe("3,9 27 avis");
    expect(await link.getAttribute("href")).toBe("#avis");
    await inFrench.leave();
    const inEnglish = await stage.visit("/one?lang=en-GB");
    await inEnglish.page.getByRole("link").waitFor();
    expect((await inEnglish.page.getByRole("link").innerText()).trim().replace(/\s+/g, " ")).toBe("3.9 27 reviews");
    await inEnglish.leave();
  });

  it("leaves what the shop wrote where nothing is known", async () => {
    const none = await stage.visit("/none");
    await none.page.waitForFunction(() => customElements.get("passerelle-rating"));
    await none.page.waitForTimeout(200);
    expect(await none.page.locator("passerelle-rating").innerText()).toBe("Pas encore d’avis");
    expect(await none.page.getByText("Pas encore d’avis").isVisible()).toBe(true);
    await none.leave();
  });

  it("leaves it too when the API is down, and tells the page", async () => {
    stage.api.faults.push(({ url }) => (url.includes("/ratings") ? problem(503, "vendor_unavailable") : undefined));
    const { page, leave } = await stage.visit("/far");
    await page.evaluate(() => {
      document.addEventListener("passerelle-error", (event) => {
        document.title = `heard ${(event as CustomEvent).detail.title}`;
      });
      document.querySelector("passerelle-rating")?.scrollIntoView();
    });
    await page.waitForFunction(() => document.title === "heard vendor_unavailable");
    expect(await page.getByText("Avis").isVisible()).toBe(true);
    await leave();
  });

  it("loads nothing while it is far from the window", async () => {
    const { page, leave } = await stage.visit("/far");
    await page.waitForTimeout(400);
    expect(stage.api.requests).toEqual(["GET /v1/passerelle.js"]);
    await page.mouse.wheel(0, 5_600);
    await page.locator("passerelle-rating .count").waitFor();
    await leave();
  });

  it("tries again when the network is back", async () => {
    stage.api.faults.push(({ url }) => (url.includes("/chunks/") ? new Response("no", { status: 500 }) : undefined));
    const { page, leave } = await stage.visit("/one");
    await page.waitForTimeout(400);
    expect(await page.getByText("Voir les avis").isVisible()).toBe(true);
    stage.api.faults.length = 0;
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await page.locator("passerelle-rating .count").waitFor();
    await leave();
  });
});
