/**
 * A Slack select: a combobox with a list that opens below it. Static, external (typed text is sent to the app) and
 * multiple selects are the same thing with other options.
 *
 * @fires chosen - `detail` is an option, a list of them, or null when it was cleared.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { Option } from "../server.ts";
import { withEmoji } from "../text/emoji.ts";
import type { Labels } from "../text/labels.ts";
import { choiceList, type Group } from "./choice-list.ts";
import { placeList } from "./place.ts";

export type Suggest = (
  text: string,
) => Promise<{ notice?: string; options: Option[]; groups?: { label: { text: string }; options: Option[] }[] }>;

const TYPING_MS = 200;
let lastId = 0;

export class SlackChoice extends LitElement {
  static override properties = {
    groups: { attribute: false },
    chosen: { attribute: false },
    suggest: { attribute: false },
    labels: { attribute: false },
    multiple: { type: Boolean },
    compact: { type: Boolean },
    invalid: { type: Boolean },
    minQuery: { type: Number },
    placeholder: {},
    label: {},
    name: {},
    describedby: {},
    open: { state: true },
    text: { state: true },
    active: { state: true },
    found: { state: true },
    status: { state: true },
  };

  groups: Group[] = [];
  chosen: Option[] = [];
  suggest: Suggest | undefined = undefined;
  declare labels: Labels;
  multiple = false;
  /** A select beside text or in a row of buttons, as narrow as its content. */
  compact = false;
  invalid = false;
  minQuery = 3;
  placeholder = "";
  label = "";
  name = "";
  describedby = "";
  open = false;
  text = "";
  active = 0;
  found: Group[] = [];
  status: "" | "loading" | string = "";

  readonly #id = `choice-${++lastId}`;
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  protected override createRenderRoot() {
    return this;
  }

  /** What the list shows now. */
  get #shown(): Group[] {
    if (this.suggest) return this.found;
    const wanted = fold(this.text);
    return this.groups
      .map(({ label, options }) => ({ label, options: options.filter(({ text }) => fold(text.text).includes(wanted)) }))
      .filter(({ options }) => options.length > 0);
  }

  get #flat(): Option[] {
    return this.#shown.flatMap(({ options }) => options);
  }

  override render() {
    const { open, chosen, multiple } = this;
    const one = multiple ? undefined : chosen[0];
    const activeOption = open && this.#flat[this.active] ? `${this.#id}-${this.active}` : nothing;
    return html`<div class="choice ${this.compact ? "compact" : ""} ${open ? "open" : ""} ${this.invalid ? "invalid" : ""}">
      ${multiple ? chosen.map((option) => this.#chip(option)) : nothing}
      <input
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck="false"
        aria-autocomplete="list"
        aria-expanded=${open}
        aria-controls=${`${this.#id}-list`}
        aria-activedescendant=${activeOption}
        aria-label=${this.label || this.placeholder}
        aria-invalid=${this.invalid}
        aria-describedby=${this.describedby || nothing}
        data-testid=${this.name || nothing}
        placeholder=${multiple && chosen.length > 0 ? "" : one ? withEmoji(one.text.text) : this.placeholder}
        class=${one && !open ? "has-value" : ""}
        .value=${open ? this.text : one ? withEmoji(one.text.text) : ""}
        @click=${this.#show}
        @input=${this.#type}
        @keydown=${this.#key}
        @blur=${this.#hide}
      />
      ${
        one && !this.compact
          ? html`<button type="button" class="choice-clear" tabindex="-1" aria-label=${this.labels.clear} @mousedown=${this.#clear}>×</button>`
          : nothing
      }
      <span class="choice-arrow" aria-hidden="true"></span>
      ${open ? this.#list() : nothing}
    </div>`;
  }

  #chip(option: Option): TemplateResult {
    const remove = () => this.#tell(this.chosen.filter(({ value }) => value !== option.value));
    return html`<span class="chip">
      ${withEmoji(option.text.text)}
      <button type="button" aria-label=${this.labels.remove(option.text.text)} @mousedown=${(event: Event) => event.preventDefault()} @click=${remove}>×</button>
    </span>`;
  }

  #list(): TemplateResult {
    return choiceList({
      id: this.#id,
      label: this.label,
      labels: this.labels,
      groups: this.#shown,
      chosen: this.chosen,
      active: this.active,
      loading: this.status === "loading",
      message: this.#message(),
      point: (index) => {
        this.active = index;
      },
      pick: (option) => this.#pick(option),
    });
  }

  #message(): string {
    if (this.status === "loading") return "";
    if (this.status) return this.status;
    if (this.suggest && this.text.length < this.minQuery) return this.labels.typeMore(this.minQuery);
    return this.#flat.length === 0 ? this.labels.nothing : "";
  }

  #show = () => {
    if (this.open) return;
    this.text = "";
    this.active = Math.max(
      0,
      this.#flat.findIndex(({ value }) => value === this.chosen[0]?.value),
    );
    this.open = true;
    if (this.suggest) this.#ask("");
  };

  #hide = () => {
    this.open = false;
    this.text = "";
    this.found = [];
    this.status = "";
    clearTimeout(this.#timer);
  };

  #type = (event: InputEvent) => {
    this.text = (event.target as HTMLInputElement).value;
    this.open = true;
    this.active = 0;
    if (this.suggest) this.#ask(this.text);
  };

  /** Asks the app a moment after the last key; an older answer never replaces a newer one. */
  #ask(text: string) {
    clearTimeout(this.#timer);
    const asked = ++this.#asked;
    if (text.length < this.minQuery) {
      this.found = [];
      this.status = "";
      return;
    }
    this.status = "loading";
    this.#timer = setTimeout(async () => {
      const answer = await this.suggest?.(text).catch(() => ({ notice: this.labels.noAnswer, options: [], groups: undefined }));
      if (asked !== this.#asked || !answer || !this.open) return;
      const groups = answer.groups?.map(({ label, options }) => ({ label: label.text, options }));
      this.found = groups ?? [{ options: answer.options }];
      this.active = 0;
      this.status = answer.notice ?? "";
    }, TYPING_MS);
  }

  #key = (event: KeyboardEvent) => {
    const count = this.#flat.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!this.open) this.#show();
      else if (count > 0) this.active = (this.active + (event.key === "ArrowDown" ? 1 : count - 1)) % count;
    } else if (event.key === "Enter") {
      event.preventDefault();
      const option = this.#flat[this.active];
      if (!this.open) this.#show();
      else if (option) this.#pick(option);
    } else if (event.key === "Escape" && this.open) {
      event.preventDefault();
      event.stopPropagation();
      this.#hide();
    } else if (event.key === "Backspace" && this.text === "" && this.chosen.length > 0) {
      this.#tell(this.chosen.slice(0, -1));
    }
  };

  #pick(option: Option) {
    const has = this.chosen.some(({ value }) => value === option.value);
    if (!this.multiple) this.#tell([option]);
    else this.#tell(has ? this.chosen.filter(({ value }) => value !== option.value) : [...this.chosen, option]);
    this.#hide();
  }

  #clear = (event: Event) => {
    event.preventDefault();
    this.#tell([]);
  };

  #tell(options: Option[]) {
    this.chosen = options;
    this.dispatchEvent(new CustomEvent("chosen", { detail: this.multiple ? options : (options[0] ?? null) }));
  }

  protected override updated(changed: PropertyValues) {
    if (this.open && (changed.has("open") || changed.has("found") || changed.has("status"))) this.#place();
    if (this.open && changed.has("active")) this.querySelector(".choice-option.active")?.scrollIntoView({ block: "nearest" });
  }

  #place() {
    const list = this.querySelector<HTMLElement>(".choice-list");
    const box = this.querySelector(".choice");
    if (list && box) placeList(list, box.getBoundingClientRect(), this.compact ? 280 : 0);
  }
}
customElements.define("slack-choice", SlackChoice);

/** Without case or accents. */
const fold = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
