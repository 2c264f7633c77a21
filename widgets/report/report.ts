/** What is wrong with a review, told by whoever reads it: no account, no e-mail needed. Made by <passerelle-reviews> when it is asked for. */
import { html, nothing } from "lit/html.js";
import { ask, type Problem } from "../api.ts";
import { define, PasserelleElement } from "../element.ts";
import { css, theme } from "../theme.ts";
import { words } from "./words.ts";

class PasserelleReport extends PasserelleElement {
  static override states = ["review", "state", "wrong"];
  static override styles = [
    theme,
    css`
      :host { display: block; margin-block-start: .75em }
      form { display: grid; gap: .75em; padding: 1em; background: var(--soft); border-radius: var(--radius); max-inline-size: 34em }
      label { display: grid; gap: .25em }
      .button { justify-self: start }
    `,
  ];
  declare review: string;
  declare state: "" | "sending" | "sent";
  declare wrong: string;

  protected override updated(changed: Set<string>) {
    if (changed.has("review")) this.ground.querySelector("select")?.focus();
    if (this.state === "sent") this.ground.querySelector("p")?.focus();
  }

  private async send(event: SubmitEvent) {
    event.preventDefault();
    if (this.state === "sending") return;
    const body = JSON.stringify(Object.fromEntries([...new FormData(event.target as HTMLFormElement)].filter(([, value]) => value)));
    const { language } = this.words;
    this.state = "sending";
    this.wrong = "";
    try {
      const headers = { "Content-Type": "application/json" };
      await ask(`reviews/${this.review}/report`, { site: this.key, lang: language }, { method: "POST", headers, body });
      this.state = "sent";
    } catch (problem) {
      this.state = "";
      this.wrong = (problem as Problem).detail ?? words[language].failed;
      this.complain(problem);
    }
  }

  protected override render() {
    const { language, locale } = this.words;
    const { title, reasons, reason, text, email, send, thanks } = words[language];
    if (this.state === "sent") return html`<p class="ground" role="status" tabindex="-1" lang=${locale}>${thanks}</p>`;
    return html`<form class="ground" lang=${locale} aria-label=${title} @submit=${this.send}>
      <label>${reason}<select name="reason" required>${Object.entries(reasons).map(([value, name]) => html`<option value=${value}>${name}</option>`)}</select></label>
      <label>${text}<textarea name="text" rows="3" maxlength="2000"></textarea></label>
      <label>${email}<input type="email" name="email" autocomplete="email" maxlength="254" /></label>
      ${this.wrong ? html`<p role="alert">${this.wrong}</p>` : nothing}
      <button class="button" aria-disabled=${this.state === "sending"}>${send}</button>
    </form>`;
  }
}

define("passerelle-report", PasserelleReport);
