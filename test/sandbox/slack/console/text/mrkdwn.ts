/**
 * Slack's mrkdwn as Lit templates: every piece of text goes through Lit's escaping, so nothing an app or a person
 * writes can become markup. Source: https://docs.slack.dev/messaging/formatting-message-text (read 2026-11).
 */
import { html, nothing, type TemplateResult } from "lit";
import { type Reader, slackDate } from "./dates.ts";
import { withEmoji } from "./emoji.ts";

/** Who reads, and how ids become names. */
export interface Names {
  reader: Reader & { id: string };
  person(id: string): string | undefined;
  channel(id: string): string | undefined;
}

type Piece = TemplateResult | string;

/** `verbatim`: the app has asked Slack not to make links of bare addresses. */
export function mrkdwn(text: string, names: Names, verbatim = false): TemplateResult {
  const parts = text.split(/```([\s\S]*?)```/g);
  const tokens = verbatim ? MARKED : MARKED_OR_BARE;
  return html`${parts.map((part, index) => (index % 2 ? html`<pre class="code-block">${plain(part.replace(/^\n/, ""))}</pre>` : lines(part, names, tokens)))}`;
}

/** plain_text: emoji, line breaks, nothing else. */
export const plainText = (text: string, emoji = true): TemplateResult => html`<span class="plain">${emoji ? withEmoji(text) : text}</span>`;

/** Groups lines into quotes and text. */
function lines(text: string, names: Names, tokens: RegExp): Piece[] {
  const pieces: Piece[] = [];
  let quote: Piece[] = [];
  const endQuote = () => {
    if (quote.length > 0) pieces.push(html`<blockquote>${quote}</blockquote>`);
    quote = [];
  };
  const all = text.split("\n");
  for (const [index, line] of all.entries()) {
    const quoted = /^(?:>|&gt;)\s?(.*)$/.exec(line);
    if (quoted) {
      quote.push(html`${quote.length > 0 ? html`<br />` : nothing}${inline(quoted[1] ?? "", names, tokens)}`);
      continue;
    }
    endQuote();
    const bullet = /^\s*•\s+(.*)$/.exec(line);
    if (bullet) pieces.push(html`<span class="bullet">${inline(bullet[1] ?? "", names, tokens)}</span>`);
    else pieces.push(html`${inline(line, names, tokens)}${index < all.length - 1 ? html`<br />` : nothing}`);
  }
  endQuote();
  return pieces;
}

const FIRST_PRIVATE = 0xe000;
const MARKED = /`([^`\n]+)`|<([^<>\n]+)>/g;
const MARKED_OR_BARE = new RegExp(`${MARKED.source}|(https?:\\/\\/[^\\s<>|]+[^\\s<>|.,;:!?)'"»])`, "g");

/**
 * Code, angle brackets and bare links are set aside first, as one private character each: no style looks inside them,
 * and yet `*<https://…|a bold link>*` is bold.
 */
function inline(text: string, names: Names, tokens: RegExp): Piece[] {
  const aside: Piece[] = [];
  const rest = text.replace(tokens, (whole, code?: string, bracket?: string) => {
    if (code !== undefined) aside.push(html`<code>${plain(code)}</code>`);
    else if (bracket !== undefined) aside.push(bracketed(bracket, whole, names));
    else aside.push(anchor(plain(whole), plain(whole)));
    return String.fromCharCode(FIRST_PRIVATE + aside.length - 1);
  });
  return styled(rest, aside);
}

function bracketed(inside: string, whole: string, names: Names): Piece {
  const [target = "", label] = inside.split(/\|(.*)/s);
  if (target.startsWith("@"))
    return mention(`@${names.person(target.slice(1)) ?? label ?? target.slice(1)}`, target.slice(1) === names.reader.id);
  if (target.startsWith("#")) return mention(`#${names.channel(target.slice(1)) ?? label ?? target.slice(1)}`);
  if (/^!(here|channel|everyone)$/.test(target)) return mention(`@${target.slice(1)}`, true);
  if (target.startsWith("!date^")) return dated(target, label ?? "", names);
  if (target.startsWith("!")) return plain(label ?? whole);
  if (/^(https?:\/\/|mailto:|tel:)/.test(target))
    return anchor(plain(target), withEmoji(plain(label ?? target.replace(/^(mailto|tel):/, ""))));
  // Not one of Slack's forms: shown as it was written, as a name with brackets in it must be.
  return plain(whole);
}

function dated(target: string, fallback: string, names: Names): Piece {
  const [, seconds = "", pattern = "", link] = target.split("^");
  const shown = Number.isFinite(Number(seconds)) ? slackDate(names.reader, Number(seconds), pattern) : plain(fallback);
  return link ? anchor(plain(link), shown) : html`<time title=${new Date(Number(seconds) * 1000).toISOString()}>${shown}</time>`;
}

const mention = (label: string, loud = false) => html`<span class="mention ${loud ? "loud" : ""}">${label}</span>`;

export function anchor(href: string, label: unknown): TemplateResult | string {
  // Only what a browser may open: never javascript: or data:.
  if (!/^(https?:\/\/|mailto:|tel:)/.test(href)) return String(label);
  return html`<a href=${href} target="_blank" rel="noopener noreferrer">${label}</a>`;
}

const STYLES: [RegExp, (inside: Piece[]) => TemplateResult][] = [
  [/(^|[\s([{"'“«.,;:!?—–\-_~])\*(?=\S)([^*\n]*?\S)\*(?![\p{L}\p{N}])/u, (inside) => html`<strong>${inside}</strong>`],
  [/(^|[\s([{"'“«.,;:!?—–\-*~])_(?=\S)([^_\n]*?\S)_(?![\p{L}\p{N}])/u, (inside) => html`<em>${inside}</em>`],
  [/(^|[\s([{"'“«.,;:!?—–\-*_])~(?=\S)([^~\n]*?\S)~(?![\p{L}\p{N}])/u, (inside) => html`<s>${inside}</s>`],
];

function styled(text: string, aside: Piece[]): Piece[] {
  for (const [pattern, wrap] of STYLES) {
    const match = pattern.exec(text);
    if (!match) continue;
    const [whole, before = "", inside = ""] = match;
    const after = text.slice(match.index + whole.length);
    return [...styled(text.slice(0, match.index) + before, aside), wrap(styled(inside, aside)), ...styled(after, aside)];
  }
  return text.split(/([\uE000-\uF8FF])/).map((part) => aside[part.charCodeAt(0) - FIRST_PRIVATE] ?? withEmoji(plain(part)));
}

/** The three entities Slack asks apps to use. */
const plain = (text: string) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
