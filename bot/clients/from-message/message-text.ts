/**
 * A Slack message as plain lines: its text, rich text, attachments, and what its files are called or hold (an e-mail that
 * was forwarded into Slack is a file). Anybody writes messages, so nothing is taken for granted, neither shape nor size.
 * Source: https://docs.slack.dev/messaging/formatting-message-text and .../reference/block-kit/blocks/rich-text-block (read 2026-11).
 */
import { plainText } from "../../text/words.ts";

const MOST_TEXT = 8_000;
const DEEPEST = 8;

type Node = Record<string, unknown>;
const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && !Array.isArray(value);
const textOf = (value: unknown) => (typeof value === "string" ? value.slice(0, MOST_TEXT) : "");

/** Where words stand in a message, in the order of reading. */
const WORDS = ["pretext", "author_name", "title", "text", "name", "original", "plain_text", "preview", "fallback"];
const INSIDE = ["blocks", "elements", "fields", "attachments", "message_blocks", "message", "files", "from", "text", "title"];

export function messageText(message: unknown): string {
  const lines = new Map<string, string>();
  let left = MOST_TEXT;
  for (const found of wordsIn(message, DEEPEST)) {
    for (const line of unmarked(found).split("\n")) {
      const key = line.replace(/\s/g, "").toLowerCase();
      // Slack says most things twice: as text and as blocks.
      if (!key || lines.has(key)) continue;
      left -= line.length;
      if (left < 0) return [...lines.values()].join("\n");
      lines.set(key, line.trim());
    }
  }
  return [...lines.values()].join("\n");
}

function* wordsIn(node: unknown, depth: number): Generator<string> {
  if (depth === 0) return;
  if (Array.isArray(node)) {
    for (const one of node.slice(0, 100)) yield* wordsIn(one, depth - 1);
    return;
  }
  if (!isNode(node)) return;
  if (/^rich_text_(?:section|preformatted|quote)$/.test(String(node.type))) return yield inlineText(node.elements);
  // A field of a form that another app posted.
  if (typeof node.title === "string" && typeof node.value === "string") return yield `${textOf(node.title)} : ${textOf(node.value)}`;
  for (const name of WORDS) if (typeof node[name] === "string") yield textOf(node[name]);
  for (const name of INSIDE) if (typeof node[name] === "object") yield* wordsIn(node[name], depth - 1);
}

/** The pieces of one paragraph: only text and links are words. */
function inlineText(elements: unknown): string {
  if (!Array.isArray(elements)) return "";
  const pieces = elements.slice(0, 500).map((element: unknown) => {
    if (!isNode(element)) return "";
    if (element.type === "text") return textOf(element.text);
    return element.type === "link" ? linkText(textOf(element.url), textOf(element.text)) : " ";
  });
  return pieces.join("");
}

/** `<mailto:a@b|a@b>` is the address; of a link, what it is called. */
function linkText(target: string, label: string): string {
  const [, address = ""] = /^(?:mailto|tel):([^?]+)/i.exec(target) ?? [];
  if (address) return label && label !== address ? `${label} ${address}` : address;
  return label || target.replace(/^https?:\/\//i, "");
}

/** Slack's markup as a reader sees it; mentions and emoji are no words. */
function unmarked(text: string): string {
  const unlinked = text.replace(/<([^<>|\n]{1,400})(?:\|([^<>\n]{0,400}))?>/g, (_, target: string, label = "") =>
    /^[@#!]/.test(target) ? " " : linkText(target, label),
  );
  const decoded = unlinked.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  return plainText(
    decoded
      .replace(/:[a-z][a-z0-9_+-]{1,40}:/g, " ")
      .replace(/[*~`]/g, "")
      .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "")
      .replace(/^(?:>\s?)+/gm, ""),
  );
}
