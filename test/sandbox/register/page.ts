/** For people: which companies there are to try out. The real register has no such page. */
import { html } from "hono/html";
import { formatCompanyNumber } from "../../../edge/companies/company-numbers.ts";
import type { SampleCompany } from "../../fixtures/companies.ts";
import { type PageLanguage, recordPage } from "../record-page.ts";

const WORDS = {
  fr: {
    title: "Registre des entreprises",
    intro: (count: number) =>
      `${count} entreprises à essayer : toutes sont fictives, sauf celles marquées « réelle ». Choisissez-en une pour la faire déménager, changer de nom ou fermer : Passerelle le remarque et propose de mettre la fiche à jour.`,
    columns: ["SIREN", "Nom", "Ville", "Particularité"],
    real: "réelle",
    closed: (day: string) => `fermée le ${day}`,
    partial: "diffusion partielle",
  },
  en: {
    title: "Register of companies",
    intro: (count: number) =>
      `${count} companies to try: all are invented, except those marked “real”. Choose one to let it move, change its name or close: Passerelle notices and proposes to update the record.`,
    columns: ["SIREN", "Name", "Town", "Particularity"],
    real: "real",
    closed: (day: string) => `closed on ${day}`,
    partial: "partly published",
  },
};

export const registerLook = (language: PageLanguage) => ({
  product: WORDS[language].title,
  color: "#1f4d3a",
  root: "/register",
  language,
});

export function companiesPage(companies: readonly SampleCompany[], language: PageLanguage) {
  const say = WORDS[language];
  const kept = language === "en" ? "?lang=en" : "";
  return recordPage(
    registerLook(language),
    say.title,
    html`<p>${say.intro(companies.length)}</p>
<table>
<thead><tr>${say.columns.map((column) => html`<th>${column}</th>`)}</tr></thead>
<tbody>
${companies.map(
  (company) =>
    html`<tr><td class="number">${formatCompanyNumber(company.siren)}</td><td><a href="companies/${company.siren}${kept}">${company.name}</a></td><td>${company.city}</td><td>${peculiarity(company, language)}</td></tr>`,
)}
</tbody>
</table>`,
  );
}

const peculiarity = ({ real, state, partial, closedOn }: SampleCompany, language: PageLanguage) => {
  const say = WORDS[language];
  return [real && say.real, state === "C" && say.closed(dayOf(closedOn, language)), partial && say.partial].filter(Boolean).join(", ");
};

const dayOf = (date: string | null | undefined, language: PageLanguage) =>
  date ? new Intl.DateTimeFormat(language === "fr" ? "fr" : "en-GB", { dateStyle: "long", timeZone: "UTC" }).format(Date.parse(date)) : "";
