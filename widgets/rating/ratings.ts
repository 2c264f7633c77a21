/** All ratings of a page in one question: whoever asks within a moment, and while the page is still being read, is in it. */
import { ask } from "../api.ts";
import type { Rating } from "../shapes.ts";

/** As many as the API takes at once. */
const MOST = 100;
/** Elements that a framework renders come one after the other. */
const GATHER_MS = 20;

type Answer = Promise<Rating | undefined>;
interface Asked {
  product: string;
  answer(rating: Rating | undefined | Promise<never>): void;
}

const known = new Map<string, Answer>();
const waiting = new Map<string, Asked[]>();

/** Asked once a page for each product. @throws Problem (the next one who asks tries again) */
export function ratingOf(site: string, product: string): Answer {
  const id = `${site} ${product}`;
  let rating = known.get(id);
  if (!rating) {
    rating = new Promise((answer) => enqueue(site, { product, answer }));
    known.set(id, rating);
    rating.catch(() => known.delete(id));
  }
  return rating;
}

function enqueue(site: string, asked: Asked) {
  const queue = waiting.get(site);
  if (queue) queue.push(asked);
  else {
    waiting.set(site, [asked]);
    whenRead(() => setTimeout(flush, GATHER_MS, site));
  }
}

function whenRead(go: () => void) {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", go, { once: true });
  else go();
}

function flush(site: string) {
  const queue = waiting.get(site) ?? [];
  waiting.delete(site);
  for (let i = 0; i < queue.length; i += MOST) void askFor(site, queue.slice(i, i + MOST));
}

async function askFor(site: string, asked: Asked[]) {
  const answer = ask<{ ratings: Record<string, Rating> }>("ratings", { site, products: asked.map(({ product }) => product).join() });
  for (const { product, answer: give } of asked) give(answer.then(({ ratings }) => ratings[product]) as Promise<never>);
}
