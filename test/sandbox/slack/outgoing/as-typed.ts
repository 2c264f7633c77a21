/**
 * What Slack makes of a message that a person types: signs that mean something are escaped, addresses become links, and
 * the same comes once more as rich text.
 * Source: https://docs.slack.dev/messaging/formatting-message-text and .../block-kit/blocks/rich-text-block (read 2026-11).
 */
import type { Block, Message } from "../workspace.ts";

/** A mention, as its picker has put it in; a web address; an e-mail address; a telephone with its country. */
const LINKS = /<[@#!][^<>\n]+>|https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)'"»]|[\w.%+'-]+@[\w-]+(?:\.[\w-]+)+|\+\d[\d .()-]{7,18}\d/g;

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const isMention = (text: string) => /^<[@#!]/.test(text);
const addressOf = (text: string) =>
  text.startsWith("http") ? text : text.startsWith("+") ? `tel:${text.replace(/[^+\d]/g, "")}` : `mailto:${text}`;

/** Text and links in turn. */
function pieces(text: string): { text: string; link: boolean }[] {
  const found: { text: string; link: boolean }[] = [];
  let at = 0;
  for (const match of text.matchAll(LINKS)) {
    found.push({ text: text.slice(at, match.index), link: false }, { text: match[0], link: true });
    at = match.index + match[0].length;
  }
  return [...found, { text: text.slice(at), link: false }].filter((piece) => piece.text !== "");
}

/** The `text` of the message. */
export const markedUp = (typed: string): string =>
  pieces(typed)
    .map(({ text, link }) => {
      if (!link) return escaped(text);
      if (isMention(text)) return text;
      return text.startsWith("http") ? `<${text}>` : `<${addressOf(text)}|${text}>`;
    })
    .join("");

const unescaped = (text: string) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** The block that Slack sends with a person's message, from its text. */
export function richText(message: Pick<Message, "text" | "ts">): Block {
  const elements = message.text.split(/(<[^<>\n]+>)/).flatMap((part): object[] => {
    const [, target = "", label] = /^<([^<>|\n]+)(?:\|([^<>\n]*))?>$/.exec(part) ?? [];
    if (!target) return part === "" ? [] : [{ type: "text", text: unescaped(part) }];
    if (target.startsWith("@")) return [{ type: "user", user_id: target.slice(1) }];
    if (target.startsWith("#")) return [{ type: "channel", channel_id: target.slice(1) }];
    if (target.startsWith("!")) return [{ type: "broadcast", range: target.slice(1) }];
    return [{ type: "link", url: target, ...(label && { text: label }) }];
  });
  return {
    type: "rich_text",
    block_id: `b${message.ts.replace(".", "")}`.slice(0, 12),
    elements: [{ type: "rich_text_section", elements }],
  };
}
