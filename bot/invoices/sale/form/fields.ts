/** Fields of windows: those that are kept as they are typed, and choices. */
import type { InputBlock, StaticSelect } from "@slack/types";
import { option } from "../../../forms.ts";

/** What is typed is kept as it is typed. */
export const watched = (block: InputBlock): InputBlock => ({
  ...block,
  dispatch_action: true,
  element: { ...block.element, dispatch_action_config: { trigger_actions_on: ["on_character_entered"] } } as InputBlock["element"],
});

export const select = (name: string, options: [value: string, label: string][], chosen: string): StaticSelect => {
  const all = options.map(([value, label]) => option(label, value));
  const initial = all.find(({ value }) => value === chosen);
  return { type: "static_select", action_id: name, options: all, ...(initial && { initial_option: initial }) };
};
