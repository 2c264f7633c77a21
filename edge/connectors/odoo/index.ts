/**
 * Odoo 19: CRM and invoicing of a firm, hosted by Odoo (Custom plan), by a partner or by itself. A party is a res.partner
 * without a parent, a contact person one below it.
 *
 * Wire    JSON-2: POST /json/2/<model>/<method>, header `Authorization: bearer`, `X-Odoo-Database`; the key's user needs
 *         to read and create contacts ("Contact Creation"), and the Invoicing app must be installed (customer and supplier)
 * Units   ids are integers; a create answers `[id]`; what is empty is `false`; notes are HTML
 * Errors  JSON with exception name, message and traceback; 401 and 403 are ours to fix (`misconfigured`); a refusal is 422
 *         and undoes everything; other 5xx or silence on a write is `maybe_written` (odoo-errors.ts)
 * Source  https://www.odoo.com/documentation/19.0/developer/reference/external_api.html, and odoo/addons/base and
 *         addons/base_vat of version 19 (read 2026-11)
 */
import * as z from "zod/mini";
import type { Crm } from "../../clients/crm.ts";
import { PasserelleError } from "../../errors.ts";
import { type Rpc, rpc } from "../../protocols/rpc.ts";
import { defineConnector } from "../define-connector.ts";
import { odooCare } from "./odoo-care.ts";
import { explain } from "./odoo-errors.ts";
import {
  afterId,
  byReference,
  byTwin,
  ContactRow,
  contactOf,
  type Domain,
  fieldsOf,
  isTwin,
  NewIds,
  Partner,
  Row,
  ranksOf,
  siteOf,
  toContact,
  toPartner,
  toRecord,
} from "./odoo-map.ts";

const MAX_TWINS = 10;
/** A create is several calls; who takes its answer for lost looks it up 20 s after it began, so it ends before that. */
const CREATE_BUDGET_MS = 13_000;
/** Archived partners too: they are hidden there, not gone. */
const ARCHIVED_TOO = { active_test: false };

export default defineConnector({
  id: "odoo",
  secrets: ["ODOO_URL", "ODOO_DB", "ODOO_API_KEY"],
  open({ secret, fetch }) {
    const root = siteOf(secret.ODOO_URL);
    const headers = { Authorization: `bearer ${secret.ODOO_API_KEY}`, "X-Odoo-Database": secret.ODOO_DB, "User-Agent": "Passerelle" };
    return { crm: crmOf(rpc({ vendor: "odoo", base: `${root}/json/2`, headers, fetch, explain }), root) };
  },
});

function crmOf(api: Rpc, root: string): Crm {
  const search = async (domain: Domain, limit: number, context = {}, signal?: AbortSignal) => {
    const args = { domain, fields: fieldsOf(Partner), limit, order: "id asc", context };
    return (await api.read("res.partner/search_read", z.array(Partner), args, signal)).map((partner) => ({
      partner,
      record: toRecord(partner, root),
    }));
  };
  const find = async (domain: Domain, signal?: AbortSignal) => (await search(domain, 1, ARCHIVED_TOO, signal))[0];
  const party = async (externalId: string) => {
    const id = idOf(externalId);
    return id === null ? undefined : find([["id", "=", id]]);
  };
  const firstContact = async (id: number | null) => {
    if (id === null) return null;
    const domain: Domain = [
      ["parent_id", "=", id],
      ["type", "=", "contact"],
    ];
    const args = { domain, fields: fieldsOf(ContactRow), limit: 1, order: "id asc" };
    const [contact] = await api.read("res.partner/search_read", z.array(ContactRow), args);
    return contact ? contactOf(contact) : null;
  };

  return {
    id: "odoo",
    label: "Odoo",
    ...odooCare(api, idOf),
    async findByReference(reference) {
      const found = reference ? await find(byReference(reference)) : undefined;
      return found ? { ...found.record, reference } : null;
    },
    async findTwins(query) {
      const domain = byTwin(query);
      if (!domain) return [];
      const records = (await search(domain, 100)).map(({ record }) => record);
      return records.filter((record) => isTwin(record, query)).slice(0, MAX_TWINS);
    },
    async read(externalId, withContact = false) {
      // A key that may not read contacts still reads the party.
      const contact = withContact ? firstContact(idOf(externalId)).catch(() => undefined) : undefined;
      const record = (await party(externalId))?.record;
      return record ? { ...record, ...(withContact && { contact: await contact }) } : null;
    },
    async list(after, limit) {
      const records = (await search(afterId(Number(after ?? 0)), limit)).map(({ record }) => record);
      return { records, next: records.length < limit ? null : (records.at(-1)?.externalId ?? null) };
    },
    async create(given, reference) {
      const signal = AbortSignal.timeout(CREATE_BUDGET_MS);
      // Odoo lets two partners have one reference, so we look ourselves.
      const [twin, country] = await Promise.all([find(byReference(reference), signal), countryOf(api, given.address.country, signal)]);
      if (twin) throw new PasserelleError("conflict", { message: "odoo: our reference is there already" });
      const values = { ...toPartner(given), ...ranksOf(given.kinds), ...country, ref: reference };
      return { externalId: await api.write("res.partner/create", NewIds, { vals_list: [values] }, signal) };
    },
    async update(externalId, changes) {
      // Ranks depend on what is there, and a record that is gone is told apart from one that is refused.
      const now = (await party(externalId))?.partner;
      if (!now) throw new PasserelleError("not_found", { message: "odoo: the partner is gone" });
      const values = {
        ...toPartner(changes),
        ...(changes.kinds && ranksOf(changes.kinds, now)),
        ...(changes.address && (await countryOf(api, changes.address.country))),
      };
      if (Object.keys(values).length === 0) return;
      await api.write("res.partner/write", z.literal(true), { ids: [now.id], vals: values });
    },
    async findContact(externalId, reference) {
      const id = idOf(externalId);
      if (id === null || !reference) return null;
      const domain: Domain = [
        ["parent_id", "=", id],
        ["ref", "=", reference],
      ];
      const args = { domain, fields: ["id"], limit: 1, order: "id asc", context: ARCHIVED_TOO };
      const [contact] = await api.read("res.partner/search_read", z.array(Row), args);
      return contact ? { externalId: String(contact.id) } : null;
    },
    async createContact(externalId, contact, reference) {
      return { externalId: await api.write("res.partner/create", NewIds, { vals_list: [toContact(externalId, contact, reference)] }) };
    },
  };
}

/** Null for what cannot be an id of Odoo's. */
function idOf(externalId: string): number | null {
  const id = Number(externalId);
  return Number.isSafeInteger(id) && id > 0 ? id : null;
}

/** Odoo's own id of a country, by its ISO code; nothing when it does not know it. */
async function countryOf(api: Rpc, code: string, signal?: AbortSignal): Promise<{ country_id?: number }> {
  const args = { domain: [["code", "=", code]], fields: ["id"], limit: 1 };
  const [country] = await api.read("res.country/search_read", z.array(Row), args, signal);
  return country ? { country_id: country.id } : {};
}
