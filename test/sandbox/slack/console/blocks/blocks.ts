/**
 * Blocks as Lit templates. npm's slack-blocks-to-jsx 1.1.1 was tried for this: it draws every block well, but hands no
 * click, typed text or external option to anybody (its inputs are pictures of inputs) and brings React and 577 kB.
 */
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Block } from "../../workspace.ts";
import { mrkdwn, plainText } from "../text/mrkdwn.ts";
import { markdown, richText } from "../text/rich-text.ts";
import { type BlockContext, blockIdOf, type Element } from "./context.ts";
import { element, safeImage } from "./elements.ts";

interface Text {
  type: string;
  text: string;
  emoji?: boolean;
  verbatim?: boolean;
}

/** Keyed by id: when an app replaces a field by another, what was typed into the first stays with the first. */
export const blocks = (all: Block[], context: BlockContext): TemplateResult =>
  html`<div class="blocks">
    ${repeat(
      all,
      (block, index) => `${block.type}/${block.block_id ?? index}`,
      (block) => html`<div class="block block-${block.type}" data-block-id=${blockIdOf(block)}>${one(block, context)}</div>`,
    )}
  </div>`;

function one(block: Block, context: BlockContext): TemplateResult | typeof nothing {
  switch (block.type) {
    case "section":
      return section(block, context);
    case "header":
      return html`<h3 class="block-title">${text(block.text as Text, context)}</h3>`;
    case "divider":
      return html`<hr />`;
    case "context":
      return html`<div class="context">
        ${((block.elements ?? []) as (Text & Element)[]).map((item) =>
          item.type === "image"
            ? html`<img src=${safeImage(item.image_url)} alt=${item.alt_text ?? ""} />`
            : html`<span>${text(item, context)}</span>`,
        )}
      </div>`;
    case "actions":
      return html`<div class="actions">${((block.elements ?? []) as Element[]).map((item) => element(item, outside(block), context))}</div>`;
    case "input":
      return input(block, context);
    case "image":
      return html`<figure>
        ${block.title ? html`<figcaption>${plainText((block.title as Text).text)}</figcaption>` : nothing}
        <img src=${safeImage(block.image_url as string)} alt=${block.alt_text as string} />
      </figure>`;
    case "rich_text":
      return richText(block as { elements?: unknown }, context.names);
    case "markdown":
      return markdown(String(block.text));
    case "table":
      return table(block, context);
    case "alert":
      return html`<div class="alert ${String(block.level ?? "default")}" role="note">${text(block.text as Text, context)}</div>`;
    case "card":
      return card(block, context);
    default:
      return nothing;
  }
}

export const text = (given: Text, context: BlockContext): TemplateResult =>
  given.type === "mrkdwn" ? mrkdwn(given.text, context.names, given.verbatim) : plainText(given.text, given.emoji);

const outside = (block: Block) => ({ blockId: blockIdOf(block), label: "", field: false, dispatch: true, describedby: "" });

function section(block: Block, context: BlockContext): TemplateResult {
  const fields = (block.fields ?? []) as Text[];
  return html`<div class="section ${block.accessory ? "with-accessory" : ""}">
    <div class="section-text">
      ${block.text ? html`<div>${text(block.text as Text, context)}</div>` : nothing}
      ${fields.length > 0 ? html`<div class="fields">${fields.map((field) => html`<div class="field">${text(field, context)}</div>`)}</div>` : nothing}
    </div>
    ${block.accessory ? html`<div class="accessory">${element(block.accessory as Element, outside(block), context)}</div>` : nothing}
  </div>`;
}

function input(block: Block, context: BlockContext): TemplateResult {
  const blockId = blockIdOf(block);
  const label = (block.label as Text).text;
  const error = context.errors[blockId];
  const hint = block.hint as Text | undefined;
  const describedby = [error ? `error-${blockId}` : "", hint ? `hint-${blockId}` : ""].filter(Boolean).join(" ");
  const standing = { blockId, label, field: true, dispatch: block.dispatch_action === true, describedby };
  return html`<div class="input ${error ? "has-error" : ""}" data-testid=${blockId}>
    <div class="input-label">
      ${plainText(label)} ${block.optional === true ? html`<span class="optional">${context.labels.optional}</span>` : nothing}
    </div>
    ${element(block.element as Element, standing, context)}
    ${error ? html`<p class="field-error" role="alert" id=${`error-${blockId}`}>${error}</p>` : nothing}
    ${hint ? html`<p class="hint" id=${`hint-${blockId}`}>${plainText(hint.text)}</p>` : nothing}
  </div>`;
}

interface Cell {
  type: string;
  text?: string;
  elements?: unknown;
}

function table(block: Block, context: BlockContext): TemplateResult {
  const [head = [], ...body] = block.rows as Cell[][];
  const settings = (block.column_settings ?? []) as { align?: string; is_wrapped?: boolean }[];
  const inside = (cell: Cell) => (cell.type === "rich_text" ? richText(cell, context.names) : plainText(cell.text ?? ""));
  const style = (index: number) =>
    `text-align:${settings[index]?.align ?? "left"};white-space:${settings[index]?.is_wrapped ? "normal" : "nowrap"}`;
  return html`<div class="table-scroll" tabindex="0" role="region" aria-label="table">
    <table>
      <thead><tr>${head.map((cell, index) => html`<th scope="col" style=${style(index)}>${inside(cell)}</th>`)}</tr></thead>
      <tbody>${body.map((row) => html`<tr>${row.map((cell, index) => html`<td style=${style(index)}>${inside(cell)}</td>`)}</tr>`)}</tbody>
    </table>
  </div>`;
}

function card(block: Block, context: BlockContext): TemplateResult {
  const hero = block.hero_image as Element | undefined;
  const part = (name: string) => (block[name] ? html`<div class="card-${name}">${text(block[name] as Text, context)}</div>` : nothing);
  return html`<div class="card">
    ${hero ? html`<img src=${safeImage(hero.image_url)} alt=${hero.alt_text ?? ""} />` : nothing}
    ${part("title")}${part("subtitle")}${part("body")}
    ${block.actions ? html`<div class="actions">${(block.actions as Element[]).map((item) => element(item, outside(block), context))}</div>` : nothing}
  </div>`;
}
