/** For people: which VAT numbers there are to try out. The real VIES has no such page. */
import { html } from "hono/html";
import { foreignCompanies } from "../../fixtures/foreign-companies.ts";

export const companiesPage = () => html`<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>VIES (bac à sable)</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; color: #24292f; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
  h1 { font-size: 1.4rem; margin: 0 } p { color: #57606a }
  table { border-collapse: collapse; width: 100% }
  th, td { text-align: start; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid #e6e9ed; overflow-wrap: anywhere }
</style>
</head>
<body>
<h1>VIES (bac à sable)</h1>
<p>${foreignCompanies.length} numéros de TVA à essayer, tous d’entreprises fictives ; tout autre numéro est inconnu de ce VIES.</p>
<table>
<thead><tr><th>Numéro</th><th>Nom</th><th>Adresse</th></tr></thead>
<tbody>
${foreignCompanies.map(
  ({ vatNumber, name, address }) =>
    html`<tr><td>${vatNumber}</td><td>${name === "---" ? "non communiqué" : name}</td><td>${name === "---" ? "non communiquée" : address}</td></tr>`,
)}
</tbody>
</table>
</body>
</html>`;
