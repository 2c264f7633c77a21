/** What stands in a CRM at the end, the same way for all four: parties and their contact persons. */
import type { CrmId, StandIns } from "./crm-stand-ins.ts";

export interface Holding {
  siren: string;
  vatNumber: string;
  email: string;
  /** Digits only. */
  phone: string;
  /** E-mail addresses of its contact persons. */
  contacts: string[];
}

/** Rows of the Worker's own database. */
export type Sql = <T>(sql: string) => T[];

type Row = Record<string, unknown>;
const text = (value: unknown) => (value === null || value === undefined || value === false ? "" : String(value));
const digits = (value: unknown) => text(value).replace(/\D/g, "");

export function holdings(crm: CrmId, standIn: StandIns[CrmId], sql: Sql): Holding[] {
  switch (crm) {
    case "builtin":
      return inBuiltin(sql);
    case "dolibarr":
      return inDolibarr(standIn as StandIns["dolibarr"]);
    case "odoo":
      return inOdoo(standIn as StandIns["odoo"]);
    case "hubspot":
      return inHubspot(standIn as StandIns["hubspot"]);
  }
}

function inBuiltin(sql: Sql): Holding[] {
  const contacts = grouped(sql<Row>("SELECT party, email FROM crm_contacts"), ({ party }) => text(party));
  return sql<Row>("SELECT id, siren, vat_number, email, phone FROM crm_parties").map((row) => ({
    siren: text(row.siren),
    vatNumber: text(row.vat_number),
    email: text(row.email),
    phone: digits(row.phone),
    contacts: contacts(text(row.id)),
  }));
}

function inDolibarr(standIn: StandIns["dolibarr"]): Holding[] {
  const { parties, contacts: rows } = standIn.dump();
  const contacts = grouped(rows, ({ fk_soc }) => text(fk_soc));
  return parties.map((row) => ({
    siren: text(row.siren),
    vatNumber: text(row.tva_intra),
    email: text(row.email),
    phone: digits(row.phone),
    contacts: contacts(text(row.rowid)),
  }));
}

function inOdoo(standIn: StandIns["odoo"]): Holding[] {
  const { partners } = standIn.dump();
  const contacts = grouped(partners, ({ parent_id }) => text(parent_id));
  return partners
    .filter(({ parent_id }) => !parent_id)
    .map((row) => ({
      siren: text(row.company_registry).slice(0, 9),
      vatNumber: text(row.vat),
      email: text(row.email),
      phone: digits(row.phone),
      contacts: contacts(text(row.id)),
    }));
}

/** A private person is a contact that belongs to no company. */
function inHubspot(standIn: StandIns["hubspot"]): Holding[] {
  const { rows } = standIn.dump();
  const flat = rows.flatMap(({ companies, properties }) => companies.map((company) => ({ company, email: properties.email })));
  const contacts = grouped(flat, ({ company }) => company);
  return rows
    .filter(({ type, companies }) => type === "companies" || companies.length === 0)
    .map(({ id, type, properties }) => ({
      siren: text(properties.passerelle_siren),
      vatNumber: text(properties.passerelle_vat),
      email: text(type === "companies" ? properties.passerelle_email : properties.email),
      phone: digits(properties.phone),
      contacts: type === "companies" ? contacts(id) : [],
    }));
}

function grouped<R extends { email?: unknown }>(rows: R[], by: (row: R) => string): (id: string) => string[] {
  const found = new Map<string, string[]>();
  for (const row of rows) found.set(by(row), [...(found.get(by(row)) ?? []), text(row.email)]);
  return (id) => found.get(id) ?? [];
}
