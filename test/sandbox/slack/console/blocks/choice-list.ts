/** The list of a select, once it is open. */
import { html, nothing, type TemplateResult } from "lit";
import type { Option } from "../server.ts";
import { withEmoji } from "../text/emoji.ts";
import type { Labels } from "../text/labels.ts";

export interface Group {
  label?: string;
  options: Option[];
}

interface ChoiceList {
  /** Of the element; the list's own id and its options' begin with it. */
  id: string;
  label: string;
  labels: Labels;
  groups: Group[];
  chosen: Option[];
  active: number;
  loading: boolean;
  /** Shown above the options, or instead of them. */
  message: string;
  point(index: number): void;
  pick(option: Option): void;
}

export function choiceList(list: ChoiceList): TemplateResult {
  // The input keeps the focus, so that one can go on typing.
  const keepFocus = (event: Event) => event.preventDefault();
  let index = 0;
  return html`<div class="choice-list" role="listbox" id=${`${list.id}-list`} aria-label=${list.label} @mousedown=${keepFocus}>
    ${list.loading ? html`<div class="choice-message" role="status"><span class="spinner small"></span>${list.labels.loading}</div>` : nothing}
    ${list.message ? html`<div class="choice-message" role="status">${list.message}</div>` : nothing}
    ${list.groups.map(
      ({ label, options }) => html`
        ${label ? html`<div class="choice-group" role="presentation">${label}</div>` : nothing}
        ${options.map((option) => item(option, index++, list))}
      `,
    )}
  </div>`;
}

function item(option: Option, index: number, { id, chosen, active, point, pick }: ChoiceList): TemplateResult {
  const selected = chosen.some(({ value }) => value === option.value);
  return html`<div
    role="option"
    id=${`${id}-${index}`}
    class="choice-option ${index === active ? "active" : ""}"
    aria-selected=${selected}
    data-value=${option.value}
    @mousemove=${() => point(index)}
    @click=${() => pick(option)}
  >
    <span class="choice-text">${withEmoji(option.text.text)}</span>
    ${option.description ? html`<span class="choice-description">${withEmoji(option.description.text)}</span>` : nothing}
    ${selected ? html`<span class="choice-tick" aria-hidden="true">✓</span>` : nothing}
  </div>`;
}
