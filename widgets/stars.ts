/** Five stars, filled as far as the value goes. Inline SVG without a style attribute, an id or an image: a strict CSP lets it be. */
import { css, html } from "lit";

/** One star in a square of 20; five of them stand side by side. */
export const STAR = "M10 1.6l2.6 5.3 5.8.8-4.2 4.1 1 5.8L10 14.9l-5.2 2.7 1-5.8L1.6 7.7l5.8-.8z";
const STARS = [0, 20, 40, 60, 80].map((x) => STAR.replace("M10", `M${x + 10}`)).join("");

/** `label` is what a screen reader says in their place. */
export const stars = (value: number | string, label: string) => html`<span class="stars" part="stars" role="img" aria-label=${label}
  ><svg viewBox="0 0 100 20" aria-hidden="true"><path d=${STARS} /><svg width=${Number(value) * 20} height="20"><path class="on" d=${STARS} /></svg></svg
></span>`;

export const starStyle = css`
  .stars { display: inline-block; flex: none; inline-size: 5.25em; block-size: 1.05em; vertical-align: -0.14em; direction: ltr }
  .stars svg { display: block; inline-size: 100%; block-size: 100%; fill: var(--passerelle-star-off, color-mix(in srgb, currentColor 22%, transparent)) }
  .stars svg svg { inline-size: auto; block-size: auto }
  .on { fill: var(--passerelle-star, light-dark(#d97706, #fbbf24)) }
  :dir(rtl) > svg { transform: scaleX(-1) }
  @media (forced-colors: active) { .stars svg { fill: GrayText } .on { fill: Highlight } }
`;
