/**
 * What goes wrong, on demand: talks to /faults of the sandbox server, which also says which systems there are.
 *
 * @fires closed
 */
import { html, LitElement, nothing } from "lit";
import { addFault, endFault, type FaultList, readFaults } from "../server.ts";
import type { Labels, Language } from "../text/labels.ts";

/** In the order a person would try them. */
const KINDS = ["delay", "timeout", "429", "500", "lose-request", "lose-reply", "late", "doubled", "kill"];
const DELAYED = ["delay", "timeout", "late"];

export class FaultsPanel extends LitElement {
  static override properties = { labels: { attribute: false }, language: {}, list: { state: true }, kind: { state: true } };

  declare labels: Labels;
  declare language: Language;
  declare list: FaultList | undefined;
  kind = "delay";

  #timer: ReturnType<typeof setInterval> | undefined;

  protected override createRenderRoot() {
    return this;
  }

  override connectedCallback() {
    super.connectedCallback();
    void this.#read();
    this.#timer = setInterval(() => this.#read(), 1_500);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  async #read() {
    this.list = await readFaults();
  }

  override render() {
    const { labels, list } = this;
    return html`<aside class="side-panel" aria-label=${labels.faults} data-testid="faults-panel">
      <header><h2>${labels.faults}</h2>
        <button type="button" class="icon-button" aria-label=${labels.close} @click=${() => this.dispatchEvent(new CustomEvent("closed"))}>×</button></header>
      <div class="side-panel-body">
        <p class="intro">${labels.faultsIntro}</p>
        ${list ? this.#form(list) : html`<p class="intro">${labels.offline}</p>`} ${list ? this.#active(list) : nothing}
      </div>
    </aside>`;
  }

  #form({ services }: FaultList) {
    const { labels } = this;
    const isDelayed = DELAYED.includes(this.kind);
    return html`<form class="faults-form" @submit=${this.#add}>
      <label>${labels.faultService}<select class="text-input" name="service" data-testid="fault-service">
          ${services.map(({ id, name }) => html`<option value=${id}>${name[this.language]}</option>`)}
        </select></label>
      <label>${labels.faultKind}<select class="text-input" name="kind" data-testid="fault-kind" @change=${this.#chooseKind}>
          ${KINDS.map((kind) => html`<option value=${kind}>${labels.kinds[kind]}</option>`)}
        </select></label>
      <div class="pair">
        <label>${labels.faultTimes}<select class="text-input" name="times" data-testid="fault-times">
            <option value="1">${labels.faultOnce}</option>
            <option value="3">${labels.faultTimesN(3)}</option>
            <option value="always">${labels.faultAlways}</option>
          </select></label>
        ${isDelayed ? html`<label>${labels.faultDelay}<input class="text-input" name="delay" inputmode="decimal" .value=${this.kind === "timeout" ? "60" : (2.5).toLocaleString(this.language)} /></label>` : nothing}
      </div>
      <button type="submit" class="bk-button danger" data-testid="fault-add">${labels.faultAdd}</button>
    </form>`;
  }

  #active({ faults, services }: FaultList) {
    const { labels } = this;
    const nameOf = (id?: string) => services.find((service) => service.id === id)?.name[this.language] ?? id ?? "*";
    if (faults.length === 0) return html`<p class="all-well">✓ ${labels.faultNone}</p>`;
    return html`<h3>${labels.faultActive}</h3>
      <ul class="faults-list">
        ${faults.map(
          ({ id, kind, match, times = 1, hits }) => html`<li>
            <span><strong>${nameOf(match.service)}</strong> · ${labels.kinds[kind] ?? kind}<br />
              <small>${times === "always" ? labels.faultAlways : labels.faultTimesN(times)} · ${labels.faultHits(hits)}</small></span>
            <button type="button" class="bk-button" @click=${() => this.#end(id)}>${labels.faultEnd}</button>
          </li>`,
        )}
      </ul>
      <button type="button" class="bk-button" data-testid="faults-clear" @click=${() => this.#end()}>${labels.faultClear}</button>`;
  }

  #chooseKind = (event: Event) => {
    this.kind = (event.target as HTMLSelectElement).value;
  };

  #add = async (event: Event) => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const times = form.get("times") === "always" ? ("always" as const) : Number(form.get("times"));
    const delay = Number(String(form.get("delay") ?? "").replace(",", "."));
    const match = { service: String(form.get("service")) };
    await addFault({ kind: String(form.get("kind")), match, times, ...(delay > 0 ? { delayMs: Math.round(delay * 1000) } : {}) });
    await this.#read();
  };

  async #end(id?: number) {
    await endFault(id);
    await this.#read();
  }
}
customElements.define("faults-panel", FaultsPanel);
