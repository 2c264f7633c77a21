/** rich_text and markdown blocks as Lit templates. */
import { html, type TemplateResult } from "lit";
import { slackDate } from "./dates.ts";
import { emojiOf } from "./emoji.ts";
import { anchor, type Names } from "./mrkdwn.ts";

interface Node {
  type: string;
  text?: string;
  url?: string;
  name?: string;
  user_id?: string;
  channel_id?: string;
  range?: string;
  timestamp?: number;
  format?: string;
  fallback?: string;
  style?: { bold?: boolean; italic?: boolean; strike?: boolean; code?: boolean } | string;
  elements?: Node[];
  indent?: number;
}

export function richText(block: { elements?: unknown }, names: Names): TemplateResult {
  return html`<div class="rich-text">${((block.elements ?? []) as Node[]).map((node) => section(node, names))}</div>`;
}

function section(node: Node, names: Names): TemplateResult {
  const inside = (node.elements ?? []).map((element) => leaf(element, names));
  switch (node.type) {
    case "rich_text_list": {
      const items = (node.elements ?? []).map((item) => html`<li>${(item.elements ?? []).map((element) => leaf(element, names))}</li>`);
      const indent = `margin-inline-start:${(node.indent ?? 0) * 24}px`;
      return node.style === "ordered" ? html`<ol style=${indent}>${items}</ol>` : html`<ul style=${indent}>${items}</ul>`;
    }
    case "rich_text_quote":
      return html`<blockquote>${inside}</blockquote>`;
    case "rich_text_preformatted":
      return html`<pre class="code-block">${inside}</pre>`;
    default:
      return html`<div class="rich-line">${inside}</div>`;
  }
}

function leaf(node: Node, names: Names): TemplateResult | string {
  switch (node.type) {
    case "link":
      return dressed(anchor(node.url ?? "", node.text ?? node.url ?? ""), node.style);
    case "emoji":
      return emojiOf(node.name ?? "") ?? `:${node.name}:`;
    case "user":
      return html`<span class="mention">@${names.person(node.user_id ?? "") ?? node.user_id}</span>`;
    case "channel":
      return html`<span class="mention">#${names.channel(node.channel_id ?? "") ?? node.channel_id}</span>`;
    case "broadcast":
      return html`<span class="mention loud">@${node.range}</span>`;
    case "date":
      return slackDate(names.reader, node.timestamp ?? 0, node.format ?? "");
    default:
      return dressed(node.text ?? "", node.style);
  }
}

function dressed(text: TemplateResult | string, style: Node["style"]): TemplateResult | string {
  if (typeof style !== "object") return text;
  let shown = text;
  if (style.code) shown = html`<code>${shown}</code>`;
  if (style.strike) shown = html`<s>${shown}</s>`;
  if (style.italic) shown = html`<em>${shown}</em>`;
  return style.bold ? html`<strong>${shown}</strong>` : shown;
}

/** The plain part of Markdown: headings, lists, and inline styles. */
export function markdown(text: string): TemplateResult {
  return html`<div class="markdown">${text.split("\n").map(markdownLine)}</div>`;
}

function markdownLine(line: string): TemplateResult {
  const heading = /^#{1,6}\s+(.*)$/.exec(line);
  if (heading) return html`<div class="markdown-heading">${markdownInline(heading[1] ?? "")}</div>`;
  const item = /^\s*[-*]\s+(.*)$/.exec(line);
  if (item) return html`<span class="bullet">${markdownInline(item[1] ?? "")}</span>`;
  return html`<div class="rich-line">${markdownInline(line)}</div>`;
}

const MARKDOWN = /\*\*(.+?)\*\*|\*(.+?)\*|`(.+?)`|\[(.+?)\]\((\S+?)\)/g;

function markdownInline(line: string): (TemplateResult | string)[] {
  const pieces: (TemplateResult | string)[] = [];
  let at = 0;
  for (const match of line.matchAll(MARKDOWN)) {
    const [whole, bold, italic, code, label, href] = match;
    pieces.push(line.slice(at, match.index));
    if (bold) pieces.push(html`<strong>${bold}</strong>`);
    else if (italic) pieces.push(html`<em>${italic}</em>`);
    else if (code) pieces.push(html`<code>${code}</code>`);
    else pieces.push(anchor(href ?? "", label ?? ""));
    at = match.index + whole.length;
  }
  return [...pieces, line.slice(at)];
}
