/**
 * The elements of Block Kit and their limits.
 * Source: https://docs.slack.dev/reference/block-kit/block-elements and @slack/types 3.2.0 (read 2026-11).
 */
import { boolean, type Check, integer, isObject, list, oneOf, plainText, type Shape, shape, string, text } from "./checks.ts";

const ACTION = { action_id: string({ min: 1, max: 255 }) };
const confirm = shape(
  { text: text(300) },
  { title: plainText(100), confirm: plainText(30), deny: plainText(30), style: oneOf("primary", "danger") },
);
const CONFIRM: Shape = { ...ACTION, confirm };
const FOCUS: Shape = { focus_on_load: boolean };
const FORM: Shape = { ...CONFIRM, ...FOCUS };
const FILLED: Shape = { ...FORM, placeholder: plainText(150) };
const MANY: Shape = { max_selected_items: integer(1, 100) };
const DATE = string({ pattern: /^\d{4}-\d{2}-\d{2}$/ });

function option(label: Check): Check {
  return shape({ text: label, value: string({ min: 1, max: 150 }) }, { description: text(75), url: string({ max: 3000 }) });
}
const plainOption = option(plainText(75));
const richOption = option(text(75));
const options = (max: number, of = plainOption) => list(of, { min: 1, max });
const GROUPS: Shape = { option_groups: list(shape({ label: plainText(75), options: options(100) }), { min: 1, max: 100 }) };

/** Either options or groups of them; what is chosen at first must be one of them. */
function chosenAmong(check: Check): Check {
  return (value, pointer, report) => {
    check(value, pointer, report);
    if (!isObject(value)) return;
    if (value.type === "static_select" || value.type === "multi_static_select") {
      if ((value.options === undefined) === (value.option_groups === undefined)) {
        report("must define either `options` or `option_groups`", pointer);
      }
    }
    const offered = offeredOptions(value).map(({ value: id }) => id);
    const initial = [value.initial_option ?? [], value.initial_options ?? []].flat() as { value?: unknown }[];
    if (initial.some((one) => !offered.includes(String(one?.value)))) report("initial option must be one of the options", pointer);
  };
}

/** The options of a static element, those of groups included. */
export function offeredOptions(element: Record<string, unknown>): { text: { text: string }; value: string }[] {
  const groups = (element.option_groups ?? []) as { options?: unknown }[];
  const flat = [element.options ?? [], ...groups.map((group) => group?.options ?? [])].flat();
  return flat.filter(isObject) as unknown as { text: { text: string }; value: string }[];
}

const DISPATCH: Shape = {
  dispatch_action_config: shape({}, { trigger_actions_on: list(oneOf("on_enter_pressed", "on_character_entered"), { min: 1, max: 2 }) }),
};
const typed = (more: Shape = {}, required: Shape = {}) =>
  shape(required, { ...ACTION, ...FOCUS, ...DISPATCH, placeholder: plainText(150), initial_value: string(), ...more });

const ONE = { initial_option: plainOption };
const SEVERAL = { initial_options: list(plainOption, { max: 100 }), ...MANY };
const ids = list(string(), { max: 100 });
const filter = shape(
  {},
  {
    include: list(oneOf("im", "mpim", "private", "public"), { min: 1, max: 4 }),
    exclude_external_shared_channels: boolean,
    exclude_bot_users: boolean,
  },
);
const CONVERSATIONS: Shape = { filter, default_to_current_conversation: boolean };

export const elementChecks: Record<string, Check> = {
  button: shape(
    { text: plainText(75) },
    {
      ...CONFIRM,
      value: string({ max: 2000 }),
      url: string({ max: 3000 }),
      style: oneOf("primary", "danger"),
      accessibility_label: string({ max: 75 }),
    },
  ),
  image: shape(
    { alt_text: string({ min: 1, max: 2000 }) },
    { image_url: string({ min: 1, max: 3000 }), slack_file: shape({}, { id: string(), url: string() }) },
  ),
  overflow: shape({ options: options(5) }, CONFIRM),
  checkboxes: chosenAmong(shape({ options: options(10, richOption) }, { ...FORM, initial_options: list(richOption, { max: 10 }) })),
  radio_buttons: chosenAmong(shape({ options: options(10, richOption) }, { ...FORM, initial_option: richOption })),
  static_select: chosenAmong(shape({}, { ...FILLED, ...ONE, ...GROUPS, options: options(100) })),
  multi_static_select: chosenAmong(shape({}, { ...FILLED, ...SEVERAL, ...GROUPS, options: options(100) })),
  external_select: shape({}, { ...FILLED, ...ONE, min_query_length: integer(0, 100) }),
  multi_external_select: shape({}, { ...FILLED, ...SEVERAL, min_query_length: integer(0, 100) }),
  users_select: shape({}, { ...FILLED, initial_user: string() }),
  multi_users_select: shape({}, { ...FILLED, ...MANY, initial_users: ids }),
  conversations_select: shape({}, { ...FILLED, ...CONVERSATIONS, initial_conversation: string(), response_url_enabled: boolean }),
  multi_conversations_select: shape({}, { ...FILLED, ...MANY, ...CONVERSATIONS, initial_conversations: ids }),
  channels_select: shape({}, { ...FILLED, initial_channel: string(), response_url_enabled: boolean }),
  datepicker: shape({}, { ...FILLED, initial_date: DATE }),
  timepicker: shape({}, { ...FILLED, initial_time: string({ pattern: /^([01]\d|2[0-3]):[0-5]\d$/ }), timezone: string() }),
  datetimepicker: shape({}, { ...FORM, initial_date_time: integer(1_000_000_000, 9_999_999_999) }),
  plain_text_input: typed({
    multiline: boolean,
    min_length: integer(0, 3000),
    max_length: integer(1, 3000),
    initial_value: string({ max: 3000 }),
  }),
  email_text_input: typed(),
  url_text_input: typed(),
  number_input: typed({ min_value: string(), max_value: string() }, { is_decimal_allowed: boolean }),
  file_input: shape({}, { ...ACTION, filetypes: list(string(), { min: 1, max: 100 }), max_files: integer(1, 10) }),
};

/** What may stand in an answer to a block_suggestion. */
export const suggestedOptions: Check = shape(
  {},
  {
    options: list(plainOption, { max: 100 }),
    option_groups: list(shape({ label: plainText(75), options: list(plainOption, { max: 100 }) }), { max: 100 }),
  },
);

const CHOICES = [
  "checkboxes",
  "radio_buttons",
  "datepicker",
  "timepicker",
  "overflow",
  "static_select",
  "external_select",
  "users_select",
  "conversations_select",
  "channels_select",
];
const MULTIPLE = ["multi_static_select", "multi_external_select", "multi_users_select", "multi_conversations_select"];
const TYPED = ["plain_text_input", "email_text_input", "url_text_input", "number_input", "datetimepicker", "file_input"];

/** Where each element may stand. */
export const elementsOf = {
  actions: ["button", "datetimepicker", ...CHOICES, ...MULTIPLE],
  section: ["button", "image", ...CHOICES, ...MULTIPLE],
  input: [...TYPED, ...CHOICES.filter((type) => type !== "overflow"), ...MULTIPLE],
};
