/** How the studio looks: one sheet, light and dark by the reader's own wish, from 320 px on. */
export const style = `
:root { color-scheme: light dark; --ink: light-dark(#1d1a2b, #ecebf3); --quiet: light-dark(#5c5870, #aaa6bd); --ground: light-dark(#f5f4f8, #14121c); --card: light-dark(#fff, #1d1a28); --line: light-dark(#dedbe8, #37334a); --field: light-dark(#8a859e, #79748f); --brand: light-dark(#4a3d8f, #b9acff); --on-brand: light-dark(#fff, #1a1433); --soft: light-dark(#eeecf7, #29253a); --good: light-dark(#14703a, #74dc9b); --good-soft: light-dark(#e6f5ec, #16301f); --wrong: light-dark(#b3261e, #ffb0a8); --wrong-soft: light-dark(#fdeceb, #3d1a18); --warn: light-dark(#7a4b00, #ffd08a); --warn-soft: light-dark(#fff4df, #382a10); --code: light-dark(#f3f1f9, #121019);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; color: var(--ink); background: var(--ground); accent-color: var(--brand) }
*, ::before, ::after { box-sizing: border-box }
body { margin: 0; min-block-size: 100vh; min-block-size: 100svh }
h1, h2, h3, p, ul, ol, dl, dd, fieldset, pre, figure { margin: 0; padding: 0; border: 0; min-inline-size: 0 }
ul, ol { list-style: none }
a { color: var(--brand); text-underline-offset: .18em }
:focus-visible { outline: 2px solid var(--brand); outline-offset: 2px; border-radius: 4px }
h1 { font-size: clamp(1.5rem, 1.2rem + 1.4vw, 2rem); line-height: 1.2; letter-spacing: -.015em; overflow-wrap: anywhere; text-wrap: balance }
h2 { font-size: 1.15rem; line-height: 1.3 }
h3 { font-size: 1rem }
.skip { position: absolute; inset: auto auto 100% 1rem; padding: .5rem 1rem; background: var(--card); z-index: 2 } .skip:focus { inset: .5rem auto auto 1rem }
.bar { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem 1.25rem; padding: .7rem clamp(1rem, 4vw, 2.5rem); background: #2f2a4a; color: #fff }
.bar a, .bar button { color: inherit } .bar a { text-decoration: none } .bar :focus-visible { outline-color: #fff }
.mark { display: inline-flex; gap: .6rem; align-items: center; font-weight: 650 } .mark svg { inline-size: 1.6rem; block-size: 1.6rem } .mark span { font-weight: 400; opacity: .85 }
.me { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: center; margin-inline-start: auto; font-size: .9rem }
.me button { background: none; border: 0; padding: .3rem 0; font: inherit; text-decoration: underline; text-underline-offset: .2em; cursor: pointer }
main { display: grid; gap: 1.5rem; max-inline-size: 62rem; margin-inline: auto; padding: clamp(1.25rem, 4vw, 2.5rem) clamp(1rem, 4vw, 2.5rem) 4rem }
main > *, form, section { min-inline-size: 0 }
.head { display: grid; gap: .35rem } .head .crumb { font-size: .9rem } .titles { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; justify-content: space-between }
.quiet { color: var(--quiet) } .small { font-size: .9rem } .num { font-variant-numeric: tabular-nums }
.tabs { display: flex; flex-wrap: wrap; gap: 0 .25rem; border-block-end: 1px solid var(--line) }
.tabs a { flex: none; padding: .65rem .9rem; color: var(--quiet); text-decoration: none; border-block-end: 3px solid transparent; border-radius: 6px 6px 0 0 } .tabs a:hover { color: var(--ink); background: var(--soft) }
.tabs a[aria-current] { color: var(--ink); font-weight: 600; border-color: var(--brand) } .tabs :focus-visible { outline-offset: -3px } .card.list { gap: 0 }
.card { display: grid; gap: 1rem; align-content: start; padding: clamp(1rem, 3vw, 1.6rem); background: var(--card); border: 1px solid var(--line); border-radius: 14px; min-inline-size: 0 }
.card > form { display: grid; gap: 1rem } .card > form > .button { justify-self: start }
.row { display: flex; flex-wrap: wrap; gap: .75rem; align-items: center } .row.apart { justify-content: space-between } .end { margin-inline-start: auto }
.stack { display: grid; gap: .35rem } .grid { display: grid; gap: 1.25rem }
.button, .act > summary { display: inline-flex; align-items: center; justify-content: center; gap: .6rem; min-block-size: 2.75rem; padding: .5rem 1.1rem; font: inherit; font-weight: 600; text-align: center; text-decoration: none; color: var(--brand); background: none; border: 1px solid currentColor; border-radius: 9px; cursor: pointer }
.act > summary::-webkit-details-marker { display: none } .list > li > .act[open] { flex-basis: 100% } .act[open] > summary { background: var(--soft) }
.button:hover, .act > summary:hover { background: var(--soft) } .button.strong { color: var(--on-brand); background: var(--brand); border-color: var(--brand) } .button.strong:hover { filter: brightness(1.08) } .button.danger { color: var(--wrong) } .button.small, .act > summary { min-block-size: 2.25rem; padding: .3rem .8rem; font-size: .92rem }
.button[aria-disabled=true] { opacity: .6; cursor: default }
.field { display: grid; gap: .35rem; max-inline-size: 38rem } .field > label, legend { font-weight: 600; padding: 0 }
.hint { color: var(--quiet); font-size: .9rem }
input:not([type=radio], [type=checkbox], [type=color]), select, textarea { inline-size: 100%; min-block-size: 2.75rem; padding: .55rem .75rem; font: inherit; color: inherit; background: var(--card); border: 1px solid var(--field); border-radius: 9px }
textarea { resize: vertical; line-height: 1.5 } select { text-overflow: ellipsis }
[aria-invalid=true]:not([type=radio]) { border-color: var(--wrong) !important; box-shadow: 0 0 0 1px var(--wrong) }
input[type=color] { inline-size: 3.5rem; block-size: 2.75rem; padding: .2rem; background: var(--card); border: 1px solid var(--field); border-radius: 9px; cursor: pointer }
input[type=file] { padding: .5rem } ::file-selector-button { margin-inline-end: .75rem; padding: .25rem .8rem; font: inherit; color: var(--brand); background: none; border: 1px solid currentColor; border-radius: 6px; cursor: pointer } input[type=number] { max-inline-size: 9rem }
input[type=radio], input[type=checkbox] { inline-size: 1.15rem; block-size: 1.15rem; margin: .2rem 0 0; flex: none }
.problem { color: var(--wrong); font-size: .95rem; font-weight: 550 } .problem::before { content: "⚠\\FE0E\\00A0" }
.choice { display: flex; gap: .6rem; align-items: flex-start; min-block-size: 2rem; cursor: pointer; inline-size: fit-content } .choices { display: grid; gap: .4rem } .choice + .hint { margin-inline-start: 1.75rem } .stack > .choice { min-block-size: 0 }
fieldset.plain { display: grid; gap: .6rem }
.note { display: grid; gap: .3rem; padding: .8rem 1rem; border-radius: 10px; background: var(--soft) } .note.good { background: var(--good-soft) } .note.wrong { background: var(--wrong-soft) } .note.warn { background: var(--warn-soft) }
.note strong { font-weight: 650 }
.tag { display: inline-flex; align-items: center; gap: .4em; padding: .1rem .65rem; font-size: .85rem; font-weight: 600; border-radius: 2rem; background: var(--soft); white-space: nowrap } .tag.good { color: var(--good); background: var(--good-soft) } .tag.wrong { color: var(--wrong); background: var(--wrong-soft) } .tag.warn { color: var(--warn); background: var(--warn-soft) }
.picks { display: flex; flex-wrap: wrap; gap: .5rem } .picks a { padding: .3rem .85rem; font-size: .92rem; color: inherit; text-decoration: none; border: 1px solid var(--line); border-radius: 2rem } .picks a:hover { background: var(--soft) } .picks a[aria-current] { color: var(--on-brand); background: var(--brand); border-color: var(--brand); font-weight: 600 }
.list { display: grid } .list > li { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; padding-block: .85rem; border-block-start: 1px solid var(--line) } .list > li:first-child { border: 0; padding-block-start: 0 } .list > li:last-child { padding-block-end: 0 } .list .stack { flex: 1 1 16rem; min-inline-size: 0 }
.list a.name { font-weight: 650; font-size: 1.05rem; overflow-wrap: anywhere }
code, .code { font: .88rem/1.6 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere } .key { padding: .1rem .4rem; background: var(--code); border-radius: 5px }
.snippet { position: relative; display: grid } .snippet .row { position: absolute; inset: .4rem .4rem auto auto } .snippet .button { background: var(--code) } .snippet .act > summary::-webkit-details-marker { display: none } .list > li > .act[open] { flex-basis: 100% } .act[open] > summary { background: var(--soft) }
.button:hover, .act > summary:hover { background: var(--soft) } textarea.code { max-block-size: 28rem } .snippet textarea { padding: .9rem 1rem 1.3rem; background: var(--code); border-color: var(--line); white-space: pre; resize: none; tab-size: 2 }
.once { display: grid; gap: .75rem; padding: 1rem; border: 2px solid var(--good); border-radius: 12px; background: var(--good-soft) } .once code { font-size: 1rem; font-weight: 600 }
table { inline-size: 100%; border-collapse: collapse } th, td { padding: .5rem .75rem; text-align: start; vertical-align: top; border-block-end: 1px solid var(--line) } th { font-size: .9rem; color: var(--quiet); font-weight: 600 } td.num, th.num { text-align: end } .scroll { overflow-x: auto }
progress { inline-size: 100%; block-size: .7rem; accent-color: var(--brand) }
details:not(.act) > summary { cursor: pointer; font-weight: 600; min-block-size: 1.75rem; inline-size: fit-content } details[open] > summary { margin-block-end: .75rem }
.numbers { display: flex; flex-wrap: wrap; gap: .75rem 2rem } .numbers dt { color: var(--quiet); font-size: .9rem } .numbers dd { font-size: 1.5rem; font-weight: 650; font-variant-numeric: tabular-nums; line-height: 1.2 }
.colours { display: grid; gap: 1.1rem } .colour { display: flex; flex-wrap: wrap; gap: .4rem .9rem; align-items: center } .colour label { flex: 1 1 8rem } .colour output { flex: 2 1 13rem; font-size: .9rem; color: var(--good) } .colour output.low { color: var(--wrong); font-weight: 550 }
.previews { display: grid; gap: 1rem } .pane { display: grid; gap: .9rem; align-content: start; padding: 1.25rem; border: 1px solid var(--line); border-radius: 12px; overflow: hidden }
.enter { display: grid; gap: 1.25rem; justify-items: start; max-inline-size: 34rem; margin: clamp(1rem, 8vh, 5rem) auto 0; inline-size: 100% } .enter .button { inline-size: 100% } p { text-wrap: pretty }
.empty { display: grid; gap: .9rem; justify-items: center; padding: 2.5rem 1rem; text-align: center } .empty p { max-inline-size: 32rem }
[hidden] { display: none !important } .silent { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
@media (min-width: 48rem) { .grid.two { grid-template-columns: repeat(2, minmax(0, 1fr)) } .previews { grid-template-columns: repeat(2, minmax(0, 1fr)) } }
@media (min-width: 48rem) and (min-height: 45rem) { .previews { position: sticky; inset-block-start: 0; z-index: 1; padding-block: .75rem; margin-block: -.75rem; background: var(--ground) } :root:has(.previews) { scroll-padding-block-start: 19rem } }
@media (max-width: 30rem) { .snippet { gap: .5rem } .snippet .row { position: static } .tabs { gap: 0; justify-content: space-between } .tabs a { padding: .6rem .3rem; font-size: .92rem; letter-spacing: -.01em } .wide-button .button { inline-size: 100% } .bar .me .name { display: none } }
@media (prefers-reduced-motion: no-preference) { .button, .tabs a { transition: background .12s, color .12s } }
@media (forced-colors: active) { .button, .card, .tag { border: 1px solid } .tabs a[aria-current] { border-color: Highlight } }
`;
