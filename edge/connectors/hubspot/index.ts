/**
 * HubSpot: the CRM that most small firms have, in the cloud. Companies are its companies, private persons its contacts.
 *
 * Wire    REST and JSON, bearer: a service key (its scopes: README.md), dated version 2026-03
 * Units   all values are strings; ids are digits; dates ISO 8601
 * Errors  hubspot-errors.ts; a value that must be unique and is not answers 400 or 409
 * Limits  100 requests per 10 s and more, by plan; search 5 per second, and seconds behind: nothing here relies on it
 *         but the look for twins
 * Source  https://developers.hubspot.com/docs/api-reference/2026-03 (read 2026-11)
 */
import type { Crm, CrmRecord } from "../../clients/crm.ts";
import { PasserelleError } from "../../errors.ts";
import { type Rest, rest, whenFound } from "../../protocols/rest.ts";
import { defineConnector } from "../define-connector.ts";
import { hubspotCare } from "./hubspot-care.ts";
import { addContactTo, findContactOf, firstContactOf } from "./hubspot-contacts.ts";
import { explain, refusingTakenMail } from "./hubspot-errors.ts";
import { linksOf } from "./hubspot-links.ts";
import {
  ASKED,
  byTwin,
  Created,
  domainOf,
  externalIdOf,
  HubObject,
  isParty,
  isTwin,
  type ObjectType,
  Page,
  toProperties,
  toRecord,
  WithContacts,
  whereIs,
} from "./hubspot-map.ts";
import { prepared } from "./hubspot-properties.ts";

const OBJECTS = "/crm/objects/2026-03/{type}";
/** Who takes a write's answer for lost looks it up after 20 s: it ends well before that, with all that it takes. */
const WRITE_BUDGET_MS = 13_000;
const MAX_TWINS = 10;
const MAX_PAGE = 100;
/** A reference is a piece of a path: one of ours has no other signs. */
const OURS = /^[\w:-]+$/;

export default defineConnector({
  id: "hubspot",
  secrets: ["HUBSPOT_KEY", "HUBSPOT_URL"],
  defaults: { HUBSPOT_URL: "https://api.hubapi.com" },
  open({ secret, fetch }) {
    const headers = { Authorization: `Bearer ${secret.HUBSPOT_KEY}` };
    return { crm: crmOf(rest({ vendor: "hubspot", base: secret.HUBSPOT_URL, headers, fetch, explain })) };
  },
});

function crmOf(api: Rest): Crm {
  const link = linksOf(api);
  const record = async (type: ObjectType, object: HubObject) => toRecord(type, object, await link(type, object));

  async function one(type: ObjectType, id: string, query: Record<string, string> = {}): Promise<CrmRecord | null> {
    const call = { path: { type, id }, query: { ...query, properties: ASKED[type].join(",") } };
    const object = await whenFound(api.get(`${OBJECTS}/{id}`, HubObject, call), null);
    return object && record(type, object);
  }

  async function search(type: ObjectType, filterGroups: object[]): Promise<{ record: CrmRecord; createdAt: string }[]> {
    if (filterGroups.length === 0) return [];
    const body = { filterGroups, sorts: ["createdate"], properties: ASKED[type], limit: MAX_PAGE, after: "0" };
    const { results } = await prepared(api, () => api.search(`${OBJECTS}/search`, Page, { path: { type }, body }));
    return Promise.all(results.map(async (object) => ({ record: await record(type, object), createdAt: object.createdAt ?? "" })));
  }

  async function byReference(reference: string): Promise<CrmRecord | null> {
    if (!OURS.test(reference)) return null;
    const query = { idProperty: "passerelle_reference" };
    const both = () => Promise.all([one("companies", reference, query), one("contacts", reference, query)]);
    return (await prepared(api, both)).find((found) => found?.reference === reference) ?? null;
  }

  return {
    id: "hubspot",
    label: "HubSpot",
    ...hubspotCare(api),
    findByReference: byReference,
    async findTwins(query) {
      const found = await Promise.all((["companies", "contacts"] as const).map((type) => search(type, byTwin(type, query))));
      const twins = found.flat().filter((twin) => isTwin(twin.record, query));
      const age = (twin: (typeof twins)[number]) => twin.createdAt;
      return twins
        .sort((a, b) => age(a).localeCompare(age(b)) || a.record.externalId.localeCompare(b.record.externalId, "en", { numeric: true }))
        .slice(0, MAX_TWINS)
        .map((twin) => twin.record);
    },
    async read(externalId, withContact = false) {
      const where = whereIs(externalId);
      if (where?.type !== "companies" || !withContact) return where && one(where.type, where.id);
      const call = { path: where, query: { properties: ASKED.companies.join(","), associations: "contacts" } };
      const company = await whenFound(api.get(`${OBJECTS}/{id}`, WithContacts, call), null);
      if (!company) return null;
      const [party, contact] = await Promise.all([record("companies", company), firstContactOf(api, company)]);
      return { ...party, contact };
    },
    async list(after, limit) {
      // Companies first, then contacts; HubSpot's own cursor is the id to go on from.
      const [type, from] = /^contacts:(.*)$/.exec(after ?? "") ? (["contacts", after?.slice(9)] as const) : (["companies", after] as const);
      const query = { limit: Math.min(limit, MAX_PAGE), properties: ASKED[type].join(","), ...(from && { after: from }) };
      const { results, paging } = await api.get(OBJECTS, Page, { path: { type }, query });
      const parties = type === "contacts" ? results.filter(isParty) : results;
      const next = paging?.next?.after;
      const records = await Promise.all(parties.map((object) => record(type, object)));
      return { records, next: type === "companies" ? (next ?? "contacts:") : next ? `contacts:${next}` : null };
    },
    async create(party, reference) {
      const type = party.company ? "companies" : "contacts";
      const properties = { ...toProperties(type, party), ...domainOf(party), passerelle_reference: reference };
      const signal = AbortSignal.timeout(WRITE_BUDGET_MS);
      const call = { path: { type }, body: { properties, associations: [] }, signal };
      const isOurs = async () => (await byReference(reference)) !== null;
      const { id } = await refusingTakenMail(
        prepared(api, () => api.post(OBJECTS, Created, call), signal),
        isOurs,
      );
      return { externalId: externalIdOf(type, id) };
    },
    async update(externalId, changes) {
      const where = whereIs(externalId);
      if (!where) throw new PasserelleError("not_found", { message: "hubspot: no id of HubSpot's" });
      const properties = toProperties(where.type, changes);
      if (Object.keys(properties).length === 0) return;
      const signal = AbortSignal.timeout(WRITE_BUDGET_MS);
      const call = { path: where, body: { properties }, signal };
      await refusingTakenMail(prepared(api, () => api.patch(`${OBJECTS}/{id}`, Created, call), signal));
    },
    async findContact(externalId, reference) {
      const where = whereIs(externalId);
      if (where?.type !== "companies" || !OURS.test(reference)) return null;
      const id = await findContactOf(api, where.id, reference);
      return id ? { externalId: id } : null;
    },
    async createContact(externalId, contact, reference) {
      const where = whereIs(externalId);
      if (!where) throw new PasserelleError("not_found", { message: "hubspot: no id of HubSpot's" });
      // A private person is a contact, and reached as one: its e-mail and phone are there.
      if (where.type === "contacts") return { externalId: where.id };
      return { externalId: await addContactTo(api, where.id, contact, reference, AbortSignal.timeout(WRITE_BUDGET_MS)) };
    },
  };
}
