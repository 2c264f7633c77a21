/** For people: which companies there are to try out. The real register has no such page. */
import { html } from "hono/html";
import { formatCompanyNumber } from "../../../edge/companies/company-numbers.ts";
import type { SampleCompany } from "../../fixtures/companies.ts";

export const companiesPage = (companies: readonly SampleCompany[]) => html`<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Registre des entreprises (bac à sable)</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; color: #24292f; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
  h1 { font-size: 1.4rem; margin: 0 } p { color: #57606a }
  table { border-collapse: collapse; width: 100% }
  th, td { text-align: start; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid #e6e9ed }
  td:nth-child(2) { overflow-wrap: anywhere }
  td:first-child { white-space: nowrap; font-variant-numeric: tabular-nums }
</style>
</head>
<body>
<h1>Registre des entreprises (bac à sable)</h1>
<p>${companies.length} entreprises à essayer : toutes sont fictives, sauf celles marquées « réelle ». Choisissez-en une pour la faire
déménager, changer de nom ou fermer : Passerelle le remarque et propose de mettre la fiche à jour.</p>
<table>
<thead><tr><th>SIREN</th><th>Nom</th><th>Ville</th><th>Particularité</th></tr></thead>
<tbody>
${companies.map(
  (company) =>
    html`<tr><td>${formatCompanyNumber(company.siren)}</td><td><a href="companies/${company.siren}">${company.name}</a></td><td>${company.city}</td><td>${peculiarity(company)}</td></tr>`,
)}
</tbody>
</table>
</body>
</html>`;

const peculiarity = ({ real, state, partial, closedOn }: SampleCompany) =>
  [real && "réelle", state === "C" && `fermée le ${closedOn}`, partial && "diffusion partielle"].filter(Boolean).join(", ");
