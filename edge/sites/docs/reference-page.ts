/** The API's description as a page. */
import { html, styleBlock } from "../../reviews/pages/html.ts";
import type { Described, OpenApi } from "./openapi.ts";

const STYLE = `
:root { color-scheme: light dark; --ink: #1f1d2b; --soft: #5d5a70; --paper: #fff; --line: #dcdae6; --code: #f4f3f9; --link: #3b2f9b }
@media (prefers-color-scheme: dark) { :root { --ink: #eeecf6; --soft: #b3b0c4; --paper: #17151f; --line: #3a3749; --code: #221f2e; --link: #b7adff } }
* { box-sizing: border-box } html { scroll-behavior: smooth } section { scroll-margin-block-start: 1rem }
body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 56rem; font: 1rem/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper) }
a { color: var(--link) } h1 { font-size: 1.8rem } h2 { margin-block: 2.5rem .5rem; font-size: 1.3rem }
section { border-block-start: 1px solid var(--line); padding-block: .5rem 1rem }
h3 { font: 600 1rem/1.5 ui-monospace, monospace; overflow-wrap: anywhere } h3 { margin: 1rem 0 .5rem } h3 b { display: inline-block; min-width: 4.2em; margin-inline-end: .6em; padding: .1rem .5rem; font-size: .8rem; text-align: center; text-transform: uppercase; color: var(--link); background: var(--code); border-radius: .3rem }
h3 a { color: inherit; text-decoration: none } h3 a:hover { text-decoration: underline } p { margin: .5rem 0 }
h4 { margin: 1rem 0 .25rem; font-size: .8rem; letter-spacing: .04em; text-transform: uppercase; color: var(--soft) }
table { border-collapse: collapse; width: 100%; font-size: .9rem; table-layout: fixed } td { vertical-align: top; padding: .4rem .75rem .4rem 0; border-block-start: 1px solid var(--line); overflow-wrap: anywhere } td:first-child { width: 11rem } td.in { width: 5rem }
details { margin-block: .6rem } nav { columns: 18rem; margin-block: 1.5rem; padding: 1rem 1.25rem; background: var(--code); border-radius: .6rem } nav div { break-inside: avoid; margin-block-end: .75rem } nav b { display: block; font-size: .9rem } nav a { display: block; min-block-size: 24px; font: .82rem/1.9 ui-monospace, monospace; text-decoration: none; overflow-wrap: anywhere } nav a:hover { text-decoration: underline } nav i { display: inline-block; min-width: 4.2em; font-style: normal; text-transform: uppercase; color: var(--soft) }
@media (max-width: 40rem) { td:first-child { width: 8rem } td.in { width: 4rem } }
code, pre { font: .85rem/1.5 ui-monospace, monospace } pre { background: var(--code); padding: .75rem 1rem; overflow-x: auto; border-radius: .4rem } .soft { color: var(--soft) }
summary { cursor: pointer } :focus-visible { outline: 3px solid var(--link); outline-offset: 2px }
`;

const TAGS = ["Widgets", "Authors", "Servers", "Pages"];

const KEYS: Record<string, { title: string; how: string }> = {
  site: { title: "Public key", how: "`?site=pk_…`, from a page at one of the site’s addresses." },
  server: { title: "Secret key", how: "`Authorization: Bearer sk_…`, from the shop’s server only." },
  author: { title: "Author’s token", how: "`X-Author: …`, from the link in their mail." },
  signature: { title: "Signature", how: "HMAC-SHA256 of the body, as WooCommerce and Shopify send it." },
};

export function referencePage(api: OpenApi): Response {
  const nonce = crypto.randomUUID();
  const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const body = html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${api.info.title} API</title>${styleBlock(STYLE, nonce)}</head><body><main>
<h1>${api.info.title} API</h1><p>${api.info.description} Machines read <a href="/docs/openapi.json">openapi.json</a> (OpenAPI ${api.openapi}).</p>
<table><tbody>${Object.entries(KEYS).map(([name, { title, how }]) => html`<tr id="by-${name}"><td>${title}</td><td>${marked(how)}</td></tr>`)}</tbody></table>
<nav aria-label="Operations">${TAGS.map((tag) => html`<div><b>${tag}</b>${operations.filter(({ operation }) => operation.tags.includes(tag)).map(({ method, path, operation }) => html`<a href="#${operation.operationId}"><i>${method}</i> ${path}</a>`)}</div>`)}</nav>
${TAGS.map((tag) => html`<h2>${tag}</h2>${operations.filter(({ operation }) => operation.tags.includes(tag)).map((one) => section(one.method, one.path, one.operation))}`)}
</main></body></html>`;
  return new Response(body.text, {
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "public, max-age=300",
      "Content-Security-Policy": `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      "X-Content-Type-Options": "nosniff",
    },
  });
}

function section(method: string, path: string, { operationId, summary, parameters = [], requestBody, responses, security }: Described) {
  const rows = (parameters as { name: string; in: string; required?: boolean; description: string; schema: { enum?: string[] } }[]).map(
    ({ name, in: where, required, description, schema }) =>
      html`<tr><td><code>${name}</code></td><td class="soft in">${where}</td><td>${required ? html`<b>Required.</b> ` : null}${marked(description)}${schema.enum ? html` One of ${schema.enum.map((one, i) => html`${i ? ", " : ""}<code>${one}</code>`)}.` : null}</td></tr>`,
  );
  const [by] = Object.keys(security[0] ?? {});
  const answers = Object.entries(responses);
  const taken = answers.filter(([status]) => Number(status) < 400);
  const refused = answers.filter(([status]) => Number(status) >= 400);
  return html`<section id="${operationId}"><h3><b>${method}</b><a href="#${operationId}">${path}</a></h3><p>${marked(summary)}${by && KEYS[by] ? html` <a href="#by-${by}">${KEYS[by].title}</a>` : null}</p>
${rows.length > 0 ? html`<h4>Parameters</h4><table><tbody>${rows}</tbody></table>` : null}
${requestBody ? html`<h4>Body</h4>${Object.entries(requestBody.content).map(([type, { schema }]) => shape(type, schema))}` : null}
<h4>Answer</h4>${taken.map(([status, { description, content = {} }]) => html`<p><code>${status}</code> ${marked(description)}</p>${Object.entries(content).map(([type, { schema }]) => (schema ? shape(type, schema) : null))}`)}
${refused.length > 0 ? html`<p class="soft">Errors: ${refused.map(([status, { description }], i) => html`${i ? ", " : ""}<code>${status} ${description}</code>`)}</p>` : null}</section>`;
}

/** Between backticks stands code. */
const marked = (text: string) => text.split("`").map((part, i) => (i % 2 ? html`<code>${part}</code>` : part));

const shape = (type: string, schema: object) =>
  Object.keys(schema).length === 0
    ? html`<p class="soft"><code>${type}</code></p>`
    : html`<details><summary><code>${type}</code></summary><pre tabindex="0">${JSON.stringify(schema, null, 2)}</pre></details>`;
