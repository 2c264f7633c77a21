/** What the mailbox shows: the list, a message in three faces. A message's HTML stands in a frame that may do nothing. */
import { html, raw } from "hono/html";
import type { BoxMail, BoxParty } from "./mailbox.ts";
import { STYLE } from "./style.ts";
import type { Language, Words } from "./words.ts";

export const FACES = ["html", "text", "headers"] as const;
export type Face = (typeof FACES)[number];

export interface View {
  root: string;
  language: Language;
  say: Words;
  mails: BoxMail[];
  /** So that the page sees when there is more. */
  version: number;
  /** Where mail comes in, when this sandbox has it. */
  mailIn: string | null;
}

/** No emoji: half of the machines have no picture for it. */
const CLIP = raw(
  '<svg width="14" height="14" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true" style="vertical-align:-2px;margin-inline-end:4px"><path d="m13.5 7.5-5.6 5.6a3.2 3.2 0 0 1-4.5-4.5L9 3a2.1 2.1 0 0 1 3 3l-5.5 5.5a1 1 0 0 1-1.5-1.5l5-5"/></svg>',
);

export function page(view: View, mail: BoxMail | null, face: Face) {
  const { root, language, say, mails, version, mailIn } = view;
  const here = mail ? `${root}/m/${mail.id}` : `${root}/`;
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${mail ? `${mail.subject || say.noSubject} · ` : ""}${say.title} (${say.sandbox})</title>
<style>${raw(STYLE)}</style>
</head>
<body class="${mail ? "reading" : ""}">
<header class="bar"><strong>${say.title}</strong><span class="tag">${say.sandbox}</span>
  <nav><a href="/">${say.console}</a>${mailIn ? html`<a href="${mailIn}">${say.mailIn}</a>` : ""}
    <a href="${here}?lang=${language === "fr" ? "en" : "fr"}" lang="${language === "fr" ? "en" : "fr"}">${say.other}</a>
    ${mails.length > 0 ? html`<form method="post" action="${root}/empty"><button>${say.empty}</button></form>` : ""}</nav></header>
<section class="list" aria-label="${say.title}">${mails.length > 0 ? list(view, mail) : nothingYet(say)}</section>
<main class="mail">${mail ? message(view, mail, face) : html`<div class="empty"><p>${mails.length > 0 ? say.choose : say.title}</p><p>${say.intro}</p></div>`}</main>
<script>setInterval(async () => { if (document.hidden) return; const now = await fetch("${root}/version").then((answer) => answer.text(), () => "${version}"); if (now !== "${version}") location.reload() }, 2000)</script>
</body>
</html>`;
}

const nothingYet = (say: Words) => html`<div class="empty"><p>${say.none}</p><p>${say.noneHint}</p></div>`;

const list = ({ root, language, say, mails }: View, open: BoxMail | null) =>
  html`<ol>${mails.map(
    (mail) => html`<li><a href="${root}/m/${mail.id}" ${mail.id === open?.id ? raw('aria-current="page"') : ""}>
    <b>${mail.to.map(({ name, email }) => name || email).join(", ")}</b><time>${shortly(mail.at, language)}</time>
    <span class="subject">${mail.attachments.length > 0 ? CLIP : ""}${mail.subject || say.noSubject}</span>
    <span class="start">${startOf(mail)}</span></a></li>`,
  )}</ol>`;

/** A letter often begins with its own subject: that stands above. */
function startOf({ subject, text }: BoxMail): string {
  const plain = (one: string) => one.replace(/\s+/g, " ").trim(); // also the spaces that hold a French colon
  const [words, title] = [plain(text), plain(subject)];
  return (words.startsWith(title) ? words.slice(title.length) : words).trim().slice(0, 120);
}

function message({ root, language, say }: View, mail: BoxMail, face: Face) {
  const here = `${root}/m/${mail.id}`;
  return html`<a class="back" href="${root}/">${say.back}</a>
<h1>${mail.subject || say.noSubject}</h1>
<dl><dt>${say.from}</dt><dd>${party(mail.from)}</dd><dt>${say.to}</dt><dd>${mail.to.map(party).join(", ")}</dd>
${mail.replyTo ? html`<dt>${say.replyTo}</dt><dd>${mail.replyTo}</dd>` : ""}
<dt>${say.date}</dt><dd>${new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "medium", timeZone: "Europe/Paris" }).format(mail.at)}</dd>
<dt>${say.via}</dt><dd>${mail.via === "smtp" ? "SMTP" : "Brevo"}</dd></dl>
${mail.attachments.length > 0 ? files(here, say, mail) : ""}
<nav class="faces">${FACES.map((one) => html`<a href="${here}?show=${one}" ${one === face ? raw('aria-current="page"') : ""}>${say[one]}</a>`)}</nav>
${content(here, say, mail, face)}`;
}

const files = (here: string, say: Words, mail: BoxMail) => html`<ul class="files" aria-label="${say.attachments(mail.attachments.length)}">
${mail.attachments.map((one, i) => html`<li><a href="${here}/file/${i}">${CLIP}${one.filename} <small>${say.size(one.size)}</small></a></li>`)}</ul>`;

function content(here: string, say: Words, mail: BoxMail, face: Face) {
  if (face === "headers")
    return html`<table>${mail.headers.map(({ name, value }) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`)}</table>`;
  if (face === "text") return mail.text ? html`<pre>${mail.text}</pre>` : html`<div class="empty"><p>${say.noText}</p></div>`;
  return mail.html
    ? html`<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" title="${say.frame}" src="${here}/html"></iframe>`
    : html`<div class="empty"><p>${say.noHtml}</p></div>`;
}

const party = ({ name, email }: BoxParty) => (name ? `${name} <${email}>` : email);

/** Today the time, else the day. */
function shortly(at: number, language: Language): string {
  const zone = { timeZone: "Europe/Paris" } as const;
  const day = (ms: number) => new Intl.DateTimeFormat("fr", { dateStyle: "short", ...zone }).format(ms);
  const look = day(at) === day(Date.now()) ? ({ timeStyle: "short" } as const) : ({ day: "numeric", month: "short" } as const);
  return new Intl.DateTimeFormat(language === "fr" ? "fr" : "en-GB", { ...look, ...zone }).format(at);
}
