/**
 * How all of our elements look. Colour, font and size are the page's own unless it names others; what a reset or a loud page would
 * pass on into a shadow root is taken back. No style attribute, no id, no image: a strict CSP lets it be.
 *
 * @cssproperty --passerelle-accent - Buttons, links, what is chosen
 * @cssproperty --passerelle-on-accent - Text on a filled button
 * @cssproperty --passerelle-star - A star, and the bars
 * @cssproperty --passerelle-star-off - A star that is not given
 * @cssproperty --passerelle-text - Text; otherwise the page's
 * @cssproperty --passerelle-font - Font; otherwise the page's
 * @cssproperty --passerelle-line - Lines between things
 * @cssproperty --passerelle-soft - Ground of replies, notices and choices
 * @cssproperty --passerelle-field - Ground of fields
 * @cssproperty --passerelle-radius - Roundness of corners
 * @cssproperty --passerelle-verified - “Verified purchase”
 * @cssproperty --passerelle-wrong - What is wrong in a form
 */
import { html } from "lit/html.js";

/** One sheet's text; nothing is put into it. */
export const css = ([text]: TemplateStringsArray) => text ?? "";

/** One star in a square of 20; five of them stand side by side. */
export const STAR = "M10 1.6l2.6 5.3 5.8.8-4.2 4.1 1 5.8-5.2-2.7-5.2 2.7 1-5.8-4.2-4.1 5.8-.8z";
const STARS = [0, 20, 40, 60, 80].map((x) => STAR.replace("M10", `M${x + 10}`)).join("");

/** Five stars, filled as far as the value goes. `label` is what a screen reader says in their place. */
export const stars = (value: number | string, label: string) =>
  html`<span class="stars" part="stars" role="img" aria-label=${label}
    ><svg viewBox="0 0 100 20" aria-hidden="true"
      ><path d=${STARS} /><svg width=${Number(value) * 20} height="20"><path class="on" d=${STARS} /></svg></svg
  ></span>`;

export const theme = css`
  :host([hidden]) { display: none !important }
  *, ::before, ::after { box-sizing: border-box }
  .ground {
    font-family: var(--passerelle-font, inherit); font-style: normal; font-weight: 400; line-height: 1.5;
    letter-spacing: normal; word-spacing: normal; text-transform: none; text-indent: 0; text-shadow: none; white-space: normal;
    cursor: auto; visibility: visible; pointer-events: auto; color: var(--passerelle-text, inherit);
    --line: var(--passerelle-line, color-mix(in srgb, currentColor 18%, transparent));
    --soft: var(--passerelle-soft, color-mix(in srgb, currentColor 5%, transparent));
    --accent: var(--passerelle-accent, light-dark(#1d4f91, #9cc4ff));
    --radius: var(--passerelle-radius, .5em);
    --star: var(--passerelle-star, light-dark(#d97706, #fbbf24));
    --off: var(--passerelle-star-off, color-mix(in srgb, currentColor 22%, transparent));
    --good: var(--passerelle-verified, light-dark(#14703a, #74dc9b));
    text-align: start;
  }
  p, ul, figure, fieldset, blockquote { margin: 0; padding: 0; border: 0; min-inline-size: 0 }
  ul { list-style: none }
  .quiet { opacity: .78; font-size: .875em }
  button, select, input, textarea { font: inherit; color: inherit }
  button { cursor: pointer; background: none; border: 0; padding: 0 }
  .button {
    min-block-size: 2.75em; padding: .5em 1.1em; font-weight: 600; border: 1px solid var(--accent); color: var(--accent); border-radius: var(--radius);
  }
  .button:hover { background: color-mix(in srgb, var(--accent) 9%, transparent) }
  .strong { background: var(--accent); color: var(--passerelle-on-accent, light-dark(#fff, #10233f)) }
  .strong:hover { background: color-mix(in srgb, var(--accent) 88%, currentColor) }
  .link { min-block-size: 24px; text-decoration: underline; text-underline-offset: .15em }
  select, input, textarea {
    min-block-size: 2.75em; padding: .5em .75em; background: var(--passerelle-field, light-dark(#fff, #ffffff14)); border: 1px solid color-mix(in srgb, currentColor 55%, transparent); border-radius: var(--radius);
    max-inline-size: 100%;
  }
  select option { color: CanvasText; background: Canvas }
  :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
  :disabled { cursor: default; opacity: .6 }
  .stars { display: inline-block; flex: none; inline-size: 5em; block-size: 1em; vertical-align: -.125em; direction: ltr }
  .stars svg { display: block; inline-size: 100%; block-size: 100%; fill: var(--off) }
  .stars svg svg { inline-size: auto; block-size: auto }
  .on { fill: var(--star) }
  .stars:dir(rtl) { transform: scaleX(-1) }
`;
