/**
 * Text that people or vendors wrote, made safe to show: it is never expanded into a mention, a link, an emoji or a
 * format, and cannot turn the reading direction of what stands around it. Every name, address and note passes here.
 * Source: https://docs.slack.dev/messaging/formatting-message-text (read 2026-11).
 */

/** Control characters, and those that turn or isolate the reading direction (bidi) or hide (zero width, tags). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what we take out
const INVISIBLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;

/** For plain_text: as typed, without what hides or turns. Line breaks stay. */
export const plainText = (text: string): string => text.replace(/\r\n?/g, "\n").replace(INVISIBLE, "").trim();

/** On one line. Spaces that hold a number together stay what they are. */
export const oneLine = (text: string): string => plainText(text).replace(/[^\S\u00a0\u202f]+/g, " ");

/** Shortened to `most` characters, never through a surrogate pair. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most - 1);
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

const LOOKALIKES: Record<string, string> = { "*": "∗", _: "ˍ", "~": "∼", "`": "ˋ" };

/** For mrkdwn: shown as typed. Format characters inside a word ("jean_paul@…") mean nothing to Slack and stay. */
export function mrkdwnText(text: string): string {
  return plainText(text)
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/(?<![\p{L}\p{N}])[*_~`]+|[*_~`]+(?![\p{L}\p{N}])/gu, (marks) => [...marks].map((mark) => LOOKALIKES[mark]).join(""))
    .replace(/:(?=[a-z0-9_+'-]+:)/gi, ":\u2060")
    .replace(/^(&gt;|[•-])/gm, "\u2060$1");
}
