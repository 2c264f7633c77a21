/** The interactive elements of Block Kit. */
import { html, nothing, type TemplateResult } from "lit";
import type { Option } from "../server.ts";
import { withEmoji } from "../text/emoji.ts";
import { mrkdwn, plainText } from "../text/mrkdwn.ts";
import "./choice.ts";
import "./overflow-menu.ts";
import type { BlockContext, Element } from "./context.ts";

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

export function element(one: Element, standing: Standing, context: BlockContext): TemplateResult {
  switch (one.type) {
    case "button":
      return button(one, standing, context);
    case "overflow":
      return overflow(one, standing, context);
    case "image":
      return html`<img class="accessory-image" src=${safeImage(one.image_url)} alt=${one.alt_text ?? ""} />`;
    case "checkboxes":
    case "radio_buttons":
      return options(one, standing, context);
    case "datepicker":
    case "timepicker":
    case "datetimepicker":
      return dateOrTime(one, standing, context);
    case "file_input":
      return files(one, standing, context);
    case "plain_text_input":
    case "email_text_input":
    case "url_text_input":
    case "number_input":
      return typed(one, standing, context);
    default:
      return choice(one, standing, context);
  }
}

/** Only pictures from the web: never data: or javascript:. */
export const safeImage = (url = "") => (/^https?:\/\//.test(url) ? url : "");

function button(one: Element, { blockId }: Standing, context: BlockContext): TemplateResult {
  const pending = context.pending.has(`${blockId}/${one.action_id}`);
  const failed = context.failed.has(`${blockId}/${one.action_id}`);
  const press = () => {
    if (one.url && /^https?:\/\//.test(one.url)) window.open(one.url, "_blank", "noopener");
    context.press(blockId, one);
  };
  return html`<button
    type="button"
    class="bk-button ${one.style ?? ""}"
    data-testid=${one.action_id}
    aria-label=${one.accessibility_label ?? nothing}
    aria-busy=${pending}
    ?disabled=${pending}
    @click=${press}
  >
    ${pending ? html`<span class="spinner small" aria-hidden="true"></span>` : nothing}${plainText(one.text?.text ?? "", one.text?.emoji)}
    ${one.url ? html`<span class="leaves" aria-hidden="true">↗</span>` : nothing}
    ${failed ? html`<span class="failed" role="img" title=${context.labels.noAnswer} aria-label=${context.labels.noAnswer}>⚠</span>` : nothing}
  </button>`;
}

function overflow(one: Element, { blockId }: Standing, context: BlockContext): TemplateResult {
  const chosen = (event: CustomEvent<string>) => context.press(blockId, one, event.detail);
  return html`<slack-overflow
    .options=${(one.options ?? []).map(({ text, value }) => ({ label: withEmoji(text.text), value }))}
    .label=${context.labels.moreActions}
    .name=${one.action_id}
    @chosen=${chosen}
  ></slack-overflow>`;
}

const stateOf = (one: Element, { blockId }: Standing, { values }: BlockContext) => values[blockId]?.[one.action_id] ?? {};

/** Keeps the value, and tells the app where it wants to know. */
function changed(one: Element, standing: Standing, context: BlockContext, holder: string, value: unknown): void {
  context.keep(standing.blockId, one.action_id, { type: one.type, [holder]: value });
  if (!standing.field || standing.dispatch) context.press(standing.blockId, one, value);
}

function options(one: Element, standing: Standing, context: BlockContext): TemplateResult {
  const many = one.type === "checkboxes";
  const state = stateOf(one, standing, context);
  const chosen = many ? ((state.selected_options ?? []) as Option[]) : state.selected_option ? [state.selected_option as Option] : [];
  const choose = (option: Option, on: boolean) => {
    const rest = chosen.filter(({ value }) => value !== option.value);
    if (many) changed(one, standing, context, "selected_options", on ? [...rest, option] : rest);
    else changed(one, standing, context, "selected_option", option);
  };
  return html`<div class="options" role=${many ? "group" : "radiogroup"} aria-label=${standing.label || nothing} data-testid=${one.action_id}>
    ${(one.options ?? []).map(
      (option) => html`<label class="option">
        <input
          type=${many ? "checkbox" : "radio"}
          name=${`${standing.blockId}/${one.action_id}`}
          value=${option.value}
          .checked=${chosen.some(({ value }) => value === option.value)}
          @change=${(event: Event) => choose(option, (event.target as HTMLInputElement).checked)}
        />
        <span>
          ${option.text.type === "mrkdwn" ? mrkdwn(option.text.text, context.names) : plainText(option.text.text)}
          ${option.description ? html`<small>${plainText(option.description.text)}</small>` : nothing}
        </span>
      </label>`,
    )}
  </div>`;
}

const DATES = {
  datepicker: { input: "date", holder: "selected_date" },
  timepicker: { input: "time", holder: "selected_time" },
  datetimepicker: { input: "datetime-local", holder: "selected_date_time" },
} as const;

function dateOrTime(one: Element, standing: Standing, context: BlockContext): TemplateResult {
  const { input, holder } = DATES[one.type as keyof typeof DATES];
  const held = stateOf(one, standing, context)[holder];
  const isMoment = one.type === "datetimepicker";
  const shown = held === null || held === undefined ? "" : isMoment ? localMoment(Number(held)) : String(held);
  const change = (event: Event) => {
    const { value } = event.target as HTMLInputElement;
    const moment = isMoment && value ? Math.floor(new Date(value).getTime() / 1000) : value;
    changed(one, standing, context, holder, value ? moment : null);
  };
  return html`<input
    class="text-input date ${standing.field ? "" : "compact"}"
    type=${input}
    data-testid=${one.action_id}
    aria-label=${standing.label || one.placeholder?.text || nothing}
    aria-describedby=${standing.describedby || nothing}
    aria-invalid=${Boolean(context.errors[standing.blockId])}
    .value=${shown}
    ?data-focus=${one.focus_on_load}
    @change=${change}
  />`;
}

function localMoment(seconds: number): string {
  const date = new Date(seconds * 1000);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function files(one: Element, standing: Standing, context: BlockContext): TemplateResult {
  const change = (event: Event) => {
    const chosen = [...((event.target as HTMLInputElement).files ?? [])];
    const described = chosen.map(({ name, size, type }) => ({ id: `F0${name.length}${size}`, name, size, mimetype: type }));
    changed(one, standing, context, "files", described);
  };
  return html`<input
    class="file-input"
    type="file"
    multiple
    data-testid=${one.action_id}
    aria-label=${standing.label || context.labels.files}
    accept=${one.filetypes?.map((type) => `.${type}`).join(",") ?? nothing}
    @change=${change}
  />`;
}

const TYPED = { email_text_input: "email", url_text_input: "url", number_input: "decimal", plain_text_input: "text" } as const;
const typingTimers = new Map<string, ReturnType<typeof setTimeout>>();

function typed(one: Element, standing: Standing, context: BlockContext): TemplateResult {
  const when = one.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const value = String(stateOf(one, standing, context).value ?? "");
  const send = (text: string) => context.press(standing.blockId, one, text || null);
  const type = (event: Event) => {
    const text = (event.target as HTMLInputElement).value;
    context.keep(standing.blockId, one.action_id, { type: one.type, value: text || null });
    if (!standing.dispatch || !when.includes("on_character_entered")) return;
    clearTimeout(typingTimers.get(one.action_id));
    typingTimers.set(
      one.action_id,
      setTimeout(() => send(text), 400),
    );
  };
  const key = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || one.multiline || event.isComposing) return;
    if (standing.dispatch && when.includes("on_enter_pressed")) {
      event.preventDefault();
      send((event.target as HTMLInputElement).value);
    }
  };
  const invalid = Boolean(context.errors[standing.blockId]);
  return one.multiline
    ? html`<textarea
        class="text-input"
        rows="4"
        data-testid=${one.action_id}
        aria-label=${standing.label || nothing}
        aria-describedby=${standing.describedby || nothing}
        aria-invalid=${invalid}
        placeholder=${one.placeholder?.text ?? ""}
        ?data-focus=${one.focus_on_load}
        .value=${value}
        @input=${type}
      ></textarea>`
    : html`<input
        class="text-input"
        type="text"
        inputmode=${TYPED[one.type as keyof typeof TYPED]}
        autocomplete="off"
        data-testid=${one.action_id}
        aria-label=${standing.label || nothing}
        aria-describedby=${standing.describedby || nothing}
        aria-invalid=${invalid}
        placeholder=${one.placeholder?.text ?? ""}
        ?data-focus=${one.focus_on_load}
        .value=${value}
        @input=${type}
        @keydown=${key}
      />`;
}

const HOLDERS: Record<string, string> = {
  users: "selected_user",
  conversations: "selected_conversation",
  channels: "selected_channel",
};

/** Every kind of select. People and conversations become options, and ids again when they are kept. */
function choice(one: Element, standing: Standing, context: BlockContext): TemplateResult {
  const multiple = one.type.startsWith("multi_");
  const kind = one.type.replace("multi_", "").replace("_select", "");
  const singular = HOLDERS[kind];
  const holder = `${singular ?? "selected_option"}${multiple ? "s" : ""}`;
  const offered = kind === "users" ? context.people : singular ? context.channels : (one.options ?? []);
  const held = stateOf(one, standing, context)[holder];
  const asOption = (given: unknown) => (singular ? offered.find(({ value }) => value === given) : (given as Option));
  const chosen = [held ?? []].flat().map(asOption).filter(Boolean) as Option[];
  const choose = ({ detail }: CustomEvent<Option | Option[] | null>) => {
    const value = singular ? (Array.isArray(detail) ? detail.map((option) => option.value) : (detail?.value ?? null)) : detail;
    changed(one, standing, context, holder, value);
  };
  return html`<slack-choice
    .groups=${one.option_groups ? one.option_groups.map((group) => ({ label: group.label.text, options: group.options })) : [{ options: offered }]}
    .chosen=${chosen}
    .suggest=${kind === "external" ? (text: string) => context.suggest(one.action_id, text) : undefined}
    .labels=${context.labels}
    .multiple=${multiple}
    .compact=${!standing.field && !multiple}
    .invalid=${Boolean(context.errors[standing.blockId])}
    .minQuery=${one.min_query_length ?? 3}
    .placeholder=${one.placeholder?.text ?? context.labels.choose}
    .label=${standing.label}
    .name=${one.action_id}
    .describedby=${standing.describedby}
    ?data-focus=${one.focus_on_load}
    @chosen=${choose}
  ></slack-choice>`;
}
