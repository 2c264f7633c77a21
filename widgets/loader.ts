/**
 * The one script of a page: finds our elements, those that come later too, and fetches what one is made of when it nears the
 * window. At most 1,000 bytes (brotli), so nothing is imported here. Into shadow roots nobody can look: a page that puts an
 * element there imports its chunk (README, "Shadow roots").
 */

/** Element → the files it needs, fetched side by side. Written by test/tools/build-widgets.mjs. */
declare const CHUNKS: Record<string, string[]>;
declare const CHUNKS_AT: string;

const at = new URL(CHUNKS_AT, import.meta.url);
const wanted = Object.keys(CHUNKS)
  .map((tag) => `${tag}:not(:defined)`)
  .join();
const begun: Record<string, unknown> = {};
/** Who comes from the mail of an invitation is not made to look for the form. */
const invited = /^#passerelle=/.test(location.hash);

function load(tag: string, again = "") {
  begun[tag] ??= Promise.all((CHUNKS[tag] ?? []).map((file, i) => import(at + file + (i ? "" : again)))).catch((error) => {
    console.warn(tag, error);
    begun[tag] = undefined; // what the shop wrote inside stays; once the network is back, another try
    addEventListener("online", () => load(tag, `?${performance.now()}`), { once: true });
  });
}

const near = new IntersectionObserver(
  (seen) => {
    for (const { target, isIntersecting } of seen) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      load(target.localName);
    }
  },
  { rootMargin: "800px" },
);

function look(root: Document | Element) {
  for (const found of root.querySelectorAll(wanted)) meet(found);
}

const meet = (found: Element) => (invited ? load(found.localName) : near.observe(found));

new MutationObserver((changes) => {
  for (const { addedNodes } of changes) {
    for (const node of addedNodes) {
      if (!(node instanceof Element)) continue;
      if (node.matches(wanted)) meet(node);
      look(node);
    }
  }
}).observe(document, { childList: true, subtree: true });
look(document);
