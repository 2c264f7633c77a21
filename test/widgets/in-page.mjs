/** Handed to the browser by vitals.ts and run there: plain JavaScript, for it is of neither side's types. */

/** Before any script of the page: notes what moves, and which names `window` has. */
export function watch() {
  window.shift = 0;
  window.before = ["before", "shift", ...Object.getOwnPropertyNames(window)];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
}

/** @returns {{ shift: number, globals: string[] }} */
export function noted() {
  const { shift, before } = window;
  return { shift, globals: Object.getOwnPropertyNames(window).filter((name) => !before.includes(name)) };
}

/** Of our elements only. @returns {Promise<string[]>} */
export async function axeOfOurs() {
  const include = [["passerelle-rating"], ["passerelle-reviews"]].filter(([tag]) => document.querySelector(tag));
  const { violations } = await window.axe.run({ include }, { resultTypes: ["violations"] });
  return violations.map(({ id, nodes }) => `${id}: ${JSON.stringify(nodes[0]?.target)} ${nodes[0]?.failureSummary ?? ""}`);
}
