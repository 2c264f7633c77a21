/** Whose a request is: each history has people, numbers and references that no other one has. */
import { type Breaking, breakFor } from "./breaks.ts";
import { plain } from "./vendors.ts";

/** Ids of people and their messages, numbers of nine digits and more, our references. */
const MARK = /[UD]0B\d{4}|C[LO]-[0-9A-Z]{12}|\d{9,14}/gi;

/** Marks → whose, looked up in one pass over a request. */
export class Marks<T> {
  readonly #owners = new Map<string, T>();

  add(mark: string, owner: T): void {
    this.#owners.set(keyOf(mark), owner);
  }

  find(...texts: string[]): T | undefined {
    for (const text of texts) {
      for (const [mark] of text.matchAll(MARK)) {
        const owner = this.#owners.get(keyOf(mark)) ?? this.#owners.get(mark.slice(0, 9));
        if (owner) return owner;
      }
    }
    return undefined;
  }
}

/** A person and their direct messages are one; a VAT number goes without its prefix. */
const keyOf = (mark: string) =>
  mark
    .toUpperCase()
    .replace(/^D0B/, "U0B")
    .replace(/^[A-Z]{2}(?=\d{9})/, "");

/** A request of Slack's, as it was sent. */
export interface Sent {
  url: string;
  headers: Headers;
  body: string;
}

/** On its way to the Worker. @param note of each, with its text decoded */
export async function throughTheDoor<T extends Breaking>(
  request: Request,
  marks: Marks<T>,
  note: (played: T, sent: Sent, text: string) => void,
): Promise<Response> {
  const { url, method, headers, signal } = request;
  const body = await request.text();
  const text = plain(body);
  const send = () => fetch(url, { method, headers, body, redirect: "manual" });
  const played = marks.find(text);
  if (!played) return send();
  note(played, { url, headers, body }, text);
  const breaks = breakFor(played, ["door"]);
  return breaks ? breaks(send, { signal }) : send();
}

/** As Slack does when it did not hear that we took it: the same bytes once more. */
export async function sendAgain({ url, headers, body }: Sent): Promise<void> {
  const again = new Headers(headers);
  again.set("X-Slack-Retry-Num", "1");
  again.set("X-Slack-Retry-Reason", "http_timeout");
  await fetch(url, { method: "POST", headers: again, body }).catch(() => undefined);
}
