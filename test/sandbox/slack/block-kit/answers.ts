/** What a person puts into a form: the value each element holds, as `state.values` carries it, and Slack's own checks before it sends. */
import type { Block, ViewValues } from "../workspace.ts";
import { elementsIn } from "./blocks.ts";
import { offeredOptions } from "./elements.ts";

export type ElementState = Record<string, unknown> & { type: string };
type Element = Record<string, unknown> & { type: string; action_id: string };

const HOLDS: Record<string, string> = {
  plain_text_input: "value",
  email_text_input: "value",
  url_text_input: "value",
  number_input: "value",
  static_select: "selected_option",
  external_select: "selected_option",
  radio_buttons: "selected_option",
  multi_static_select: "selected_options",
  multi_external_select: "selected_options",
  checkboxes: "selected_options",
  users_select: "selected_user",
  multi_users_select: "selected_users",
  conversations_select: "selected_conversation",
  multi_conversations_select: "selected_conversations",
  channels_select: "selected_channel",
  datepicker: "selected_date",
  timepicker: "selected_time",
  datetimepicker: "selected_date_time",
  file_input: "files",
};

const INITIAL: Record<string, string> = {
  value: "initial_value",
  selected_option: "initial_option",
  selected_options: "initial_options",
  selected_user: "initial_user",
  selected_users: "initial_users",
  selected_conversation: "initial_conversation",
  selected_conversations: "initial_conversations",
  selected_channel: "initial_channel",
  selected_date: "initial_date",
  selected_time: "initial_time",
  selected_date_time: "initial_date_time",
};

/** The property that holds the element's value; `undefined` for a button. */
export const holderOf = (type: string): string | undefined => HOLDS[type];

const emptyOf = (holder: string) => (holder.endsWith("s") ? [] : null);

/** Every element of the blocks that holds a value, with its block. */
export function holders(blocks: Block[]): { block: Block; element: Element; holder: string }[] {
  return blocks.flatMap((block) =>
    elementsIn(block).flatMap((element) => {
      const holder = HOLDS[element.type as string];
      return holder ? [{ block, element: element as Element, holder }] : [];
    }),
  );
}

/** What a fresh view holds; what the person had already entered under the same ids stays, as in Slack. */
export function valuesOf(blocks: Block[], entered: ViewValues = {}): ViewValues {
  const values: ViewValues = {};
  for (const { block, element, holder } of holders(blocks)) {
    const blockId = block.block_id ?? "";
    const kept = entered[blockId]?.[element.action_id];
    const fresh = { type: element.type, [holder]: element[INITIAL[holder] ?? ""] ?? emptyOf(holder) };
    values[blockId] = { ...values[blockId], [element.action_id]: kept?.type === element.type ? kept : fresh };
  }
  return values;
}

/** A short answer ("ACME", an option's value, a list of them) as the element's state. An option of an external select is given whole. */
export function stateOf(element: Record<string, unknown>, answer: unknown): ElementState {
  const type = String(element.type);
  const holder = HOLDS[type];
  if (!holder) throw new Error(`${type} holds no value`);
  const pick = (one: unknown) => (typeof one === "string" && /option/.test(holder) ? optionNamed(element, one) : one);
  return { type, [holder]: Array.isArray(answer) ? answer.map(pick) : pick(answer) };
}

function optionNamed(element: Record<string, unknown>, name: string) {
  const found = offeredOptions(element).find(({ value, text }) => value === name || text.text === name);
  if (!found) throw new Error(`no option ${JSON.stringify(name)} in ${String(element.action_id)}`);
  return found;
}

export const isEmpty = (value: unknown) =>
  value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);

export interface FieldProblem {
  blockId: string;
  problem: "required" | "email" | "url" | "number" | "too_short" | "too_long" | "too_small" | "too_big";
}

/** What Slack's client itself refuses to send. */
export function unsendable(blocks: Block[], values: ViewValues): FieldProblem[] {
  return holders(blocks).flatMap(({ block, element, holder }) => {
    if (block.type !== "input") return [];
    const value = values[block.block_id ?? ""]?.[element.action_id]?.[holder];
    const problem = isEmpty(value) ? (block.optional === true ? undefined : ("required" as const)) : malformed(element, value);
    return problem ? [{ blockId: block.block_id ?? "", problem }] : [];
  });
}

function malformed(element: Element, value: unknown): FieldProblem["problem"] | undefined {
  const text = String(value);
  switch (element.type) {
    case "email_text_input":
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? undefined : "email";
    case "url_text_input":
      return /^https?:\/\/\S+\.\S+$/i.test(text) ? undefined : "url";
    case "number_input":
      return malformedNumber(element, text);
    case "plain_text_input":
      if (text.length < Number(element.min_length ?? 0)) return "too_short";
      return text.length > Number(element.max_length ?? 3000) ? "too_long" : undefined;
    default:
      return undefined;
  }
}

function malformedNumber(element: Element, text: string): FieldProblem["problem"] | undefined {
  if (!(element.is_decimal_allowed ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/).test(text)) return "number";
  if (element.min_value !== undefined && Number(text) < Number(element.min_value)) return "too_small";
  return element.max_value !== undefined && Number(text) > Number(element.max_value) ? "too_big" : undefined;
}
