/**
 * The blocks of Block Kit, their limits, and where each may stand; then whole messages and views.
 * Source: https://docs.slack.dev/reference/block-kit/blocks and .../views (read 2026-11).
 */
import {
  anything,
  boolean,
  byType,
  type Check,
  integer,
  isObject,
  list,
  oneOf,
  plainText,
  type Report,
  type Shape,
  shape,
  string,
  text,
} from "./checks.ts";
import { elementChecks, elementsOf } from "./elements.ts";

export type Surface = "message" | "modal" | "home";

const BLOCK: Shape = { block_id: string({ min: 1, max: 255 }) };
const element = (where: keyof typeof elementsOf) => byType(elementChecks, elementsOf[where]);
const image = elementChecks.image as Check;
const cell = byType({
  raw_text: shape({ text: string({ min: 1 }) }),
  raw_number: shape({ value: anything, text: string({ min: 1 }) }),
  rich_text: anything,
});
const column = shape({}, { align: oneOf("left", "center", "right"), is_wrapped: boolean });
const richText = byType({
  rich_text_section: anything,
  rich_text_list: shape(
    { elements: anything, style: oneOf("bullet", "ordered") },
    { indent: integer(0, 8), offset: anything, border: anything },
  ),
  rich_text_quote: anything,
  rich_text_preformatted: anything,
});

const section: Check = (value, pointer, report) => {
  shape({}, { ...BLOCK, text: text(3000), fields: list(text(2000), { min: 1, max: 10 }), accessory: element("section"), expand: boolean })(
    value,
    pointer,
    report,
  );
  if (isObject(value) && value.text === undefined && value.fields === undefined) report("must define either `text` or `fields`", pointer);
};

const input: Check = (value, pointer, report) => {
  shape(
    { label: plainText(2000), element: element("input") },
    { ...BLOCK, hint: plainText(2000), optional: boolean, dispatch_action: boolean },
  )(value, pointer, report);
};

const imageBlock: Check = (value, pointer, report) => {
  shape(
    { alt_text: string({ min: 1, max: 2000 }) },
    { ...BLOCK, image_url: string({ min: 1, max: 3000 }), slack_file: anything, title: plainText(2000) },
  )(value, pointer, report);
  if (isObject(value) && value.image_url === undefined && value.slack_file === undefined)
    report("missing required field: image_url", pointer);
};

const card: Check = (value, pointer, report) => {
  const button = byType(elementChecks, ["button"]);
  shape(
    {},
    { ...BLOCK, hero_image: image, icon: image, title: text(150), subtitle: text(150), body: text(200), actions: list(button, { max: 5 }) },
  )(value, pointer, report);
};

const blockChecks: Record<string, { surfaces: Surface[]; check: Check }> = {
  section: { surfaces: ["message", "modal", "home"], check: section },
  header: { surfaces: ["message", "modal", "home"], check: shape({ text: plainText(150) }, BLOCK) },
  divider: { surfaces: ["message", "modal", "home"], check: shape({}, BLOCK) },
  context: {
    surfaces: ["message", "modal", "home"],
    check: shape({ elements: list(byType({ image, plain_text: text(3000), mrkdwn: text(3000) }), { min: 1, max: 10 }) }, BLOCK),
  },
  actions: { surfaces: ["message", "modal", "home"], check: shape({ elements: list(element("actions"), { min: 1, max: 25 }) }, BLOCK) },
  image: { surfaces: ["message", "modal", "home"], check: imageBlock },
  input: { surfaces: ["message", "modal", "home"], check: input },
  rich_text: { surfaces: ["message", "modal", "home"], check: shape({ elements: list(richText, { max: 1000 }) }, BLOCK) },
  markdown: { surfaces: ["message"], check: shape({ text: string({ min: 1, max: 12_000 }) }, BLOCK) },
  table: {
    surfaces: ["message"],
    check: shape(
      { rows: list(list(cell, { min: 1, max: 20 }), { min: 1, max: 100 }) },
      { ...BLOCK, column_settings: list(column, { max: 20 }) },
    ),
  },
  alert: {
    surfaces: ["message", "modal"],
    check: shape({ text: text(3000) }, { ...BLOCK, level: oneOf("default", "info", "warning", "error", "success") }),
  },
  card: { surfaces: ["message"], check: card },
};

/** Checks the blocks of a message or view; `at` is the pointer of the array. */
export function checkBlocks(blocks: unknown, surface: Surface, at: string, report: Report): void {
  const allowed = Object.keys(blockChecks).filter((type) => blockChecks[type]?.surfaces.includes(surface));
  const checks = Object.fromEntries(Object.entries(blockChecks).map(([type, { check }]) => [type, check]));
  list(byType(checks, allowed), { max: surface === "message" ? 50 : 100 })(blocks, at, report);
  if (!Array.isArray(blocks)) return;
  checkUnique(blocks, at, report);
}

function checkUnique(blocks: unknown[], at: string, report: Report): void {
  const blockIds = new Set<unknown>();
  let focused = 0;
  for (const [index, block] of blocks.entries()) {
    if (!isObject(block)) continue;
    if (block.block_id !== undefined && blockIds.has(block.block_id)) {
      report(`\`block_id\` ${JSON.stringify(block.block_id)} already exists`, `${at}/${index}/block_id`);
    }
    blockIds.add(block.block_id);
    const actionIds = new Set<unknown>();
    for (const inside of elementsIn(block)) {
      if (inside.focus_on_load === true) focused += 1;
      if (inside.action_id === undefined) continue;
      if (actionIds.has(inside.action_id)) report(`\`action_id\` ${JSON.stringify(inside.action_id)} already exists`, `${at}/${index}`);
      actionIds.add(inside.action_id);
    }
  }
  if (focused > 1) report("only one element may have `focus_on_load`", at);
}

/** The elements of a block, wherever they stand in it. */
export function elementsIn(block: Record<string, unknown>): Record<string, unknown>[] {
  const inside = [
    block.element ?? [],
    block.accessory ?? [],
    block.type === "actions" ? block.elements : [],
    block.type === "card" ? (block.actions ?? []) : [],
  ];
  return inside.flat().filter(isObject);
}

const TITLE = plainText(24);
const COMMON: Shape = { private_metadata: string({ max: 3000 }), callback_id: string({ max: 255 }), external_id: string({ max: 255 }) };
const modal = shape(
  { title: TITLE, blocks: anything },
  { ...COMMON, submit: TITLE, close: TITLE, clear_on_close: boolean, notify_on_close: boolean, submit_disabled: boolean },
);
const home = shape({ blocks: anything }, COMMON);

/** Checks a view; every pointer begins with `/view`, as in Slack's answers. */
export function checkView(view: unknown, surface: "modal" | "home", report: Report): void {
  if (!isObject(view)) {
    report("must provide an object", "/view");
  } else if (view.type !== surface) {
    report(view.type === undefined ? "missing required field: type" : `must be a valid enum value: ${surface}`, "/view/type");
  } else {
    (surface === "modal" ? modal : home)(view, "/view", report);
    checkBlocks(view.blocks, surface, "/view/blocks", report);
    const asks = Array.isArray(view.blocks) && view.blocks.some((block) => isObject(block) && block.type === "input");
    if (surface === "modal" && asks && view.submit === undefined) report("missing required field: submit", "/view");
  }
}
