/** What people see when a card in Slack links into Odoo: the partner, plainly. Not Odoo's own look. */
import { html } from "hono/html";
import { toText } from "../../../edge/connectors/odoo/odoo-html.ts";
import { recordPage } from "../record-page.ts";
import { codeOf } from "./countries.ts";
import type { Row } from "./domains.ts";

const COUNTRY_NAMES = new Intl.DisplayNames(["fr"], { type: "region" });

export function listPage(partners: Row[], root: string) {
  const parties = partners.filter(({ parent_id, active }) => !parent_id && active);
  if (parties.length === 0)
    return page("Contacts", root, html`<p class="none">Aucun contact pour l’instant : créez un client depuis Slack.</p>`);
  const rows = parties.map(
    (partner) => html`<tr>
      <td>${partner.id}</td>
      <td><a href="${root}/odoo/contacts/${partner.id}">${partner.name}</a></td>
      <td>${ranks(partner)}</td>
      <td class="number">${partner.company_registry || ""}</td>
      <td>${partner.city || ""}</td>
    </tr>`,
  );
  const head = html`<thead><tr><th>N°</th><th>Nom</th><th>Nature</th><th>SIRET</th><th>Ville</th></tr></thead>`;
  return page("Contacts", root, html`<table>${head}<tbody>${rows}</tbody></table>`);
}

export function cardPage(partner: Row, contacts: Row[], root: string) {
  const code = codeOf(partner.country_id);
  const place = [partner.zip, partner.city].filter(Boolean).join(" ");
  const lines: [string, unknown][] = [
    ["Nature", ranks(partner)],
    ["Type", partner.is_company ? "Société" : "Particulier"],
    ["Référence", partner.ref],
    ["SIRET", partner.company_registry],
    ["Numéro de TVA", partner.vat],
    ["Adresse", [partner.street, partner.street2, place, code && COUNTRY_NAMES.of(code)].filter(Boolean).join(", ")],
    ["E-mail", partner.email],
    ["Téléphone", partner.phone],
    ["Notes", partner.comment && toText(String(partner.comment))],
    ["Contacts", contacts.map((one) => [one.name, one.email, one.phone].filter(Boolean).join(" · ")).join("\n")],
    ["Créé le", `${partner.create_date} UTC`],
  ];
  const known = lines.filter(([, value]) => value);
  const body = html`<dl>${known.map(([term, value]) => html`<dt>${term}</dt><dd>${String(value)}</dd>`)}</dl>`;
  return page(String(partner.name), root, body);
}

export const missingPage = (root: string) =>
  page("Contact introuvable", root, html`<p class="none">Ce contact n’existe pas ou n’existe plus.</p>`);

function ranks({ customer_rank: customer, supplier_rank: supplier }: Row): string {
  if (customer && supplier) return "Client et fournisseur";
  return customer ? "Client" : supplier ? "Fournisseur" : "Ni client ni fournisseur";
}

const page = (title: string, root: string, body: unknown) => recordPage({ product: "Odoo", color: "#5f3c57", root }, title, body);
