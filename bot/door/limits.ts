/**
 * Slack's limits, kept before Slack does: a text that is too long is shortened where that harms nobody; a shape that
 * Slack would refuse whole (too many blocks, a value cut short) is our mistake and is thrown.
 * Source: https://docs.slack.dev/reference/block-kit/blocks (read 2026-11).
 */
import type { KnownBlock, ModalView } from "@slack/types";
import { PasserelleError } from "../../edge/errors.ts";
import { shorten } from "../text/words.ts";

const MESSAGE_BLOCKS = 50;
const VIEW_BLOCKS = 100;
const OPTIONS = 100;
const OPTION_VALUE = 150;
const BUTTON_VALUE = 2000;
const FIELDS = 10;
const ELEMENTS: Record<string, number> = { actions: 25, context: 10 };
const METADATA = 3000;
export const MESSAGE_TEXT = 4000;

/** Texts by where they stand: key of the parent, then type of what holds it. */
const TEXT_LIMITS: Record<string, number> = {
  header: 150,
  section: 3000,
  field: 2000,
  context: 2000,
  button: 75,
  option: 75,
  description: 75,
  label: 2000,
  hint: 2000,
  placeholder: 150,
  title: 24,
  submit: 24,
  close: 24,
};

type Node = Record<string, unknown>;

export function fitBlocks(blocks: KnownBlock[], most = MESSAGE_BLOCKS): KnownBlock[] {
  require(blocks.length <= most, `${blocks.length} blocks`);
  require(new Set(blocks.map((block) => block.block_id).filter(Boolean)).size ===
    blocks.filter((block) => block.block_id).length, "block_id twice");
  return blocks.map((block) => fitNode(block as unknown as Node, String(block.type))) as unknown as KnownBlock[];
}

export function fitView(view: ModalView): ModalView {
  require((view.private_metadata ?? "").length <= METADATA, "private_metadata");
  const { blocks, ...frame } = view;
  return { ...(fitNode(frame as unknown as Node, "view") as unknown as ModalView), blocks: fitBlocks(blocks as KnownBlock[], VIEW_BLOCKS) };
}

/** @param place what the node is, for its texts' limit */
function fitNode(node: Node, place: string): Node {
  checkShape(node, place);
  const fitted: Node = {};
  for (const [key, value] of Object.entries(node)) fitted[key] = fitValue(value, key, place);
  return fitted;
}

function fitValue(value: unknown, key: string, place: string): unknown {
  if (Array.isArray(value)) return value.map((item) => (isNode(item) ? fitNode(item, placeOf(key, item, place)) : item));
  if (!isNode(value)) return value;
  if (value.type === "plain_text" || value.type === "mrkdwn") return fitText(value, TEXT_LIMITS[key] ?? TEXT_LIMITS[place] ?? 3000);
  return fitNode(value, placeOf(key, value, place));
}

function placeOf(key: string, node: Node, place: string): string {
  if (key === "fields") return "field";
  if (key === "options" || key === "initial_option" || key === "initial_options") return "option";
  if (key === "elements" && (node.type === "mrkdwn" || node.type === "plain_text")) return place;
  return typeof node.type === "string" ? node.type : key;
}

function fitText(text: Node, most: number): Node {
  const shown = shorten(String(text.text ?? ""), most);
  // Slack refuses an empty text.
  return { ...text, text: shown === "" ? " " : shown };
}

function checkShape(node: Node, place: string): void {
  const count = (key: string) => (Array.isArray(node[key]) ? (node[key] as unknown[]).length : 0);
  require(count("options") <= OPTIONS && count("option_groups") <= OPTIONS, `${place}: too many options`);
  require(count("fields") <= FIELDS, `${place}: too many fields`);
  require(count("elements") <= (ELEMENTS[place] ?? Number.POSITIVE_INFINITY), `${place}: too many elements`);
  if (typeof node.value === "string")
    require(node.value.length <= (place === "option" ? OPTION_VALUE : BUTTON_VALUE), `${place}: value too long`);
  if (place === "option") require(typeof node.value === "string" && node.value.length > 0, "option without value");
  if (node.type === "plain_text" || node.type === "mrkdwn") Object.assign(node, fitText(node, TEXT_LIMITS[place] ?? 3000));
}

function require(right: boolean, what: string): void {
  if (!right) throw new PasserelleError("unexpected", { message: `Block Kit: ${what}` });
}

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && !Array.isArray(value);
