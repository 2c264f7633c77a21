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
const begun: Record<string, boolean> = {};
/** Who comes from the mail of an invitation is not made to look for the form. */
const invited = /^#passerelle=/.test(location.hash);

/** A module that did not load once never does on that page (browsers remember): so files are fetched first, and then imported. */
async function load(tag: string) {
  if (begun[tag]) return;
  begun[tag] = true;
  const files = CHUNKS[tag] ?? [];
  try {
    await Promise.all(files.map(arrived));
    await import(at + files[0]!);
  } catch (error) {
    console.warn(tag, error);
    begun[tag] = false; // what the shop wrote inside stays; once the network is back, another try
    addEventListener("online", () => load(tag), { once: true });
  }
}

async function arrived(file: string) {
  const answer = await fetch(at + file); // as an import asks, so that the browser has it already
  if (!answer.ok) throw answer.status;
  await answer.text();
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
