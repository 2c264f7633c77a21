/** The frame of the pages that the stand-ins of self-hosted systems show for their records: plain, and not those systems' own look. */
import { html } from "hono/html";

interface Look {
  /** "Dolibarr" */
  product: string;
  /** Of the header, as CSS; white text stands on it. */
  color: string;
  /** Where the stand-in is mounted. */
  root: string;
}

export const recordPage = ({ product, color, root }: Look, title: string, body: unknown) => html`<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${product} (bac à sable)</title>
<style>
  :root { font: 16px/1.5 system-ui, sans-serif; color: #24292f; background: #f4f5f7 }
  body { margin: 0 }
  header { background: ${color}; color: #fff; padding: .75rem max(1.5rem, 50% - 28.5rem) }
  header a { color: inherit; text-decoration: none; font-weight: 600 }
  header span { opacity: .75; margin-inline-start: .5rem }
  main { box-sizing: border-box; max-width: 60rem; margin: 1.5rem auto; padding: 1.5rem; background: #fff; border: 1px solid #d8dde3; border-radius: .5rem; overflow-x: auto }
  h1 { margin: 0 0 1rem; font-size: 1.4rem; overflow-wrap: anywhere }
  table { border-collapse: collapse; width: 100% }
  th, td { text-align: start; padding: .45rem .75rem .45rem 0; border-bottom: 1px solid #e6e9ed; overflow-wrap: anywhere }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: .5rem 1.5rem; margin: 0 }
  dt { color: #57606a } dd { margin: 0; white-space: pre-line; overflow-wrap: anywhere }
  .number { white-space: nowrap }
  a { color: #0a58ca } .none { color: #57606a }
  @media (max-width: 40rem) { main { margin: 0; border: 0; border-radius: 0 } dl { grid-template-columns: 1fr; gap: 0 } dd { margin-block-end: .6rem } }
</style>
</head>
<body>
<header><a href="${root}/">${product}</a><span>bac à sable</span></header>
<main><h1>${title}</h1>${body}</main>
</body>
</html>`;
