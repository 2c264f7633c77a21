import { css } from "../theme.ts";

export const style = css`
  :host { display: block; contain: inline-size }
  .ground { container-type: inline-size; position: relative }
  .summary { display: grid; gap: 1.25em; padding-block-end: 1.25em }
  .figure { display: flex; align-items: center; gap: 1em }
  .average { font-size: 3em; font-weight: 700; line-height: 1 }
  .bars { display: grid; align-content: center }
  .bars button {
    position: relative; display: grid; grid-template-columns: 2.4em 1fr 3em; gap: .6em; align-items: center; inline-size: 100%; min-block-size: 24px; border-radius: .3em; font-size: .875em;
  }
  .unseen { position: absolute; opacity: 0; pointer-events: none }
  .bars span:nth-child(2) { text-align: end }
  button, label { white-space: nowrap }
  .bars span:last-child { text-align: start }
  .bars button:enabled:hover, .bars [aria-pressed=true] { background: var(--soft); outline: 1px solid var(--accent) }
  .bar { block-size: .6em; border-radius: 1em; background: color-mix(in srgb, currentColor 12%, transparent); overflow: hidden; forced-color-adjust: none }
  .bar i { display: block; block-size: 100%; background: var(--star) }
  .tools { display: flex; flex-wrap: wrap; gap: .75em; padding-block: 1em; border-block-start: 1px solid var(--line) }
  .tools input { flex: 1 1 14em; min-inline-size: 0 }
  .tools label { display: flex; align-items: center; gap: .6em; min-inline-size: 0 }
  .tools select { min-inline-size: 0; text-overflow: ellipsis }
  .state { display: flex; flex-wrap: wrap; gap: .2em 1em; align-items: center }
  .empty { margin-block-end: 1.25em; display: grid; place-content: center; justify-items: center; gap: 1em; min-block-size: 14em; padding: 2em 1em; background: var(--soft); border-radius: var(--radius) }
  [aria-busy=true] { opacity: .55 }
  li.review { padding-block: 1.25em; border-block-end: 1px solid var(--line) }
  .who { display: flex; flex-wrap: wrap; gap: .2em 1em; align-items: center }
  .who b { font-weight: 600; overflow-wrap: anywhere }
  .badge { display: inline-flex; gap: .3em; align-items: center; font-size: .875em }
  .yes { color: var(--good); font-weight: 600 }
  .badge svg { inline-size: 1em; fill: currentColor }
  .text { white-space: pre-line; overflow-wrap: anywhere; margin-block: .5em; max-inline-size: 70ch }
  .photos { display: flex; flex-wrap: wrap; gap: .5em; margin-block: .5em }
  .photos img { display: block; inline-size: 6em; block-size: 6em; object-fit: cover; border-radius: var(--radius)}
  blockquote { margin-block: .75em; padding: .75em 1em; border-inline-start: 3px solid var(--accent); background: var(--soft); max-inline-size: 70ch }
  .acts { display: flex; gap: 1em; margin-block-start: .75em; font-size: .875em }
  .acts :first-child { padding-inline: .75em; border: 1px solid var(--line); border-radius: 2em; text-decoration: none }
  .acts [aria-pressed=true] { font-weight: 600; border-color: currentColor }
  .more, [part=notice] { display: block; margin: 1.25em auto }
  details { margin-block: 1.25em; padding: 1em; background: var(--soft); border-radius: var(--radius) }
  summary { cursor: pointer; font-weight: 600 }
  details p { margin-block: .75em 0; max-inline-size: 70ch }
  .cut { position: absolute; inset: auto 0 0; text-align: center }
  .cut, [role=alert] { padding: .75em; backdrop-filter: blur(.5em) }
  [role=alert] { position: sticky; inset-block: 0; background: var(--soft) }
  @container (min-width: 42em) {
    .summary { grid-template-columns: auto minmax(14em, 1fr) auto; gap: 2.5em; align-items: center }
  }
`;
