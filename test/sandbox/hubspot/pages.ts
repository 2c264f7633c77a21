/** What people see when a card in Slack links into HubSpot: the record, plainly. Not HubSpot's own look. */
import { html } from "hono/html";
import { formatCompanyNumber } from "../../../edge/companies/company-numbers.ts";
import { recordPage } from "../record-page.ts";
import type { HubRow } from "./objects.ts";
import type { Account } from "./stand-in.ts";

const LABELS: Record<string, string> = {
  ...{ passerelle_reference: "Référence Passerelle", passerelle_kinds: "Nature", passerelle_siren: "SIREN", passerelle_siret: "SIRET" },
  ...{ passerelle_vat: "Numéro de TVA", passerelle_email: "E-mail", passerelle_note: "Note" },
  ...{ firstname: "Prénom", lastname: "Nom", name: "Nom", domain: "Domaine", email: "E-mail", phone: "Téléphone" },
  ...{ address: "Adresse", zip: "Code postal", city: "Ville", country: "Pays" },
};
const NUMBERS = ["passerelle_siren", "passerelle_siret", "passerelle_vat"];
const KINDS: Record<string, string> = { client: "client", supplier: "fournisseur", contractor: "prestataire" };

export const listPage = (account: Account) =>
  page(
    account,
    "Entreprises et contacts",
    account.state.rows.length === 0
      ? html`<p class="none">Rien pour l’instant : créez un client depuis Slack.</p>`
      : html`<table>
          <thead><tr><th>Nom</th><th>Objet</th><th>SIREN</th><th>Ville</th></tr></thead>
          <tbody>
            ${account.state.rows.map(
              (row) => html`<tr>
                <td>${link(account, row)}</td>
                <td>${row.type === "contacts" ? "Contact" : "Entreprise"}</td>
                <td class="number">${formatCompanyNumber(row.properties.passerelle_siren ?? "")}</td>
                <td>${row.properties.city ?? ""}</td>
              </tr>`,
            )}
          </tbody>
        </table>`,
  );

export function cardPage(account: Account, row: HubRow) {
  const lines = Object.entries(LABELS).flatMap(([name, label]) => {
    const value = row.properties[name];
    return value ? [html`<dt>${label}</dt><dd>${told(name, value)}</dd>`] : [];
  });
  const others = account.state.rows.filter((other) => other.companies.includes(row.id) && row.type === "companies");
  const companies = account.state.rows.filter((other) => other.type === "companies" && row.companies.includes(other.id));
  const related = [...others, ...companies].map(
    (other) => html`<dt>${other.type === "contacts" ? "Contact" : "Entreprise"}</dt><dd>${link(account, other)}</dd>`,
  );
  return page(account, nameOf(row), html`<dl>${lines}${related}</dl>`);
}

export const missingPage = (account: Account) =>
  page(account, "Fiche introuvable", html`<p class="none">Cette fiche n’existe pas ou n’existe plus.</p>`);

function told(name: string, value: string): string {
  if (NUMBERS.includes(name)) return formatCompanyNumber(value);
  if (name !== "passerelle_kinds") return value;
  return value
    .split(";")
    .map((kind) => KINDS[kind] ?? kind)
    .join(", ");
}

const nameOf = ({ properties }: HubRow) =>
  properties.name ?? ([properties.firstname, properties.lastname].filter(Boolean).join(" ") || (properties.email ?? "—"));

const link = ({ site }: Account, row: HubRow) =>
  html`<a href="${site}/contacts/14212842/record/${row.type === "contacts" ? "0-1" : "0-2"}/${row.id}">${nameOf(row)}</a>`;

const page = ({ site }: Account, title: string, body: unknown) =>
  recordPage({ product: "HubSpot", color: "#33475b", root: site }, title, body);
