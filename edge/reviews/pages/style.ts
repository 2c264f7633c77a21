/** How a hosted page looks, light and dark; the widgets bring their own. */
export const pageStyle = `
:root { color-scheme: light dark; --ink: #1f1d2b; --soft: #5d5a70; --paper: #fff; --line: #dcdae6; --star: #8a5a00; --link: #3b2f9b }
@media (prefers-color-scheme: dark) { :root { --ink: #eeecf6; --soft: #b3b0c4; --paper: #17151f; --line: #3a3749; --star: #f0b64a; --link: #b7adff } }
* { box-sizing: border-box }
body { margin: 0 auto; padding: 1rem; max-width: 56rem; font: 1rem/1.55 var(--font, system-ui, sans-serif); color: var(--ink); background: var(--paper) }
a { color: var(--link) }
h1 { font-size: 1.7rem; line-height: 1.2; margin: .5rem 0 1rem }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .75rem }
header p { margin: 0 }
.passerelle-review { border-block-start: 1px solid var(--line); padding-block: 1rem .5rem }
.passerelle-review p { margin: 0 0 .4rem }
.passerelle-stars span[role] { color: var(--star); letter-spacing: .1em }
.passerelle-author { font-weight: 600 }
.passerelle-label, .passerelle-facts, .passerelle-checked { color: var(--soft); font-size: .875rem }
.passerelle-text { overflow-wrap: anywhere }
.passerelle-photos { display: flex; gap: .5rem; flex-wrap: wrap }
.passerelle-photos img { height: 7rem; width: auto; border-radius: var(--radius, .4rem) }
.passerelle-reply { margin: .75rem 0 0; padding: .1rem 1rem; border-inline-start: 3px solid var(--line) }
.passerelle-rules { margin-block: 1.5rem; border-block-start: 1px solid var(--line); padding-block-start: 1rem }
.passerelle-rules dt { font-weight: 600; margin-block-start: .6rem } .passerelle-rules dd { margin: 0 }
summary { cursor: pointer }
.many { display: block; min-block-size: calc(100vh + 8rem) }
#invited { min-block-size: 44rem } #invited.sent { min-block-size: 0 }
#own { border: 1px solid var(--line); border-radius: var(--radius, .6rem); padding: 1rem 1.25rem; margin-block-end: 1.5rem }
#own h2 { margin-block-start: .25rem }
#own label { display: block; font-weight: 600; margin-block: .75rem .25rem }
#own textarea, #own input, #own select { font: inherit; color: inherit; background: transparent; width: 100%; padding: .5rem; border: 1px solid var(--soft); border-radius: var(--radius, .4rem) }
#own option { color: #1f1d2b; background: #fff }
#own textarea { min-height: 9rem }
#own button { font: inherit; padding: .6rem 1.1rem; margin: 1rem .75rem 0 0; border-radius: var(--radius, .4rem); border: 1px solid var(--link); background: var(--link); color: var(--on-link, var(--paper)); cursor: pointer }
#own button.quiet { background: transparent; color: var(--link) }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px }
`;
