/** What people see when a card in Slack links into Dolibarr: the record, plainly. Not Dolibarr's own look. */
import { html } from "hono/html";
import { formatCompanyNumber } from "../../../edge/companies/company-numbers.ts";
import { countries, partyTypes } from "./dictionaries.ts";
import type { Row } from "./filters.ts";

export const listPage = (parties: Row[], root: string) =>
  page(
    "Tiers",
    root,
    parties.length === 0
      ? html`<p class="none">Aucun tiers pour l’instant : créez un client depuis Slack.</p>`
      : html`<table>
          <thead><tr><th>Réf.</th><th>Nom</th><th>Nature</th><th>SIREN</th><th>Ville</th></tr></thead>
          <tbody>
            ${parties.map(
              (party) => html`<tr>
                <td>${party.rowid}</td>
                <td><a href="${root}/societe/card.php?socid=${party.rowid}">${party.nom}</a></td>
                <td>${natures(party)}</td>
                <td class="number">${numberOf(party.siren)}</td>
                <td>${party.town}</td>
              </tr>`,
            )}
          </tbody>
        </table>`,
  );

export function cardPage(party: Row, contacts: Row[], root: string) {
  const code = countries.find(({ id }) => id === String(party.fk_pays))?.code;
  const country = code ? COUNTRY_NAMES.of(code) : "";
  const lines: [string, unknown][] = [
    ["Nature", natures(party)],
    ["Code client", party.code_client],
    ["Code fournisseur", party.code_fournisseur],
    ["Référence externe", party.ref_ext],
    ["SIREN", numberOf(party.siren)],
    ["SIRET", numberOf(party.siret)],
    ["Numéro de TVA", numberOf(party.tva_intra)],
    ["Adresse", [party.address, [party.zip, party.town].filter(Boolean).join(" "), country].filter(Boolean).join(", ")],
    ["E-mail", party.email],
    ["Téléphone", party.phone],
    ["Type de tiers", partyTypes.find(({ id }) => id === String(party.fk_typent))?.label],
    ["Note privée", party.note_private],
    [
      "Contacts",
      contacts
        .map((one) => [[one.firstname, one.lastname].filter(Boolean).join(" "), one.email, one.phone].filter(Boolean).join(" · "))
        .join("\n"),
    ],
    ["Créé le", `${String(party.datec)} UTC`],
  ];
  const known = lines.filter(([, value]) => value);
  const body = html`<dl>${known.map(([term, value]) => html`<dt>${term}</dt><dd>${String(value)}</dd>`)}</dl>`;
  return page(String(party.nom), root, body);
}

export const missingPage = (root: string) =>
  page("Tiers introuvable", root, html`<p class="none">Ce tiers n’existe pas ou n’existe plus.</p>`);

const COUNTRY_NAMES = new Intl.DisplayNames(["fr"], { type: "region" });

const numberOf = (value: unknown) => formatCompanyNumber(String(value ?? ""));

function natures({ client, fournisseur }: Row): string {
  if (client && fournisseur) return "Client et fournisseur";
  return client ? "Client" : fournisseur ? "Fournisseur" : "Ni client ni fournisseur";
}

const page = (title: string, root: string, body: unknown) => html`<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Dolibarr (bac à sable)</title>
<style>
  :root { font: 16px/1.5 system-ui, sans-serif; color: #24292f; background: #f4f5f7 }
  body { margin: 0 }
  header { background: #263c5c; color: #fff; padding: .75rem max(1.5rem, 50% - 28.5rem) }
  header a { color: inherit; text-decoration: none; font-weight: 600 }
  header span { opacity: .75; margin-inline-start: .5rem }
  main { box-sizing: border-box; max-width: 60rem; margin: 1.5rem auto; padding: 1.5rem; background: #fff; border: 1px solid #d8dde3; border-radius: .5rem; overflow-x: auto }
  h1 { margin: 0 0 1rem; font-size: 1.4rem; overflow-wrap: anywhere }
  table { border-collapse: collapse; width: 100% }
  th, td { text-align: start; padding: .45rem .75rem .45rem 0; border-bottom: 1px solid #e6e9ed; overflow-wrap: anywhere }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: .5rem 1.5rem; margin: 0 }
  dt { color: #57606a } dd { margin: 0; white-space: pre-line; overflow-wrap: anywhere }
  .number { white-space: nowrap }
  a { color: #0a58ca } .none { color: #57606a }
  @media (max-width: 40rem) { main { margin: 0; border: 0; border-radius: 0 } dl { grid-template-columns: 1fr; gap: 0 } dd { margin-block-end: .6rem } }
</style>
</head>
<body>
<header><a href="${root}/">Dolibarr</a><span>bac à sable</span></header>
<main><h1>${title}</h1>${body}</main>
</body>
</html>`;
