/**
 * A mail as MIME, read for its headers and its words only: attachments are never decoded, so a zip bomb stays a zip, and
 * HTML becomes plain text. Every count is bounded, and what is broken is read as far as it goes.
 * Source: RFC 5322, 2045, 2046, 2183 (read 2026-11).
 */
import { decodeText, type Encoding, transferred } from "./decode.ts";
import { textOfHtml } from "./html-text.ts";

export interface Message {
  headers: Header[];
  /** The words of its text parts, one below the other. */
  text: string;
  /** The first mail that is attached whole (message/rfc822). */
  attached: Message | null;
}

/** Name in lower case; value unfolded, still encoded. */
export type Header = [name: string, value: string];

const MOST_HEADER_CHARACTERS = 262_144;
const MOST_HEADERS = 500;
const MOST_PARTS = 200;
const MOST_TEXT = 200_000;
const DEEPEST = 12;

/** What is left of the bounds while one mail is read. */
interface Allowance {
  parts: number;
  text: number;
}

/** @param raw at most a few megabytes: everything is walked through */
export function readMessage(raw: Uint8Array): Message {
  return readPart(binary(raw), { parts: MOST_PARTS, text: MOST_TEXT }, 0);
}

/** The first value of a header, "" when it is not there. */
export const headerOf = ({ headers }: Pick<Message, "headers">, name: string): string =>
  headers.find(([known]) => known === name)?.[1] ?? "";
export const headersOf = ({ headers }: Pick<Message, "headers">, name: string): string[] =>
  headers.filter(([known]) => known === name).map(([, value]) => value);

/** One character a byte. */
function binary(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 32_768) pieces.push(String.fromCharCode(...bytes.subarray(at, at + 32_768)));
  return pieces.join("");
}

function readPart(source: string, allowance: Allowance, depth: number): Message {
  const end = /^\r?\n|\r?\n\r?\n/.exec(source);
  const headers = readHeaders(source.slice(0, end ? end.index : source.length));
  const message: Message = { headers, text: "", attached: null };
  if (allowance.parts-- <= 0 || depth > DEEPEST) return message;
  readBody(message, end ? source.slice(end.index + end[0].length) : "", allowance, depth);
  return message;
}

function readHeaders(block: string): Header[] {
  const lines = block
    .slice(0, MOST_HEADER_CHARACTERS)
    .replace(/\r?\n[ \t]+/g, " ")
    .split(/\r?\n/, MOST_HEADERS);
  return lines.flatMap((line): Header[] => {
    const colon = line.indexOf(":");
    return colon > 0 ? [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]] : [];
  });
}

function readBody(message: Message, body: string, allowance: Allowance, depth: number): void {
  const { type, params } = contentType(headerOf(message, "content-type") || "text/plain");
  if (type.startsWith("multipart/")) {
    readParts(message, type, partsOf(body, params.boundary ?? "", allowance), allowance, depth);
    return;
  }
  const encoding = headerOf(message, "content-transfer-encoding").trim().toLowerCase() as Encoding;
  if (type === "message/rfc822") {
    const inside = encoding === "base64" || encoding === "quoted-printable" ? binary(transferred(body, encoding)) : body;
    message.attached = readPart(inside, allowance, depth + 1);
    return;
  }
  if (!type.startsWith("text/") || isAttachment(message)) return;
  const room = Math.max(0, allowance.text);
  // Three encoded characters a byte at the most, and markup beside the words.
  const words = decodeText(transferred(body.slice(0, room * 4), encoding), params.charset ?? "");
  message.text = (type === "text/html" ? textOfHtml(words) : words.replace(/\r\n?/g, "\n")).slice(0, room);
  allowance.text -= message.text.length;
}

const isAttachment = (message: Message) => /^\s*attachment/i.test(headerOf(message, "content-disposition"));

function readParts(message: Message, type: string, sources: string[], allowance: Allowance, depth: number): void {
  const parts = sources.map((source) => readPart(source, allowance, depth + 1));
  message.attached = parts.find(({ attached }) => attached)?.attached ?? null;
  const spoken = parts.filter(({ text }) => text.trim());
  if (type !== "multipart/alternative") {
    message.text = spoken.map(({ text }) => text).join("\n");
    return;
  }
  // The same words twice: those that were written as plain text are the better ones.
  const plain = spoken.find((part) => !/^\s*text\/html/i.test(headerOf(part, "content-type")));
  message.text = (plain ?? spoken[0])?.text ?? "";
}

/** What stands between the lines that begin with the boundary; a missing end is the end of the mail. */
function partsOf(body: string, boundary: string, { parts: most }: Allowance): string[] {
  if (!boundary) return [body];
  const parts: string[] = [];
  const mark = `--${boundary}`;
  let from = -1;
  for (let at = body.indexOf(mark); at >= 0 && parts.length <= most; at = body.indexOf(mark, at + mark.length)) {
    // At the beginning of a line and to its end: another boundary may begin like this one.
    if ((at > 0 && body[at - 1] !== "\n") || !/^(--)?[ \t]*(\r?\n|$)/.test(body.slice(at + mark.length, at + mark.length + 200))) continue;
    if (from >= 0) parts.push(body.slice(from, at));
    const line = body.indexOf("\n", at);
    from = line < 0 || body.startsWith("--", at + mark.length) ? -1 : line + 1;
    if (from < 0) break;
  }
  if (from >= 0) parts.push(body.slice(from));
  return parts;
}

function contentType(value: string): { type: string; params: Record<string, string> } {
  const params: Record<string, string> = {};
  for (const [, name = "", quoted, bare] of value.slice(0, 2_000).matchAll(/;\s*([\w*-]+)\s*=\s*(?:"([^"]*)"|([^\s;]+))/g))
    params[name.toLowerCase()] ??= quoted ?? bare ?? "";
  return { type: (value.split(";", 1)[0] ?? "").trim().toLowerCase(), params };
}
