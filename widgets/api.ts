/** The API of the Worker that this file came from, asked with the site's key and nothing that says who asks: no cookie, no storage. */

/** RFC 9457; `title` is the code. `unreachable` is ours: no answer, or none that can be read. */
export interface Problem {
  title: string;
  status: number;
  field?: string;
  /** In the reader's language. */
  detail?: string;
}

/** How long a shopper waits before they are told. */
const PATIENCE_MS = 15_000;

/** Chunks lie in /v1/chunks/. */
export const api = new URL("../", import.meta.url).href;

/** Of the tag that brought us; an element may have one of its own. */
export const siteOfPage = () => document.querySelector<HTMLElement>("script[data-site]")?.dataset.site ?? "";

/**
 * A module that did not load once never does on that page (browsers remember): so nothing is imported while nobody answers.
 *
 * @throws when nobody does
 */
export const reachable = () => fetch(`${api}files.json`, { method: "HEAD", cache: "no-store" });

type Values = Record<string, string | null | undefined>;

/** @throws Problem */
export async function ask<Answer>(path: string, values: Values, init: RequestInit = {}): Promise<Answer> {
  const given = Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1]));
  let status = 0;
  try {
    const answer = await fetch(`${api}${path}?${new URLSearchParams(given)}`, {
      credentials: "omit",
      ...init,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    status = answer.status;
    const said = /json/.test(answer.headers.get("content-type") ?? "") ? await answer.json() : undefined;
    if (answer.ok) return said as Answer;
    throw { title: "unexpected", ...said, status } satisfies Problem;
  } catch (thrown) {
    if ((thrown as Problem).status) throw thrown;
    throw { title: "unreachable", status } satisfies Problem;
  }
}
