/** Sends what nobody of good will sends, and judges what came of it: shown as text or refused; never a script, a crash, or somebody else's proof. */
import fc from "fast-check";
import { readPhoto } from "../../../edge/reviews/photos/read-photo.ts";
import type { ReviewPage } from "../../../edge/reviews/review.ts";
import { type Hostile, hostileFile, hostileReview } from "./hostile.ts";

export interface Doors {
  /** POST of a body to a path of the API. */
  post(path: string, body: BodyInit, headers: Record<string, string>): Promise<Response>;
  get(path: string): Promise<Response>;
  /** Publishes whatever waits, so that it is shown. */
  publishAll(): Promise<void>;
  /** How many reviews have the proof of a purchase. */
  proven(): Promise<number>;
}

/** Sentences about what went wrong; empty = nothing did. */
export async function judgeHostile(doors: Doors, token: string, good: Uint8Array[], count: number, seed: number): Promise<string[]> {
  const wrong: string[] = [];
  const reviews = fc.sample(hostileReview(token), { numRuns: Math.ceil(count * 0.6), seed });
  for (const [i, one] of reviews.entries()) {
    const failure = await sendReview(doors, one, i);
    if (failure) wrong.push(`${failure}: ${JSON.stringify(one).slice(0, 400)}`);
  }
  for (const bytes of fc.sample(hostileFile(good), { numRuns: Math.floor(count * 0.4), seed })) {
    const failure = await sendFile(doors, bytes);
    if (failure) wrong.push(`${failure}: ${[...bytes.subarray(0, 60)].join(" ")}`);
  }
  if ((await doors.proven()) > 0) wrong.push("a mutated token proved a purchase");
  await doors.publishAll();
  return [...wrong, ...(await shown(doors))];
}

async function sendReview(doors: Doors, { body, raw }: Hostile, i: number): Promise<string | null> {
  const response = await doors.post("/v1/reviews", raw ?? JSON.stringify(body), {
    "Content-Type": "application/json",
    "Idempotency-Key": `hostile-${i}`,
  });
  const { status } = response;
  const text = await response.text();
  if (status >= 500) return `crash ${status}`;
  if (status !== 202 && !response.headers.get("Content-Type")?.startsWith("application/problem+json"))
    return `no problem details with ${status}`;
  return text.length > 2_000 ? "an answer that says too much" : null;
}

/** What is taken must be a picture when it is read again, with nothing of a page in it. */
async function sendFile(doors: Doors, bytes: Uint8Array<ArrayBuffer>): Promise<string | null> {
  const response = await doors.post("/v1/photos", bytes, {});
  await response.arrayBuffer();
  if (response.status >= 500) return `crash ${response.status}`;
  if (response.status !== 201) return null;
  const kept = readPhoto(bytes);
  if (!kept) return "taken, and no picture";
  const again = readPhoto(kept.bytes);
  if (!again || again.bytes.length !== kept.bytes.length) return "what is kept is not what would be kept again";
  return /<script|onerror=|<svg/i.test(new TextDecoder("latin1").decode(kept.bytes)) ? "a page within a picture" : null;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
const HIDDEN = /[\u202a-\u202e\u2066-\u2069\u200b\ufeff\u0000\u2028]|\p{M}{4}/u;

/** Every page of reviews, as JSON and as HTML: hidden signs gone, no element that is not ours, one data block. */
async function shown(doors: Doors): Promise<string[]> {
  const wrong: string[] = [];
  for (const product of ["LAMPE", ""]) {
    for (let after: string | null = ""; after !== null; ) {
      const page = (await (await doors.get(`/v1/reviews?product=${product}&after=${after}`)).json()) as ReviewPage;
      for (const { text, author } of page.reviews) if (HIDDEN.test(text + author)) wrong.push(`hidden signs show: ${JSON.stringify(text)}`);
      after = page.next;
    }
    const html = await (await doors.get(`/v1/reviews/${product}.html`)).text();
    const block = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1];
    if (block !== undefined) JSON.parse(block);
    const outside = html.replace(/<script type="application\/ld\+json">.*?<\/script>/s, "");
    const tags = [...outside.matchAll(/<\/?([a-z0-9]+)[^>]*>/gi)].map(([, name]) => (name ?? "").toLowerCase());
    const ours = "section p strong details summary dl dt dd article span br blockquote img a".split(" ");
    const strange = tags.filter((name) => !ours.includes(name));
    if (strange.length > 0) wrong.push(`elements that are not ours: ${[...new Set(strange)].join(", ")}`);
    if (/<[^>]*\son\w+\s*=/i.test(outside)) wrong.push("an event handler");
  }
  return wrong;
}
