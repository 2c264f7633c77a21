/** Fields one types into: text, numbers, dates and times, files. The browser's own inputs, kept as Slack would hold them. */
import { html, nothing, type TemplateResult } from "lit";
import { type BlockContext, changed, type Element, type Standing, stateOf } from "./context.ts";

const DATES = {
  datepicker: { input: "date", holder: "selected_date" },
  timepicker: { input: "time", holder: "selected_time" },
  datetimepicker: { input: "datetime-local", holder: "selected_date_time" },
} as const;

export function dateOrTime(one: Element, standing: Standing, context: BlockContext): TemplateResult {
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

/** Slack takes a file at once, and the form holds what Slack says of it. */
export function files(one: Element, standing: Standing, context: BlockContext): TemplateResult {
  const change = async (event: Event) => {
    const given = [...((event.target as HTMLInputElement).files ?? [])];
    changed(one, standing, context, "files", await Promise.all(given.map((file) => context.upload(file))));
  };
  const single = one.max_files === 1;
  const held = (stateOf(one, standing, context).files ?? []) as { name?: string }[];
  return html`<label class="file-field">
    <input
      class="file-input"
      type="file"
      ?multiple=${!single}
      data-testid=${one.action_id}
      aria-label=${standing.label || context.labels.files}
      aria-invalid=${Boolean(context.errors[standing.blockId])}
      accept=${one.filetypes?.map((type) => `.${type}`).join(",") ?? nothing}
      @change=${change}
    />
    <span class="bk-button" aria-hidden="true">${single ? context.labels.file : context.labels.files}</span>
    <span class="file-names">${held.map(({ name }) => name).join(", ")}</span>
  </label>`;
}

const TYPED = { email_text_input: "email", url_text_input: "url", number_input: "decimal", plain_text_input: "text" } as const;
const typingTimers = new Map<string, ReturnType<typeof setTimeout>>();

export function typed(one: Element, standing: Standing, context: BlockContext): TemplateResult {
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
