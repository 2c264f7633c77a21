/** What all reviews say together: the average with its count and its period, and how they are spread, which is a filter too. */
import { html, nothing } from "lit/html.js";
import type { Summary } from "../shapes.ts";
import { stars } from "../theme.ts";
import type { Said } from "./said.ts";

const BARS = [5, 4, 3, 2, 1];

export function summaryBlock(
  { count, average, stars: spread, from, to }: Summary,
  chosen: string,
  said: Said,
  choose: (stars: string) => void,
) {
  const { say, text, number, day, count: written } = said;
  const value = number(average ?? 0, 1);
  return html`<div class="figure" part="summary">
      <span class="average" part="average" aria-hidden="true">${value}</span>
      <div>
        ${stars(average ?? 0, text.outOf(value))}
        <p>${written(count)}</p>
        ${from && to ? html`<p class="quiet">${say.period(day(from), day(to))}</p>` : nothing}
      </div>
    </div>
    <ul class="bars" part="distribution">${BARS.map((n) => bar(n, spread[n - 1] ?? 0))}</ul>`;

  function bar(n: number, of: number) {
    const label = say.bar(n, written(of));
    return html`<li><button aria-pressed=${chosen === String(n)} ?disabled=${!of} @click=${() => choose(String(n))}
      ><span class="unseen">${label}</span><span aria-hidden="true">${n} ★</span
      ><span class="bar"><i .style=${`inline-size:${(100 * of) / count}%`}></i></span><span aria-hidden="true">${number(of)}</span></button
    ></li>`;
  }
}
