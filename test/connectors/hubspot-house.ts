/** HubSpot, as its tests open it: an account nobody has prepared, or one that has our properties. */
import type { CrmParty } from "../../edge/clients/crm.ts";
import hubspot from "../../edge/connectors/hubspot/index.ts";
import { asFetch } from "../sandbox/as-fetch.ts";
import { createFaults } from "../sandbox/faults.ts";
import { type HubspotOptions, hubspotStandIn } from "../sandbox/hubspot/stand-in.ts";

const KEY = "test-key";
export const SITE = "http://hubspot.test";

export function openCrm(send: typeof fetch, secret: Partial<Record<"HUBSPOT_URL" | "HUBSPOT_KEY", string>> = {}) {
  const db = undefined as unknown as D1Database;
  return hubspot.open({ secret: { HUBSPOT_URL: SITE, HUBSPOT_KEY: KEY, ...secret }, fetch: send, db, mayCall: async () => true }).crm;
}

/** An account that nobody has prepared. */
export function fresh(options: Partial<HubspotOptions> = {}) {
  const faults = createFaults();
  const standIn = hubspotStandIn({ key: KEY, faults, ...options });
  return { standIn, faults, crm: openCrm(asFetch(standIn)) };
}

/** One that has our properties: what is first asked for has made them. */
export async function house(options: Partial<HubspotOptions> = {}) {
  const opened = fresh(options);
  await opened.crm.findTwins({ siren: "000000001" });
  return { ...opened, contactReads: { path: "/crm/objects/2026-03/contacts/" } };
}

export const PARTY: CrmParty = {
  name: "Durand & Fils",
  kinds: ["client", "supplier"],
  company: true,
  siren: "002012599",
  siret: "00201259900011",
  vatNumber: "FR44002012599",
  email: "contact@durand.example",
  phone: "03 20 00 00 00",
  address: { line: "55 rue Jean Jaurès", postcode: "59000", city: "Lille", country: "FR" },
  note: "",
};
export const PERSON: CrmParty = {
  ...PARTY,
  name: "Camille Duval",
  company: false,
  siren: "",
  siret: "",
  vatNumber: "",
  email: "camille@free.fr",
};
