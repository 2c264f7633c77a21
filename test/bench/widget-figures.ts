/** The figures of the widgets: what they weigh, alone and against rivals, and what a visitor's browser sees of them. */
import { widgetSizes } from "../tools/widget-sizes.ts";
import { type Look, type Vitals, vitalsOf } from "../widgets/vitals.ts";
import type { Figure, Measured } from "./figure.ts";
import { placeReviews, reactGoogleReviews } from "./widgets/peers.ts";
import { inTheShop } from "./widgets/shop.ts";

const widgetSize: Figure = {
  id: "widget-size",
  counted: true,
  name: "what a shopper downloads, brotli, all files of each",
  unit: "bytes",
  goal: "≤ its budget",
  async measure() {
    const sizes = await widgetSizes();
    return sizes.map(({ part, bytes, most }) => ({ part, value: bytes, ok: bytes <= most, goal: `≤ ${most}` }));
  },
};

const widgetPeers: Figure = {
  id: "widget-peers",
  counted: true,
  name: "the reviews with loader and words, against rivals bundled and minified alike; Maps JavaScript and React not counted",
  unit: "bytes",
  goal: "≤ ⅓; ≤ 0.85",
  async measure() {
    const ours = (await widgetSizes()).find(({ part }) => part.startsWith("reviews"))?.bytes ?? Number.NaN;
    const against = (part: string, peer: number, most: number, goal: string): Measured => {
      return { part, value: ours, peer, ratio: ours / peer, ok: ours / peer <= most, goal };
    };
    return [
      against("react-google-reviews", await reactGoogleReviews(), 1 / 3, "≤ ⅓"),
      against("place-reviews", await placeReviews(), 0.85, "≤ 0.85"),
    ];
  },
};

const PATHS = [
  "/",
  "/lampe-opaline",
  "/avis",
  "/en/lampe-opaline",
  "/essais/csp",
  "/essais/reset",
  "/essais/trois",
  "/essais/deux",
  "/essais/wordpress",
  "/essais/rtl",
  "/essais/react",
];
const WIDTHS = [360, 768, 1280];
const LONGEST_MS = 50;

/**
 * Visits of each page at each width tell both figures. Chromium makes the processor slower by the clock on the wall, so that what
 * other programs take counts four times: tasks are timed at full speed, in the thread's own time, and multiplied.
 */
let visits: Promise<{ look: Look; vitals: Vitals }[]> | undefined;

function visitAll() {
  visits ??= inTheShop(async (stage) => {
    const looks = PATHS.flatMap((path) =>
      WIDTHS.map((width): Look => ({ path, width, slower: 4, dark: width === 768, write: path.includes("opaline") })),
    );
    const seen: { look: Look; vitals: Vitals }[] = [];
    // One at a time: Chromium traces one page.
    for (const look of looks) {
      const vitals = await vitalsOf(stage, look);
      const { longestTaskMs } = await vitalsOf(stage, { path: look.path, width: look.width });
      seen.push({ look, vitals: { ...vitals, longestTaskMs: longestTaskMs * 4 } });
    }
    return seen;
  });
  return visits;
}

const pageVitals: Figure = {
  id: "page-vitals",
  name: `${PATHS.length} pages at ${WIDTHS.join(", ")} px, the processor 4 times slower`,
  unit: "",
  goal: "0",
  async measure() {
    const seen = await visitAll();
    const shift = Math.max(...seen.map(({ vitals }) => vitals.shift));
    const longest = Math.max(...seen.map(({ vitals }) => vitals.longestTaskMs));
    const broken = seen.flatMap(({ look, vitals }) =>
      [...vitals.violations, ...vitals.complaints].map((said) => `${look.path} ${look.width}: ${said}`),
    );
    const missed = seen.filter(({ vitals }) => vitals.shift > 0 || vitals.longestTaskMs > LONGEST_MS);
    const slow = missed.map(({ look, vitals }) => `${look.path} ${look.width}: moved ${vitals.shift}, ${vitals.longestTaskMs} ms`);
    for (const line of [...broken, ...slow]) console.error(line);
    return [
      { part: "layout-shift", value: shift, ok: shift === 0 },
      { part: "longest-task", value: longest, unit: "ms", goal: `≤ ${LONGEST_MS}`, ok: longest > 0 && longest <= LONGEST_MS },
      { part: "axe-and-console", value: broken.length, ok: broken.length === 0 },
    ];
  },
};

const privacy: Figure = {
  id: "privacy",
  counted: true,
  name: "requests to others, cookies, names on window, over the pages of page-vitals",
  unit: "",
  goal: "0",
  async measure() {
    const seen = await visitAll();
    const sum = (of: (vitals: Vitals) => number) => seen.reduce((total, { vitals }) => total + of(vitals), 0);
    const parts = {
      "third-parties": sum(({ strangers }) => strangers.length),
      cookies: sum(({ cookies }) => cookies),
      globals: sum(({ globals }) => globals.length),
    };
    return Object.entries(parts).map(([part, value]) => ({ part, value, ok: value === 0 }));
  },
};

const oneRequest: Figure = {
  id: "one-request",
  counted: true,
  name: "40 ratings on a page",
  unit: "requests",
  goal: "1",
  measure: () =>
    inTheShop(async (stage) => {
      const { page, leave } = await stage.visit("/essais/quarante");
      await page.locator("passerelle-rating .count").nth(39).waitFor();
      await leave();
      const value = stage.api.requests.filter((line) => line.startsWith("GET /v1/ratings")).length;
      return [{ value, ok: value === 1 }];
    }),
};

export const widgetFigures: Figure[] = [widgetSize, widgetPeers, pageVitals, privacy, oneRequest];
