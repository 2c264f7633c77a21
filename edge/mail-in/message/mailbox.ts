/** Addresses of a mail: `"Perret, Jeanne" <jeanne@firm.example>` and the other ways of writing them (RFC 5322), and which of them deceive. */
import * as z from "zod/mini";
import { decodeHeader } from "./decode.ts";

export interface Mailbox {
  /** As it is shown: on one line. */
  name: string;
  /** Lower case, the domain in ASCII ("xn--…"). */
  address: string;
}

const Address = z.lazy(() => z.email().check(z.maxLength(254)));
// biome-ignore lint/suspicious/noControlCharactersInRegex: a name is one line, and nothing in it hides or turns
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;

/** The only mailbox of a header; null when there is none, several, or one that is no address. */
export function onlyMailbox(value: string): Mailbox | null {
  const all = split(value);
  return all.length === 1 ? readMailbox(all[0] as string) : null;
}

/** One mailbox as a person or a program wrote it, `[mailto:…]` of Outlook included. */
export function readMailbox(text: string): Mailbox | null {
  const shown = text.slice(0, 1_000);
  const angled =
    /<\s*(?:mailto:)?([^<>\s]+)\s*>\s*$/i.exec(shown.trim()) ?? /[[(]\s*(?:mailto:)?([^\s<>[\]()]+@[^\s<>[\]()]+)\s*[\])]/i.exec(shown);
  const bare = /[^\s<>"'()[\],;:]+@[^\s<>"'()[\],;:]+/.exec(shown);
  const written = angled?.[1] ?? bare?.[0];
  const address = written ? ascii(written) : null;
  if (!address) return null;
  const rest = angled ? shown.slice(0, angled.index) : (/\(([^)]*)\)/.exec(shown)?.[1] ?? "");
  return { name: cleanName(rest, address), address };
}

export const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1);

/** The same domain, or one below it. */
export const isWithin = (domain: string, of: string): boolean => domain === of || domain.endsWith(`.${of}`);

/** Letters of two scripts in one word, or a domain written in letters that look like others: a reader is warned. */
export function looksAlike({ name, address }: Mailbox): boolean {
  const mixed = name
    .split(/[\s.,'’-]+/)
    .some((word) => /\p{Script=Latin}/u.test(word) && /\p{Script=Cyrillic}|\p{Script=Greek}/u.test(word));
  return mixed || /(^|\.)xn--/.test(domainOf(address));
}

function ascii(written: string): string | null {
  const at = written.lastIndexOf("@");
  if (at < 1) return null;
  try {
    const { hostname } = new URL(`http://${written.slice(at + 1)}`);
    const address = `${written.slice(0, at)}@${hostname}`.toLowerCase();
    return Address.safeParse(address).success ? address : null;
  } catch {
    return null; // no domain
  }
}

/** A name that is the address again says nothing. */
function cleanName(written: string, address: string): string {
  const name = decodeHeader(written)
    .replace(/\\(.)/g, "$1")
    .replace(/\s+/g, " ")
    .replace(HIDDEN, "")
    .replace(/^[\s"'*]+|[\s"'*]+$/g, "")
    .slice(0, 120);
  return name.toLowerCase() === address || name.includes("@") ? "" : name;
}

/** At the commas that stand outside quotes, comments and angles; empty ones are none. */
function split(value: string): string[] {
  const all: string[] = [];
  let [current, quoted, depth] = ["", false, 0];
  for (const character of value.slice(0, 5_000).replace(/\\./g, " ")) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === "(" || character === "<")) depth++;
    else if (!quoted && (character === ")" || character === ">")) depth = Math.max(0, depth - 1);
    if (character === "," && !quoted && depth === 0) {
      all.push(current);
      current = "";
    } else current += character;
  }
  return [...all, current].filter((one) => one.trim());
}
