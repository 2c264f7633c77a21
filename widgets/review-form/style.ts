import { css } from "../theme.ts";

export const style = css`
  :host { display: block }
  form { display: grid; gap: 1em; padding: 1.25em; margin-block-end: 1.25em; border: 1px solid var(--line); border-radius: var(--radius); container-type: inline-size }
  .title { font-size: 1.25em }
  .field { display: grid; gap: .3em; align-content: start }
  legend { font-weight: 700; padding: 0 0 .5em }
  .two { display: grid; gap: 1em; max-inline-size: 40em }
  @container (min-width: 32em) { .two { grid-template-columns: 1fr 1fr } }
  textarea { max-inline-size: 40em }
  .good { color: var(--good) }
  form { --wrong: var(--passerelle-wrong, light-dark(#b3261e, #ffb4ab)) }
  .wrong { color: var(--wrong); font-weight: 600; font-size: .875em }
  [aria-invalid=true] { border-color: var(--wrong) }
  .files { display: flex; flex-wrap: wrap; gap: .5em }
  .files li { padding-inline-start: .75em; background: var(--soft); border-radius: var(--radius); overflow-wrap: anywhere }
  .files button { padding: .5em }
  .file { position: relative; justify-self: start; cursor: pointer }
  .file input { position: absolute; inset: 0; opacity: 0 }
  .file:focus-within { outline: solid }
  .acts { display: flex; flex-wrap: wrap; gap: 1em }
  .done { padding: 1.25em; background: var(--soft); border-radius: var(--radius); margin-block-end: 1.25em }
`;
