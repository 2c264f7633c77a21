/** The window in which somebody chooses who they are: what Slack asks, without a password. */
import { html, raw } from "hono/html";
import type { SlackPerson } from "../people.ts";

const STYLE = `
:root { font: 16px/1.5 system-ui, sans-serif; color: #1d1c1d; background: #f6f5f8 }
body { margin: 0; display: grid; place-items: start center; min-height: 100vh; padding: 24px 16px; box-sizing: border-box }
main { width: 100%; max-width: 460px; padding: 24px; background: #fff; border: 1px solid #dddae4; border-radius: 14px; box-sizing: border-box }
h1 { margin: 0 0 4px; font-size: 22px; line-height: 1.3 } p { margin: 0 0 16px; color: #616061 }
.tag { display: inline-block; margin-bottom: 12px; padding: 0 8px; border-radius: 4px; background: #ecebf6; font-size: 13px; font-weight: 600 }
form { display: grid; gap: 8px } button { display: grid; padding: 10px 14px; font: inherit; text-align: start; background: #fff; border: 1px solid #868686; border-radius: 8px; cursor: pointer }
button:hover { background: #f4f3f9 } :focus-visible { outline: 2px solid #1264a3; outline-offset: 2px } small { color: #616061 } .no { justify-content: center; border-color: transparent; text-decoration: underline }`;

const frame = (title: string, content: unknown) => html`<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>${raw(STYLE)}</style></head>
<body><main><span class="tag">Slack · sandbox</span>${content}</main></body></html>`;

export const choosePage = (people: SlackPerson[], team: string, search: string) =>
  frame(
    "Se connecter avec Slack",
    html`<h1>Passerelle demande qui vous êtes</h1><p lang="en">Espace « ${team} » · Passerelle asks who you are</p>
<form method="post" action="/openid/connect/authorize${search}">${people
      .filter(({ deleted }) => !deleted)
      .map(({ id, name, title = "" }) => html`<button name="user" value="${id}"><b>${name}</b><small>${title}</small></button>`)}
<button class="no" name="user" value="">Refuser · Decline</button></form>`,
  );

export const refusedPage = (error: string) => frame("Slack", html`<h1>Slack</h1><p role="alert">${error}</p>`);
