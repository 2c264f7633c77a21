/**
 * Odoo's res.partner as base, mail, account and base_vat keep it: what is refused, what is cleaned, and what a contact
 * person shares with its company. Rules of version 19's source (odoo/addons/base, addons/account, addons/base_vat).
 */
import { checkVatNumber } from "../../../edge/companies/company-numbers.ts";
import { validationError, valueError } from "./answers.ts";
import { codeOf, countries } from "./countries.ts";
import type { Row, Value } from "./domains.ts";

export interface PartnerRules {
  /** Module base_vat, which every country's chart of accounts brings along: numbers are checked and written plainly. */
  baseVat: boolean;
  /** Module account: without it there are no ranks. */
  invoicing: boolean;
}

const RANKS = ["customer_rank", "supplier_rank"];
const TEXTS = ["name", "ref", "company_registry", "vat", "email", "phone", "street", "street2", "zip", "city", "comment"];
const WRITABLE = [...TEXTS, "is_company", "type", "parent_id", "country_id", "active", ...RANKS];
/** Computed by Odoo: no internal user (`partner_share`), an employee, a company of the firm itself. */
const COMPUTED: Row = { partner_share: true, employee: false, ref_company_ids: false };
const ADDRESS = ["street", "street2", "zip", "city", "country_id"];
/** Held by the company and copied to its contact persons. */
const COMMERCIAL = ["vat", "company_registry"];

const EMPTY: Row = {
  ...Object.fromEntries(WRITABLE.map((field) => [field, false])),
  ...Object.fromEntries(RANKS.map((field) => [field, 0])),
  type: "contact",
  active: true,
  ...COMPUTED,
};

export const fieldsOf = ({ invoicing }: PartnerRules): string[] =>
  ["id", "country_code", "create_date", ...Object.keys(COMPUTED), ...WRITABLE].filter((field) => invoicing || !RANKS.includes(field));

/** @throws Exception */
export function created(vals: Row, all: Row[], id: number, now: Date, rules: PartnerRules): Row {
  const row: Row = { ...EMPTY, id, create_date: now.toISOString().slice(0, 19).replace("T", " ") };
  const parent = vals.parent_id ? all.find((other) => other.id === vals.parent_id) : undefined;
  if (vals.parent_id && !parent) throw validationError("The operation cannot be completed: the related partner does not exist.");
  Object.assign(row, cleaned(vals, rules));
  if (parent) Object.assign(row, pick(parent, COMMERCIAL), row.type === "contact" && pick(parent, ADDRESS));
  check(row, rules);
  return row;
}

/** Changes the row and what its contact persons share with it. @throws Exception, having changed nothing */
export function write(row: Row, vals: Row, all: Row[], rules: PartnerRules): void {
  const changed = { ...row, ...cleaned(vals, rules) };
  check(changed, rules);
  Object.assign(row, changed);
  for (const child of all.filter((other) => other.parent_id === row.id)) {
    Object.assign(child, pick(row, COMMERCIAL), child.type === "contact" && pick(row, ADDRESS));
  }
}

function cleaned(vals: Row, rules: PartnerRules): Row {
  const known = fieldsOf(rules);
  const out: Row = {};
  for (const [field, value] of Object.entries(vals)) {
    if (!known.includes(field) || !WRITABLE.includes(field)) throw valueError(`Invalid field '${field}' in 'res.partner'`);
    out[field] = TEXTS.includes(field) ? textOf(field, value) : value;
  }
  return out;
}

function textOf(field: string, value: Value): Value {
  if (value === false || value === "" || value === null) return false;
  return field === "comment" ? sanitized(String(value)) : String(value);
}

/** Scripts go, bare text becomes a paragraph, and what needs no escape in HTML is not escaped. */
function sanitized(html: string): Value {
  const safe = html.replace(/<script\b.*?<\/script\s*>/gis, "").replaceAll("&quot;", '"');
  return /^\s*</.test(safe) ? safe : `<p>${safe}</p>`;
}

function check(row: Row, { baseVat }: PartnerRules): void {
  if (!row.name && row.type === "contact") throw validationError("Contacts require a name");
  if (row.country_id && !countries.some(({ id }) => id === row.country_id))
    throw validationError("The operation cannot be completed: the related country does not exist.");
  if (!baseVat || !row.vat || !row.country_id) return;
  const found = checkVatNumber(String(row.vat));
  if (found?.ok) row.vat = found.number;
  else if (found || codeOf(row.country_id) === "FR")
    throw validationError(
      `\nThe VAT number [${row.vat}] for partner [${row.name}] does not seem to be valid. \nNote: the expected format is FR23334175221`,
    );
}

const pick = (row: Row, fields: string[]): Row => Object.fromEntries(fields.map((field) => [field, row[field] ?? false]));
