/** What a block needs to be drawn and used: who reads, what was typed, what happens on a click. */
import type { Target } from "../../client-state.ts";
import type { Block, ViewValues } from "../../workspace.ts";
import type { Option } from "../server.ts";
import type { Labels } from "../text/labels.ts";
import type { Names } from "../text/mrkdwn.ts";

export type ElementState = Record<string, unknown> & { type: string };

/** An element of Block Kit; every field that this console reads. */
export interface Element {
  type: string;
  action_id: string;
  text?: { type: string; text: string; emoji?: boolean };
  value?: string;
  url?: string;
  style?: "primary" | "danger";
  confirm?: Confirm;
  accessibility_label?: string;
  placeholder?: { text: string };
  options?: Option[];
  option_groups?: { label: { text: string }; options: Option[] }[];
  multiline?: boolean;
  min_query_length?: number;
  max_selected_items?: number;
  max_length?: number;
  min_length?: number;
  is_decimal_allowed?: boolean;
  focus_on_load?: boolean;
  dispatch_action_config?: { trigger_actions_on?: string[] };
  image_url?: string;
  alt_text?: string;
  filetypes?: string[];
  max_files?: number;
  filter?: { include?: string[] };
}

export interface Confirm {
  title?: { text: string };
  text: { type: string; text: string };
  confirm?: { text: string };
  deny?: { text: string };
  style?: "primary" | "danger";
}

export interface BlockContext {
  surface: "message" | "modal" | "home";
  target: Target;
  names: Names;
  labels: Labels;
  people: Option[];
  channels: Option[];
  values: ViewValues;
  /** block_id → sentence under the field. */
  errors: Record<string, string>;
  /** Actions that wait for the app's answer, and those that got none. */
  pending: ReadonlySet<string>;
  failed: ReadonlySet<string>;
  /** Keeps what was typed; nothing is sent. */
  keep(blockId: string, actionId: string, state: ElementState): void;
  /** Sends a block_actions; asks first when the element says so. */
  press(blockId: string, element: Element, answer?: unknown): void;
  upload(file: File): Promise<Record<string, unknown>>;
  suggest(actionId: string, text: string): Promise<{ notice?: string; options: Option[]; groups?: Element["option_groups"] }>;
}

export const blockIdOf = (block: Block) => block.block_id ?? "";

/** How an element is told apart from its neighbours, and whether it is a field of a form. */
export interface Standing {
  blockId: string;
  /** The accessible name: the label of an input, or nothing. */
  label: string;
  /** Inside an input block: what is entered is kept, and sent only when `dispatch` says so. */
  field: boolean;
  dispatch: boolean;
  describedby: string;
}

/** What the element holds now. */
export const stateOf = (one: Element, { blockId }: Standing, { values }: BlockContext) => values[blockId]?.[one.action_id] ?? {};

/** Keeps the value, and tells the app where it wants to know. */
export function changed(one: Element, standing: Standing, context: BlockContext, holder: string, value: unknown): void {
  context.keep(standing.blockId, one.action_id, { type: one.type, [holder]: value });
  if (!standing.field || standing.dispatch) context.press(standing.blockId, one, value);
}
