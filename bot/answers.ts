/** What people answered in a form. Shapes come from outside: nothing is taken for granted, a missing answer is "". */
import type { types } from "@slack/bolt";

type State = { values?: Record<string, Record<string, unknown>> } | undefined;
export interface FormState {
  state?: unknown;
  private_metadata?: string;
}

/** The one answer of an input block, whatever its element. */
function answerOf(view: FormState, name: string): Record<string, unknown> | undefined {
  const answers = (view.state as State)?.values?.[name];
  const [answer] = answers && typeof answers === "object" ? Object.values(answers) : [];
  return answer && typeof answer === "object" ? (answer as Record<string, unknown>) : undefined;
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const optionValue = (chosen: unknown): string => textOf((chosen as types.PlainTextOption | null | undefined)?.value);

export const typed = (view: FormState, name: string): string => textOf(answerOf(view, name)?.value).trim();
export const chosen = (view: FormState, name: string): string => optionValue(answerOf(view, name)?.selected_option);

/** Slack's id of a person; "" for nobody. */
export const chosenPerson = (view: FormState, name: string): string => textOf(answerOf(view, name)?.selected_user);

/** Slack's id of a channel; "" for none. */
export const chosenConversation = (view: FormState, name: string): string => textOf(answerOf(view, name)?.selected_conversation);

export function ticked(view: FormState, name: string): string[] {
  const options = answerOf(view, name)?.selected_options;
  return Array.isArray(options) ? options.map(optionValue).filter(Boolean) : [];
}

/** Ids of the files that were given. */
export function givenFiles(view: FormState, name: string): string[] {
  const files = answerOf(view, name)?.files;
  return Array.isArray(files) ? files.map((file) => textOf(file?.id)).filter(Boolean) : [];
}

/** The chosen option as Slack shows it, to be offered again when the form is drawn anew. */
export function chosenOption(view: FormState, name: string): types.PlainTextOption | undefined {
  const picked = answerOf(view, name)?.selected_option as types.PlainTextOption | null | undefined;
  return optionValue(picked) && textOf((picked?.text as { text?: unknown } | undefined)?.text)
    ? (picked as types.PlainTextOption)
    : undefined;
}

/** What the form remembered (forms.ts `memory`); {} when it is not ours. */
export const memoryOf = <T extends object>(view: FormState): Partial<T> => readMemory(view.private_metadata);

/** JSON that we gave to a form or a button; {} when it is not ours. Its fields are still to be checked. */
export function readMemory<T extends object>(text: unknown): Partial<T> {
  try {
    const memory: unknown = JSON.parse(textOf(text) || "{}");
    return typeof memory === "object" && memory !== null ? (memory as Partial<T>) : {};
  } catch {
    return {};
  }
}
