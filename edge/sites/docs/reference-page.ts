/** The API's description as a page. */
import { html, styleBlock } from "../../reviews/pages/html.ts";
import type { Described, OpenApi } from "./openapi.ts";

const STYLE = `
:root { color-scheme: light dark; --ink: #1f1d2b; --soft: #5d5a70; --paper: #fff; --line: #dcdae6; --code: #f4f3f9; --link: #3b2f9b }
@media (prefers-color-scheme: dark) { :root { --ink: #eeecf6; --soft: #b3b0c4; --paper: #17151f; --line: #3a3749; --code: #221f2e; --link: #b7adff } }
body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 56rem; font: 1rem/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper) }
a { color: var(--link) } h1 { font-size: 1.8rem } h2 { margin-block: 2.5rem .5rem; font-size: 1.3rem }
section { border-block-start: 1px solid var(--line); padding-block: .5rem 1rem }
h3 { font: 600 1rem/1.5 ui-monospace, monospace; overflow-wrap: anywhere } h3 b { display: inline-block; min-width: 4.5em; color: var(--link); text-transform: uppercase }
table { border-collapse: collapse; width: 100%; font-size: .9rem } td, th { text-align: start; vertical-align: top; padding: .3rem .6rem .3rem 0; border-block-end: 1px solid var(--line) }
code, pre { font: .85rem/1.5 ui-monospace, monospace } pre { background: var(--code); padding: .75rem 1rem; overflow-x: auto; border-radius: .4rem } .soft { color: var(--soft) }
summary { cursor: pointer } :focus-visible { outline: 3px solid var(--link); outline-offset: 2px }
`;

const TAGS = ["Widgets", "Authors", "Servers", "Pages"];

export function referencePage(api: OpenApi): Response {
  const nonce = crypto.randomUUID();
  const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const body = html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${api.info.title} API</title>${styleBlock(STYLE, nonce)}</head><body><main>
<h1>${api.info.title} API</h1><p>${api.info.description} Machines read <a href="/docs/openapi.json">openapi.json</a> (OpenAPI ${api.openapi}).</p>
<p class="soft">Widgets come by a public key (<code>?site=pk_…</code>) from one of the site’s origins, a shop’s server by a secret one (<code>Authorization: Bearer sk_…</code>), authors by the token of their mail (<code>X-Author</code>).</p>
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
      html`<tr><td><code>${name}</code>${required ? " *" : ""}</td><td class="soft">${where}</td><td>${description}${schema.enum ? ` ${schema.enum.join(", ")}.` : ""}</td></tr>`,
  );
  const by = security[0] ? Object.keys(security[0])[0] : null;
  return html`<section id="${operationId}"><h3><b>${method}</b> ${path}</h3><p>${summary}${by ? html` <span class="soft">By: ${by}.</span>` : null}</p>
${rows.length > 0 ? html`<table><tbody>${rows}</tbody></table>` : null}
${requestBody ? Object.entries(requestBody.content).map(([type, { schema }]) => shape(`Takes ${type}`, schema)) : null}
<table><tbody>${Object.entries(responses).map(([status, { description }]) => html`<tr><td><code>${status}</code></td><td>${description}</td></tr>`)}</tbody></table>
${Object.values(responses).flatMap(({ content = {} }) => Object.entries(content).flatMap(([type, { schema }]) => (schema && type === "application/json" ? [shape("Answers", schema)] : [])))}</section>`;
}

const shape = (title: string, schema: object) =>
  Object.keys(schema).length === 0
    ? html`<p class="soft">${title}</p>`
    : html`<details><summary>${title}</summary><pre>${JSON.stringify(schema, null, 2)}</pre></details>`;
