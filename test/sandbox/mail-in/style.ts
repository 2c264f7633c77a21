/** Looks of the page where one writes to the firm: samples, the mail, what became of it; one below the other on a phone. */
export const STYLE = `
:root { --ink: #1f1d2b; --soft: #6b6880; --line: #e4e2ec; --ground: #f4f4f7; --brand: #2f2a4a; --chosen: #ecebf6; --good: #1f7a4d; font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; color: var(--ink) }
*, *::before, *::after { box-sizing: border-box }
body { margin: 0; min-height: 100vh; background: var(--ground) }
a { color: inherit }
:focus-visible { outline: 2px solid #1d9bd1; outline-offset: 2px }
button, input, textarea, select { font: inherit; color: inherit }
.bar { display: flex; align-items: center; gap: 12px; padding: 10px 20px; background: var(--brand); color: #fff }
.bar .tag { font-size: 12px; padding: 1px 8px; border-radius: 9px; background: rgba(255, 255, 255, .18); white-space: nowrap }
.bar nav { display: flex; gap: 16px; margin-inline-start: auto }
.columns { display: grid; grid-template-columns: 270px minmax(0, 1fr) 330px; gap: 20px; max-width: 1320px; margin: 20px auto; padding: 0 20px; align-items: start }
h2 { margin: 0 0 10px; font-size: 13px; font-weight: 600; letter-spacing: .02em; color: var(--soft) }
.samples ul, .became ol { display: grid; gap: 8px; margin: 0; padding: 0; list-style: none }
.samples button { width: 100%; text-align: start; padding: 10px 12px; border: 1px solid var(--line); border-radius: 10px; background: #fff; cursor: pointer }
.samples button:hover { border-color: #b9b5cf }
.samples button[aria-pressed=true] { background: var(--chosen); border-color: #8a83b8 }
.samples b { display: block; font-weight: 600 }
.samples small, .became small, .hint { color: var(--soft); font-size: 13px; line-height: 1.4 }
.samples small { display: block }
form { display: grid; gap: 14px; padding: 18px 20px; border: 1px solid var(--line); border-radius: 12px; background: #fff }
form p { margin: 0; color: var(--soft) }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 14px }
label { display: grid; gap: 4px; font-size: 13px; font-weight: 600 }
input, textarea, select { width: 100%; padding: 8px 10px; border: 1px solid #c9c6d8; border-radius: 8px; background: #fff; font-weight: 400; font-size: 15px }
textarea { resize: vertical; line-height: 1.5 }
.send { justify-self: start; padding: 9px 22px; border: 0; border-radius: 8px; background: var(--brand); color: #fff; font-weight: 600; cursor: pointer }
.send:disabled { opacity: .6; cursor: default }
[role=alert] { color: #b3154a }
[role=alert]:empty { display: none }
.became li { padding: 10px 12px; border: 1px solid var(--line); border-inline-start: 4px solid #b9b5cf; border-radius: 8px; background: #fff; overflow-wrap: anywhere }
.became li.asked { border-inline-start-color: #1d9bd1 } .became li.created { border-inline-start-color: var(--good) }
.became time { float: inline-end; color: var(--soft); font-size: 12px }
.became b { display: block; font-weight: 600; font-size: 14px }
.became .nothing { color: var(--soft); border-style: dashed; border-inline-start-width: 1px }
@media (max-width: 1000px) { .columns { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr) } .mail { grid-column: 1 / -1; grid-row: 1 } }
@media (max-width: 640px) {
  .bar { flex-wrap: wrap; padding: 10px 16px } .bar nav { margin: 0; width: 100% }
  .columns { grid-template-columns: minmax(0, 1fr); margin: 14px auto; padding: 0 16px }
  .mail { grid-row: auto } .pair { grid-template-columns: 1fr } form { padding: 16px }
  .samples ul { display: flex; overflow-x: auto; scroll-snap-type: x proximity; scroll-padding-inline: 16px; padding-bottom: 6px; margin-inline: -16px; padding-inline: 16px }
  .samples li { flex: 0 0 210px; scroll-snap-align: start } .samples button { height: 100% }
}
`;
