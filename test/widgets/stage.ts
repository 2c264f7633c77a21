/** Two origins, as in life: a shop that embeds the widgets, and the Worker that they come from; and a Chromium that looks. */
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { type Served, served } from "../bench/served.ts";
import { CHROMIUM_FLAGS, findChromium } from "../tools/chromium.ts";
import { type StandIn, standIn } from "./api/stand-in.ts";

const PATIENCE_MS = 8_000;

export interface Visit {
  page: Page;
  /** Console errors and violations of the page's policy. */
  complaints: string[];
  /** Origins that the browser asked. */
  origins(): string[];
  leave(): Promise<void>;
}

export interface Stage {
  shop: string;
  edge: string;
  api: StandIn;
  browser: Browser;
  visit(path: string, options?: BrowserContextOptions): Promise<Visit>;
  close(): Promise<void>;
}

/** `shop` is given the address of the script and answers with its pages. */
export async function openStage(shop: (edge: string) => (request: Request) => Response | Promise<Response>): Promise<Stage> {
  const api = standIn();
  const edge: Served = await served((request) => api.fetch(request));
  const pages = await served(async (request) => shop(edge.url)(request));
  const browser = await chromium.launch({ executablePath: await findChromium(), args: CHROMIUM_FLAGS });
  return {
    shop: pages.url,
    edge: edge.url,
    api,
    browser,
    visit: (path, options) => visit(browser, path.startsWith("/") ? pages.url + path : path, options),
    async close() {
      await browser.close();
      await Promise.all([edge.close(), pages.close()]);
    },
  };
}

async function visit(browser: Browser, url: string, options?: BrowserContextOptions): Promise<Visit> {
  const context = await browser.newContext({ locale: "fr-FR", viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const complaints: string[] = [];
  const asked = new Set<string>();
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => void (request.url().startsWith("http") && asked.add(new URL(request.url()).origin)));
  await page.goto(url, { waitUntil: "commit" });
  await page.waitForLoadState("domcontentloaded");
  return { page, complaints, origins: () => [...asked], leave: () => context.close() };
}

/** A page around `body`. */
export const pageOf = (edge: string, body: string, head = "", lang = "fr") =>
  new Response(
    `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Essai</title>
<link rel="icon" href="data:,"><script type="module" async src="${edge}/v1/passerelle.js" data-site="pk_demo"></script>${head}</head><body>${body}</body></html>`,
    { headers: { "Content-Type": "text/html; charset=utf-8" } },
  );
