/**
 * Forgetting and merging in HubSpot. A contact is deleted for good, with what hangs on it (`gdpr-delete`); for a company there
 * is only the archive, so it is emptied first. A merge makes a new record, and both former ids lead to it.
 * Source: https://developers.hubspot.com/docs/api-reference/2026-03/crm/objects/contacts, and
 * https://developers.hubspot.com/changelog/updated-merge-functionality-for-contacts-and-companies (read 2026-11)
 */
import * as z from "zod/mini";
import type { Crm } from "../../clients/crm.ts";
import { PasserelleError } from "../../errors.ts";
import { type Rest, whenFound } from "../../protocols/rest.ts";
import { ASKED, ContactOfCompanies, Created, contactOf, externalIdOf, isParty, whereIs } from "./hubspot-map.ts";
import { prepared } from "./hubspot-properties.ts";

type Care = Required<Pick<Crm, "privacy" | "merge" | "remove">>;

const CONTACTS = "/crm/objects/2026-03/contacts";
const RECORD = "/crm/objects/2026-03/{type}/{id}";

export function hubspotCare(api: Rest): Care {
  const purge = async (objectId: string) => {
    await whenFound(api.post(`${CONTACTS}/gdpr-delete`, z.unknown(), { body: { objectId } }), null);
    return "erased" as const;
  };
  return {
    privacy: {
      erasePerson: purge,
      async personsBy(email) {
        const query = { idProperty: "email", properties: ASKED.contacts.join(","), associations: "companies" };
        const ask = () => whenFound(api.get(`${CONTACTS}/{email}`, ContactOfCompanies, { path: { email }, query }), null);
        const found = await prepared(api, ask);
        // A private person who is a client is a party, not somebody's contact.
        if (!found || isParty(found)) return [];
        const [company] = found.associations?.companies?.results ?? [];
        return [{ ...contactOf(found), externalId: found.id, party: company?.id ?? null }];
      },
      async eraseParty(externalId) {
        const where = whereIs(externalId);
        if (!where) return "erased";
        if (where.type === "contacts") return purge(where.id);
        const empty = ASKED.companies
          .filter((name) => name !== "lifecyclestage" && name !== "passerelle_reference")
          .map((name) => [name, ""]);
        const properties = { ...Object.fromEntries(empty), domain: "" };
        await prepared(api, () => whenFound(api.patch(RECORD, Created, { path: where, body: { properties } }), null));
        await whenFound(api.delete(RECORD, z.unknown(), { path: where }), null);
        return "erased";
      },
    },
    async remove(externalIds) {
      for (const id of externalIds) {
        const path = whereIs(id);
        if (path) await whenFound(api.delete(RECORD, z.unknown(), { path }), null);
      }
    },
    async merge(survivor, other) {
      const [kept, gone] = [whereIs(survivor), whereIs(other)];
      if (!kept || kept.type !== gone?.type)
        throw new PasserelleError("vendor_refused", { message: "hubspot: a company and a contact are never one" });
      const { type } = kept;
      const now = (path: typeof kept) => whenFound(api.get(RECORD, Created, { path }), null);
      const there = await now(gone);
      // An id of old leads to the record that is left.
      if (there && there.id !== gone.id) return { externalId: externalIdOf(type, there.id) };
      if (!there) return { externalId: externalIdOf(type, (await now(kept))?.id ?? kept.id) };
      const body = { primaryObjectId: kept.id, objectIdToMerge: gone.id };
      const { id } = await api.post("/crm/objects/2026-03/{type}/merge", Created, { path: { type }, body });
      return { externalId: externalIdOf(type, id) };
    },
  };
}
