/** The interactive elements of Block Kit. */
import { html, nothing, type TemplateResult } from "lit";
import type { Option } from "../server.ts";
import { withEmoji } from "../text/emoji.ts";
import { mrkdwn, plainText } from "../text/mrkdwn.ts";
import "./choice.ts";
import "./overflow-menu.ts";
import { type BlockContext, changed, type Element, type Standing, stateOf } from "./context.ts";
import { dateOrTime, files, typed } from "./typed-fields.ts";

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
