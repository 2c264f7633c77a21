/** Words for forms and cards: small builders over Slack's own types. Whatever people or vendors wrote goes through words.ts here. */
import type {
  ActionsBlock,
  Button,
  Checkboxes,
  ContextBlock,
  HeaderBlock,
  InputBlock,
  KnownBlock,
  ModalView,
  MrkdwnElement,
  PlainTextElement,
  PlainTextOption,
  SectionBlock,
  UsersSelect,
} from "@slack/types";
import { mrkdwnText, oneLine, plainText, shorten } from "./text/words.ts";

/** No emoji: ":smile:" in a name is a name. */
export const plain = (text: string): PlainTextElement => ({ type: "plain_text", text: plainText(text), emoji: false });

/** Markup of ours only: put what others wrote through mrkdwnText first. `verbatim` keeps Slack from making links of it. */
export const markup = (text: string): MrkdwnElement => ({ type: "mrkdwn", text, verbatim: true });

export const header = (text: string): HeaderBlock => ({ type: "header", text: plain(oneLine(text)) });
export const section = (text: string, accessory?: Button): SectionBlock => ({
  type: "section",
  text: plain(text),
  ...(accessory && { accessory }),
});
export const context = (...texts: string[]): ContextBlock => ({ type: "context", elements: texts.filter(Boolean).map(plain) });
export const markupContext = (text: string): ContextBlock => ({ type: "context", elements: [markup(text)] });
export const divider = { type: "divider" } as const;

/** A bold line and one below it, with a button at the side. */
export const entry = (title: string, details: string, accessory?: Button): SectionBlock => ({
  type: "section",
  text: markup(`*${mrkdwnText(oneLine(title))}*${details ? `\n${mrkdwnText(oneLine(details))}` : ""}`),
  ...(accessory && { accessory }),
});

/** Label and value, two to a row; what is not known is left out. At most ten to a section. */
export function facts(pairs: [label: string, value: string | null | undefined][]): SectionBlock[] {
  const fields = pairs
    .filter(([, value]) => value)
    .map(([label, value]) => markup(`*${mrkdwnText(label)}*\n${mrkdwnText(oneLine(value as string))}`));
  const sections: SectionBlock[] = [];
  for (let i = 0; i < fields.length; i += 10) sections.push({ type: "section", fields: fields.slice(i, i + 10) });
  return sections;
}

interface ButtonLook {
  style?: "primary" | "danger";
  url?: string;
  /** Said instead of the label by a screen reader, which does not see what the button stands beside; begins like the label. */
  spoken?: string;
  /** What is asked before it acts. */
  confirm?: { title: string; text: string; confirm: string; deny: string; style?: "primary" | "danger" };
}

/** A label stands alone, or `spoken` does. */
export const button = (action_id: string, label: string, value: string, { style, url, spoken, confirm }: ButtonLook = {}): Button => ({
  type: "button",
  action_id,
  text: plain(shorten(oneLine(label), 75)),
  ...(spoken && { accessibility_label: shorten(oneLine(spoken), 75) }),
  ...(value && { value }),
  ...(style && { style }),
  ...(url && { url }),
  ...(confirm && {
    confirm: {
      title: plain(confirm.title),
      text: plain(confirm.text),
      confirm: plain(confirm.confirm),
      deny: plain(confirm.deny),
      style: confirm.style ?? "danger",
    },
  }),
});

export const buttons = (...elements: (Button | false | null | undefined)[]): ActionsBlock[] => {
  const shown = elements.filter((element): element is Button => Boolean(element));
  return shown.length > 0 ? [{ type: "actions", elements: shown }] : [];
};

export const option = (text: string, value: string): PlainTextOption => ({ text: plain(shorten(oneLine(text), 75)), value });

interface InputLook {
  optional?: boolean;
  hint?: string;
  dispatch?: boolean;
}

/** The block's id is the answer's name (answers.ts) and where an error is shown. */
export const input = (
  name: string,
  label: string,
  element: InputBlock["element"],
  { optional, hint, dispatch }: InputLook = {},
): InputBlock => ({
  type: "input",
  block_id: name,
  label: plain(label),
  element,
  optional: optional ?? false,
  ...(hint && { hint: plain(hint) }),
  ...(dispatch && { dispatch_action: true }),
});

interface TextLook {
  initial?: string | undefined;
  most?: number;
  multiline?: boolean;
  placeholder?: string;
  focus?: boolean;
}

export const textBox = (name: string, { initial, most = 200, multiline, placeholder, focus }: TextLook = {}): InputBlock["element"] => ({
  type: "plain_text_input",
  action_id: name,
  max_length: most,
  ...(initial && { initial_value: shorten(initial, most) }),
  ...(multiline && { multiline }),
  ...(placeholder && { placeholder: plain(placeholder) }),
  ...(focus && { focus_on_load: true }),
});

export const emailBox = (name: string, initial?: string): InputBlock["element"] => ({
  type: "email_text_input",
  action_id: name,
  ...(initial && { initial_value: initial }),
});

/** @param initial Slack's id of the person chosen so far, "" for nobody */
export const personSelect = (name: string, placeholder: string, initial = ""): UsersSelect => ({
  type: "users_select",
  action_id: name,
  placeholder: plain(placeholder),
  ...(initial && { initial_user: initial }),
});

export function checkboxes(name: string, options: PlainTextOption[], chosen: string[]): Checkboxes {
  const initial = options.filter(({ value }) => chosen.includes(value as string));
  return { type: "checkboxes", action_id: name, options, ...(initial.length > 0 && { initial_options: initial }) };
}

interface ModalLook {
  callback: string;
  title: string;
  close: string;
  submit?: string | undefined;
  blocks: KnownBlock[];
  /** What the form must still know when it comes back: ids, never a person's data. */
  memory?: unknown;
}

export const modal = ({ callback, title, close, submit, blocks, memory }: ModalLook): ModalView => ({
  type: "modal",
  callback_id: callback,
  title: plain(title),
  close: plain(close),
  ...(submit && { submit: plain(submit) }),
  blocks,
  ...(memory !== undefined && { private_metadata: JSON.stringify(memory) }),
});
