/** A review as the widgets show it, in the colours that are being chosen: the same custom properties, the same measures. */
import type { Locale } from "../../people/person.ts";
import { themeWords } from "./words.ts";

/** As widgets/theme.ts draws it. */
const STAR = "M10 1.6l2.6 5.3 5.8.8-4.2 4.1 1 5.8-5.2-2.7-5.2 2.7 1-5.8-4.2-4.1 5.8-.8z";
const STARS = [0, 20, 40, 60, 80].map((x) => STAR.replace("M10", `M${x + 10}`)).join("");

const Stars = ({ value, label }: { value: number; label: string }) => (
  <svg class="w-stars" viewBox="0 0 100 20" role="img" aria-label={label}>
    <path d={STARS} />
    <svg width={value * 20} height="20" aria-hidden="true">
      <path class="on" d={STARS} />
    </svg>
  </svg>
);

/** Nothing in it can be pressed: it is a picture of the widget. */
export const Preview = ({ tone, locale, title }: { tone: "light" | "dark"; locale: Locale; title: string }) => {
  const { sample } = themeWords[locale];
  return (
    <figure class={`pane w-pane ${tone}`} data-pane={tone} aria-label={title}>
      <div class="row">
        <b class="w-average">{sample.average}</b>
        <span>
          <Stars value={4.6} label={sample.stars} />
          <br />
          <span class="w-quiet">{sample.count}</span>
        </span>
        <span class="w-button strong">{sample.write}</span>
      </div>
      <div class="stack w-review">
        <span class="row">
          <Stars value={5} label="5/5" />
          <b>{sample.title}</b>
          <span class="w-good">{sample.verified}</span>
        </span>
        <p>{sample.text}</p>
        <span class="row">
          <span class="w-button">{sample.helpful}</span>
          <span class="w-link">{sample.report}</span>
        </span>
      </div>
    </figure>
  );
};

/** Of the panes; the colours come from the saved theme, and from the script while somebody chooses. */
export const previewStyle = `
.w-pane { font-family: var(--passerelle-font, inherit); background: var(--w-ground) }
.w-pane.light { color-scheme: light; color: #1b1b1f } .w-pane.dark { color-scheme: dark; color: #f0f0f4 }
.w-average { font-size: 2.6rem; line-height: 1 } .w-quiet { font-size: .9rem; opacity: .8 }
.w-stars { inline-size: 5.25em; block-size: 1.05em; vertical-align: -.14em; fill: color-mix(in srgb, currentColor 22%, transparent) } .w-stars .on { fill: var(--passerelle-star) }
.w-button { display: inline-block; padding: .5em 1.1em; font-weight: 600; border: 1px solid var(--passerelle-accent); color: var(--passerelle-accent); border-radius: var(--passerelle-radius) }
.w-button.strong { color: var(--passerelle-on-accent); background: var(--passerelle-accent) }
.w-link { color: var(--passerelle-accent); text-decoration: underline } .w-good { font-size: .85rem; font-weight: 600; color: light-dark(#14703a, #74dc9b) }
.w-review { padding-block-start: .9rem; border-block-start: 1px solid color-mix(in srgb, currentColor 18%, transparent) }
`;
