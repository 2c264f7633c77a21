/** The frame of the pages that the stand-ins show for their records: plain, and not those systems' own look. */
import { html } from "hono/html";

export type PageLanguage = "fr" | "en";

/** What a link says (`?lang=en`); French else. */
export const languageOf = (query: string | undefined): PageLanguage => (query === "en" ? "en" : "fr");

const FRAME = {
  fr: { sandbox: "bac à sable", slack: "← Slack", other: "English", otherLanguage: "en" },
  en: { sandbox: "sandbox", slack: "← Slack", other: "Français", otherLanguage: "fr" },
};

interface Look {
  /** "Dolibarr" */
  product: string;
  /** Of the header, as CSS; white text stands on it. */
  color: string;
  /** Where the stand-in is mounted. */
  root: string;
  /** Set where the page exists in both languages. */
  language?: PageLanguage;
}

export function recordPage({ product, color, root, language }: Look, title: string, body: unknown) {
  const say = FRAME[language ?? "fr"];
  const kept = language === "en" ? "?lang=en" : "";
  return html`<!doctype html>
<html lang="${language ?? "fr"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title === product ? "" : `${title} · `}${product} (${say.sandbox})</title>
<style>
  :root { font: 16px/1.5 system-ui, sans-serif; color: #24292f; background: #f4f5f7 }
  body { margin: 0 }
  header { display: flex; align-items: baseline; gap: .25rem 1rem; flex-wrap: wrap; background: ${color}; color: #fff; padding: .75rem max(1.5rem, 50% - 28.5rem) }
  header a { color: inherit; text-decoration: none } header a:hover { text-decoration: underline } header > a { font-weight: 600 }
  header span { opacity: .85 } header nav { display: flex; gap: 1rem; margin-inline-start: auto }
  main { box-sizing: border-box; max-width: 60rem; margin: 1.5rem auto; padding: 1.5rem; background: #fff; border: 1px solid #d8dde3; border-radius: .5rem; overflow-x: auto }
  h1 { margin: 0 0 1rem; font-size: 1.4rem; overflow-wrap: anywhere } main > p { color: #57606a; margin: 0 0 1rem }
  table { border-collapse: collapse; width: 100% }
  th, td { text-align: start; vertical-align: top; padding: .45rem .75rem .45rem 0; border-bottom: 1px solid #e6e9ed; overflow-wrap: anywhere }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: .5rem 1.5rem; margin: 0 }
  dt { color: #57606a } dd { margin: 0; white-space: pre-line; overflow-wrap: anywhere }
  .number { white-space: nowrap; font-variant-numeric: tabular-nums }
  :focus-visible { outline: 3px solid #0a58ca; outline-offset: 2px } header :focus-visible { outline-color: #fff }
  a { color: #0a58ca } .none { color: #57606a }
  @media (max-width: 40rem) { header { padding-inline: 1rem } main { margin: 0; padding: 1rem; border: 0; border-radius: 0 } thead { display: none } tr { display: block; padding-block: .5rem; border-bottom: 1px solid #e6e9ed } td { display: block; padding: 0; border: 0 } dl { grid-template-columns: 1fr; gap: 0 } dd { margin-block-end: .6rem } }
</style>
</head>
<body>
<header><a href="${root}/${kept}">${product}</a><span>${say.sandbox}</span><nav><a href="/">${say.slack}</a>${language ? html`<a href="?lang=${say.otherLanguage}" lang="${say.otherLanguage}">${say.other}</a>` : ""}</nav></header>
<main><h1>${title}</h1>${body}</main>
</body>
</html>`;
}
