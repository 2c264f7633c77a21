/** For people: one company, to be changed as companies change. The real register has no such page. */
import { html, raw } from "hono/html";
import { formatCompanyNumber } from "../../../edge/companies/company-numbers.ts";
import type { SampleCompany } from "../../fixtures/companies.ts";
import { type PageLanguage, recordPage } from "../record-page.ts";
import { registerLook } from "./page.ts";

const WORDS = {
  fr: {
    intro: (siren: string) =>
      `SIREN ${siren}. Changez ce qui change dans la vie d’une entreprise : son siège (il reçoit alors un nouveau SIRET), son nom, sa forme, son activité, sa TVA ; une date de fermeture la ferme, sans date elle est en activité.`,
    name: "Nom",
    street: "Siège : numéro et rue",
    postcode: "Code postal",
    city: "Ville",
    legalForm: "Forme juridique (code INSEE)",
    activity: "Activité (NAF rév. 2)",
    vatNumber: "N° TVA",
    closedOn: "Fermée le",
    save: "Enregistrer",
    saved: "Enregistré au registre.",
    notSaved: "Cela n’a pas pu être enregistré : rien n’a été modifié. Réessayez.",
    now: "Passerelle relit chaque client au moins une fois en 30 jours. Pour le voir tout de suite, tapez dans Slack :",
  },
  en: {
    intro: (siren: string) =>
      `SIREN ${siren}. Change what changes in the life of a company: its seat (which then gets a new SIRET), its name, form, activity, VAT number; a closing day closes it, without one it is active.`,
    name: "Name",
    street: "Seat: number and street",
    postcode: "Postcode",
    city: "Town",
    legalForm: "Legal form (INSEE’s code)",
    activity: "Activity (NAF rev. 2)",
    vatNumber: "VAT number",
    closedOn: "Closed on",
    save: "Save",
    saved: "Saved in the register.",
    notSaved: "This could not be saved: nothing was changed. Try again.",
    now: "Passerelle reads each client again at least once in 30 days. To see it right now, type in Slack:",
  },
};

const field = (name: string, label: string, value: string, type = "text") =>
  html`<label class="${name}">${label}<input name="${name}" type="${type}" value="${value}"></label>`;

const STYLE = `form { display: grid; gap: .75rem; grid-template-columns: 1fr 1fr; margin-block: 1rem; max-width: 40rem }
  label { display: grid; gap: .2rem; align-content: end; font-size: .9rem; color: #57606a } .name, .street, form button { grid-column: 1 / -1 }
  input { font: inherit; color: #24292f; padding: .4rem .5rem; border: 1px solid #848d97; border-radius: .4rem; min-inline-size: 0; block-size: 2.4rem; box-sizing: border-box }
  button { justify-self: start; font: inherit; font-weight: 600; padding: .5rem 1rem; border: 0; border-radius: .4rem; background: #1f6f43; color: #fff; cursor: pointer }
  output { display: block; padding: .75rem 1rem; margin-block: 1rem; background: #eaf5ee; border-radius: .4rem } output:empty { display: none }
  code { background: #f0f2f4; color: #24292f; padding: .1rem .3rem; border-radius: .25rem; white-space: nowrap }
  @media (max-width: 40rem) { form { grid-template-columns: 1fr } }`;

export function editPage(company: SampleCompany, language: PageLanguage) {
  const say = WORDS[language];
  return recordPage(
    registerLook(language),
    company.name,
    html`<style>${raw(STYLE)}</style>
<p>${say.intro(formatCompanyNumber(company.siren))}</p>
<form>
${field("name", say.name, company.name)}
${field("street", say.street, company.street.filter(Boolean).join(" "))}
${field("postcode", say.postcode, company.postcode)}
${field("city", say.city, company.city)}
${field("legalForm", say.legalForm, company.legalForm)}
${field("activity", say.activity, company.activity)}
${field("vatNumber", say.vatNumber, company.vatNumber ?? "")}
${field("closedOn", say.closedOn, company.closedOn ?? "", "date")}
<button>${say.save}</button>
</form>
<output aria-live="polite" data-saved="${say.saved}" data-not-saved="${say.notSaved}"></output>
<p>${say.now} <code>/passerelle review ${company.siren}</code></p>
<script>${raw(`
const form = document.querySelector("form"), told = document.querySelector("output");
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const body = JSON.stringify(Object.fromEntries(new FormData(form)));
  const answer = await fetch(location.pathname, { method: "POST", headers: { "Content-Type": "application/json" }, body }).catch(() => ({ ok: false }));
  told.textContent = answer.ok ? told.dataset.saved : told.dataset.notSaved;
});
`)}</script>`,
  );
}
