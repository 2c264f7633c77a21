/** The page where one writes to the firm: samples, the mail, what became of the latest. */
import { html, raw } from "hono/html";
import { mailSamples } from "./samples.ts";
import { STYLE } from "./style.ts";
import type { Language, Words } from "./words.ts";

interface View {
  root: string;
  language: Language;
  say: Words;
  /** What became of the latest, as `became` below draws it. */
  latest: unknown;
}

const VERDICTS = ["pass", "fail", "none"] as const;
const ROWS = 13;

export function page({ root, language, say, latest }: View) {
  const other = language === "fr" ? "en" : "fr";
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${say.title} (${say.sandbox})</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<header class="bar"><strong>${say.title}</strong><span class="tag">${say.sandbox}</span>
  <nav><a href="/">${say.console}</a><a href="/mailbox/?lang=${language}">${say.mailbox}</a><a href="${root}/?lang=${other}" lang="${other}">${say.other}</a></nav></header>
<div class="columns">
<section class="samples" aria-label="${say.samples}"><h2>${say.samples}</h2><ul>${mailSamples.map(
    ({ id, title, hint }) =>
      html`<li><button type="button" data-sample="${id}" aria-pressed="false"><b>${title[language]}</b><small>${hint[language]}</small></button></li>`,
  )}</ul></section>
<main class="mail">${form(say)}</main>
<section class="became" aria-label="${say.became}"><h2>${say.became}</h2><ol data-testid="became" aria-live="polite">${latest}</ol></section>
</div>
<script type="application/json" id="samples">${raw(safely(mailSamples))}</script>
<script type="application/json" id="words">${raw(safely({ root, send: say.send, sending: say.sending, failed: say.failed }))}</script>
<script>${raw(SCRIPT)}</script>
</body>
</html>`;
}

const safely = (value: unknown) => JSON.stringify(value).replaceAll("<", "\\u003c");

const form = (say: Words) => html`<form data-testid="mail">
<p>${say.intro}</p>
<div class="pair"><label>${say.fromName}<input name="fromName" maxlength="120" autocomplete="off"></label>
<label>${say.from}<input name="from" type="email" required maxlength="250" autocomplete="off"></label></div>
<label>${say.subject}<input name="subject" maxlength="200" autocomplete="off"></label>
<label>${say.text}<textarea name="text" rows="${ROWS}" maxlength="100000"></textarea></label>
<div class="pair"><label>${say.dmarc}<select name="dmarc">${VERDICTS.map((one) => html`<option value="${one}">${say.verdicts[one]}</option>`)}</select></label>
<label>${say.headers}<textarea name="headers" rows="1" maxlength="2000" placeholder="${say.headersHint}"></textarea></label></div>
<div role="alert" data-testid="trouble"></div>
<button class="send" data-testid="send">${say.send}</button>
</form>`;

/** In the browser. A sample fills the form; what it has beside the form's fields is sent along until another is chosen. */
const SCRIPT = `
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const samples = read("samples"), words = read("words"), form = document.querySelector("form"), list = document.querySelector(".became ol");
let chosen = {};
const choose = (button) => {
  chosen = samples.find(({ id }) => id === button.dataset.sample);
  for (const one of document.querySelectorAll("[data-sample]")) one.setAttribute("aria-pressed", String(one === button));
  for (const name of ["fromName", "from", "subject", "text"]) form.elements[name].value = chosen[name];
  form.elements.dmarc.value = chosen.dmarc || "pass";
  form.elements.headers.value = (chosen.headers || []).join("\\n");
};
for (const button of document.querySelectorAll("[data-sample]")) button.addEventListener("click", () => choose(button));
choose(document.querySelector("[data-sample]"));
const refresh = async () => {
  const drawn = await fetch(words.root + "/became?lang=" + document.documentElement.lang).then((answer) => (answer.ok ? answer.text() : null), () => null);
  if (drawn !== null && drawn !== list.innerHTML) list.innerHTML = drawn;
};
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const send = form.querySelector(".send"), alert = form.querySelector("[role=alert]");
  const { charset, html, envelope, text } = chosen;
  const typed = Object.fromEntries(new FormData(form));
  const mail = { ...typed, charset, ...(typed.text === text && { html }), ...(typed.from === chosen.from && { envelope }) };
  send.disabled = true; send.textContent = words.sending; alert.textContent = "";
  const answer = await fetch(words.root + "/send?lang=" + document.documentElement.lang, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(mail) }).catch(() => null);
  const said = answer ? await answer.json().catch(() => ({})) : {};
  if (!answer || !answer.ok) alert.textContent = said.error || words.failed;
  send.disabled = false; send.textContent = words.send;
  await refresh();
});
setInterval(() => { if (!document.hidden) refresh() }, 1500);
`;
