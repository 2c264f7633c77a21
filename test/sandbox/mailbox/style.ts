/** Looks of the mailbox: a list and a message side by side, one after the other on a phone. */
export const STYLE = `
:root { --ink: #1f1d2b; --soft: #6b6880; --line: #e4e2ec; --ground: #f4f4f7; --brand: #2f2a4a; --chosen: #ecebf6; font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; color: var(--ink) }
*, *::before, *::after { box-sizing: border-box }
html, body { margin: 0; height: 100% }
body { display: grid; grid-template: auto minmax(0, 1fr) / 340px minmax(0, 1fr); background: var(--ground) }
a { color: inherit }
:focus-visible { outline: 2px solid #1d9bd1; outline-offset: 2px }
.bar { grid-column: 1 / -1; display: flex; align-items: center; gap: 8px 16px; flex-wrap: wrap; padding: 10px 20px; background: var(--brand); color: #fff }
.bar strong { font-size: 17px } .bar .tag { padding: 0 8px; border-radius: 4px; background: #ffffff2e; font-size: 12px; font-weight: 600 }
.bar nav { display: flex; align-items: center; gap: 16px; margin-inline-start: auto }
.bar a, .bar button { color: #fff; font: inherit; font-size: 14px; background: none; border: 0; padding: 4px 0; cursor: pointer; text-decoration: none; text-underline-offset: 3px }
.bar a:hover, .bar button:hover { text-decoration: underline }
.list { overflow-y: auto; background: #fff; border-inline-end: 1px solid var(--line) }
.list ol { list-style: none; margin: 0; padding: 0 }
.list li a { display: grid; grid-template: auto auto auto / minmax(0, 1fr) auto; gap: 0 12px; padding: 12px 20px; border-bottom: 1px solid var(--line); text-decoration: none }
.list li a:hover { background: #f8f8fb } .list li a[aria-current] { background: var(--chosen); box-shadow: inset 3px 0 var(--brand) }
.list b, .list span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
.list time, .list .start { color: var(--soft); font-size: 13px } .list .subject, .list .start { grid-column: 1 / -1 }
.empty { display: grid; place-content: center; justify-items: center; gap: 6px; padding: 40px 24px; min-height: 220px; text-align: center; color: var(--soft) } .empty p { margin: 0 } .empty p:first-child { color: var(--ink); font-weight: 600 }
.mail { display: flex; flex-direction: column; min-width: 0; overflow-y: auto; padding: 24px 32px 32px }
.mail h1 { margin: 0 0 12px; font-size: 22px; line-height: 1.3; overflow-wrap: anywhere }
.mail dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 2px 16px; margin: 0 0 16px } .mail dt { color: var(--soft) } .mail dd { margin: 0; overflow-wrap: anywhere }
.files { display: flex; flex-wrap: wrap; gap: 8px; margin: 0 0 16px; padding: 0; list-style: none } .files a { display: block; padding: 8px 12px; border: 1px solid var(--line); border-radius: 8px; background: #fff; text-decoration: none } .files a:hover { border-color: var(--brand) } .files small { color: var(--soft) }
.faces { display: flex; gap: 4px; border-bottom: 1px solid var(--line); margin-bottom: 16px } .faces a { padding: 8px 12px; text-decoration: none; color: var(--soft); border-bottom: 2px solid transparent; margin-bottom: -1px } .faces a[aria-current] { color: var(--ink); font-weight: 600; border-color: var(--brand) }
iframe { flex: 1; width: 100%; min-height: 440px; border: 1px solid var(--line); border-radius: 8px; background: #fff }
pre { flex: 1; margin: 0; padding: 20px; border: 1px solid var(--line); border-radius: 8px; background: #fff; white-space: pre-wrap; overflow-wrap: anywhere; font: 14px/1.6 ui-monospace, Menlo, Consolas, monospace }
table { width: 100%; border-collapse: collapse; background: #fff; font-size: 14px } th, td { padding: 6px 12px; border: 1px solid var(--line); text-align: start; vertical-align: top; overflow-wrap: anywhere } th { width: 30%; font-weight: 600 }
.back { display: none }
@media (max-width: 760px) {
  html, body { height: auto } body { display: block; min-height: 100vh }
  .bar { padding: 10px 16px } .list { border: 0 } .list li a { padding: 12px 16px }
  .mail { padding: 16px } body.reading .list, body:not(.reading) .mail { display: none } .back { display: inline-block; margin: 0 0 12px; padding: 4px 0; color: var(--soft); text-decoration: none }
  .mail dl { grid-template-columns: minmax(0, 1fr); gap: 0 } .mail dd { margin-bottom: 6px } iframe { min-height: 60vh } th { width: 38% }
}`;
