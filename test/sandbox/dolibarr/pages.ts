/** What people see when a card in Slack links into Dolibarr: the record, plainly. Not Dolibarr's own look. */
import { html } from "hono/html";
import { formatCompanyNumber } from "../../../edge/companies/company-numbers.ts";
import { recordPage } from "../record-page.ts";
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

const page = (title: string, root: string, body: unknown) => recordPage({ product: "Dolibarr", color: "#263c5c", root }, title, body);
