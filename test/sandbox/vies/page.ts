/** For people: which VAT numbers there are to try out. The real VIES has no such page. */
import { html } from "hono/html";
import { foreignCompanies } from "../../fixtures/foreign-companies.ts";
import { type PageLanguage, recordPage } from "../record-page.ts";

const WORDS = {
  fr: {
    title: "Numéros de TVA à essayer",
    intro: (count: number) => `${count} numéros, tous d’entreprises fictives ; tout autre numéro est inconnu de ce VIES.`,
    columns: ["Numéro", "Nom", "Adresse"],
    noName: "nom non communiqué",
    noAddress: "adresse non communiquée",
  },
  en: {
    title: "VAT numbers to try",
    intro: (count: number) => `${count} numbers, all of invented companies; any other number is unknown to this VIES.`,
    columns: ["Number", "Name", "Address"],
    noName: "name not disclosed",
    noAddress: "address not disclosed",
  },
};

export function companiesPage(language: PageLanguage) {
  const say = WORDS[language];
  return recordPage(
    { product: "VIES", color: "#173a7a", root: "/vies", language },
    say.title,
    html`<p>${say.intro(foreignCompanies.length)}</p>
<table>
<thead><tr>${say.columns.map((column) => html`<th>${column}</th>`)}</tr></thead>
<tbody>
${foreignCompanies.map(
  ({ vatNumber, name, address }) =>
    html`<tr><td class="number">${vatNumber}</td><td>${name === "---" ? say.noName : name}</td><td>${name === "---" ? say.noAddress : address}</td></tr>`,
)}
</tbody>
</table>`,
  );
}
