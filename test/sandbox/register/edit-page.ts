/** For people: one company, to be changed as companies change. The real register has no such page. */
import { html, raw } from "hono/html";
import { formatCompanyNumber } from "../../../edge/companies/company-numbers.ts";
import type { SampleCompany } from "../../fixtures/companies.ts";

const field = (name: string, label: string, value: string, type = "text") =>
  html`<label>${label}<input name="${name}" type="${type}" value="${value}"></label>`;

export const editPage = (company: SampleCompany) => html`<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${company.name} · Registre (bac à sable)</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; color: #24292f; max-width: 40rem; margin: 2rem auto; padding: 0 1rem }
  h1 { font-size: 1.4rem; margin: 0; overflow-wrap: anywhere } p { color: #57606a }
  form { display: grid; gap: .75rem; grid-template-columns: 1fr 1fr; margin-block: 1rem }
  label { display: grid; gap: .2rem; font-size: .9rem; color: #57606a } label:first-child, .wide { grid-column: 1 / -1 }
  input { font: inherit; color: #24292f; padding: .4rem .5rem; border: 1px solid #d0d7de; border-radius: .4rem; min-inline-size: 0 }
  button { font: inherit; font-weight: 600; padding: .5rem 1rem; border: 0; border-radius: .4rem; background: #1f6f43; color: #fff; cursor: pointer }
  :focus-visible { outline: 3px solid #0a58ca; outline-offset: 2px }
  output { display: block; padding: .75rem 1rem; background: #eaf5ee; border-radius: .4rem } output:empty { display: none }
  code { background: #f0f2f4; padding: .1rem .3rem; border-radius: .25rem }
</style>
</head>
<body>
<p><a href="../">Registre des entreprises (bac à sable)</a></p>
<h1>${company.name}</h1>
<p>SIREN ${formatCompanyNumber(company.siren)}. Changez ce qui change dans la vie d’une entreprise : son siège (il reçoit alors un nouveau SIRET),
son nom, sa forme, son activité, sa TVA ; une date de fermeture la ferme, sans date elle est en activité.</p>
<form>
${field("name", "Nom", company.name)}
<div class="wide" style="display:grid">${field("street", "Siège : numéro et rue", company.street.filter(Boolean).join(" "))}</div>
${field("postcode", "Code postal", company.postcode)}
${field("city", "Ville", company.city)}
${field("legalForm", "Forme juridique (code INSEE)", company.legalForm)}
${field("activity", "Activité (NAF rév. 2)", company.activity)}
${field("vatNumber", "N° TVA", company.vatNumber ?? "")}
${field("closedOn", "Fermée le", company.closedOn ?? "", "date")}
<p class="wide" style="margin:0"><button>Enregistrer</button></p>
</form>
<output aria-live="polite"></output>
<p>Passerelle relit chaque client au moins une fois en 30 jours. Pour le voir tout de suite, tapez dans Slack :
<code>/passerelle review ${company.siren}</code></p>
<script>${raw(`
const form = document.querySelector("form");
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const body = JSON.stringify(Object.fromEntries(new FormData(form)));
  const answer = await fetch(location.pathname, { method: "POST", headers: { "Content-Type": "application/json" }, body });
  document.querySelector("output").textContent = answer.ok ? "Enregistré au registre." : "Cela n’a pas pu être enregistré.";
});
`)}</script>
</body>
</html>`;
