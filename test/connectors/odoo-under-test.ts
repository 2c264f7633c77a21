/** What Odoo's tests work on: the connector before the stand-in, and a party to give it. */
import type { CrmParty } from "../../edge/clients/crm.ts";
import odoo from "../../edge/connectors/odoo/index.ts";
import { asFetch } from "../sandbox/as-fetch.ts";
import { createFaults } from "../sandbox/faults.ts";
import { type OdooOptions, odooStandIn } from "../sandbox/odoo/stand-in.ts";

const KEY = "test-odoo-key";
export const SITE = "http://odoo.test";
export const REFERENCE = "CL-0000000000AB";

type Secret = Record<(typeof odoo.secrets)[number], string>;

export function openCrm(send: typeof fetch, secret: Partial<Secret> = {}) {
  const db = undefined as unknown as D1Database;
  const given = { ODOO_URL: SITE, ODOO_DB: "firm", ODOO_API_KEY: KEY, ...secret };
  return odoo.open({ secret: given, fetch: send, db, mayCall: async () => true }).crm;
}

export function house(options: Partial<OdooOptions> = {}) {
  const faults = createFaults();
  const standIn = odooStandIn({ key: KEY, db: "firm", faults, ...options });
  const crm = openCrm(asFetch(standIn));
  const reads = { method: "search_read" };
  // The contact is asked for first, and both at once.
  return { standIn, faults, crm, knowsContractors: false, writes: { method: "create" }, reads, contactReads: reads };
}

export const PARTY: CrmParty = {
  name: "Durand & Fils",
  kinds: ["client"],
  company: true,
  siren: "002012599",
  siret: "00201259900011",
  vatNumber: "FR44002012599",
  email: "durand@client.example",
  phone: "03 20 00 00 00",
  address: { line: "55 rue Jean Jaurès", postcode: "59000", city: "Lille", country: "FR" },
  note: "",
};
