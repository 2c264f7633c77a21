/** What a visitor of a page with widgets goes through, measured in Chromium: what moves, how long our scripts hold the page, axe, and who is asked. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { CDPSession, Page } from "playwright-core";
import { axeOfOurs, noted, watch } from "./in-page.mjs";
import type { Stage } from "./stage.ts";
import { longestTask, type TraceEvent } from "./trace.ts";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export interface Vitals {
  /** Sum of the layout shifts that nobody caused by typing or pressing. */
  shift: number;
  /** The longest task with a script of ours in it, in milliseconds. */
  longestTaskMs: number;
  /** Rules of axe that our elements break, with the first element that does. */
  violations: string[];
  /** Errors in the console, violations of the page's policy. */
  complaints: string[];
  /** Origins other than the shop's and the Worker's. */
  strangers: string[];
  cookies: number;
  /** Names on `window` that were not there before our script. */
  globals: string[];
}

export interface Look {
  path: string;
  width: number;
  /** How many times slower the processor is. */
  slower?: number;
  dark?: boolean;
  /** Whether the form is opened too. */
  write?: boolean;
}

const SETTLE_MS = 900;

export async function vitalsOf(stage: Stage, { path, width, slower = 1, dark = false, write = false }: Look): Promise<Vitals> {
  const visit = await stage.visit("about:blank", { viewport: { width, height: 800 }, colorScheme: dark ? "dark" : "light" });
  const { page, complaints } = visit;
  try {
    await page.addInitScript(watch);
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: slower });
    const events = await traced(session, () => walk(page, stage.shop + path));
    await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
    await page.locator("passerelle-reviews .review, passerelle-rating .count").first().waitFor();
    const { shift, globals } = await page.evaluate(noted);
    if (write)
      await page
        .getByRole("button", { name: /Donner mon avis|Write a review/ })
        .first()
        .click();
    if (write) await page.locator("passerelle-review-form form").first().waitFor();
    const ours = [stage.shop, stage.edge];
    return {
      shift,
      longestTaskMs: longestTask(events, stage.edge),
      violations: await axe(page),
      complaints,
      strangers: visit.origins().filter((origin) => !ours.includes(origin)),
      cookies: (await page.context().cookies()).length,
      globals,
    };
  } finally {
    await visit.leave();
  }
}

/** As a reader would: wait, scroll to the end, wait. Nothing is asked of the page meanwhile: that would be a task too. */
async function walk(page: Page, url: string) {
  await page.goto(url);
  await page.waitForTimeout(300);
  for (let i = 0; i < 40; i++) {
    await page.mouse.wheel(0, 120);
    await page.waitForTimeout(30);
  }
  await page.waitForTimeout(SETTLE_MS);
}

async function traced(session: CDPSession, work: () => Promise<void>): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  session.on("Tracing.dataCollected", ({ value }) => void events.push(...(value as unknown as TraceEvent[])));
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["devtools.timeline", "v8", "disabled-by-default-devtools.timeline", "toplevel"] },
  });
  await work();
  const done = new Promise<void>((resolve) => session.once("Tracing.tracingComplete", () => resolve()));
  await session.send("Tracing.end");
  await done;
  return events;
}

async function axe(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(axeOfOurs);
}
