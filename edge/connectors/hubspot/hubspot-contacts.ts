/** Contact persons of a company, and the e-mail that HubSpot allows to one contact only. */
import * as z from "zod/mini";
import type { Contact } from "../../clients/client.ts";
import { PasserelleError } from "../../errors.ts";
import { type Rest, whenFound } from "../../protocols/rest.ts";
import { isMailTaken } from "./hubspot-errors.ts";
import { ContactOfCompanies, Created, contactOf, HubObject, toContact, type WithContacts } from "./hubspot-map.ts";
import { prepared } from "./hubspot-properties.ts";

const CONTACTS = "/crm/objects/2026-03/contacts";
/** HubSpot's own association of a contact with a company. */
const CONTACT_TO_COMPANY = { associationCategory: "HUBSPOT_DEFINED", associationTypeId: 279 };

export async function findContactOf(api: Rest, company: string, reference: string): Promise<string | null> {
  const call = { path: { reference }, query: { idProperty: "passerelle_reference", associations: "companies" } };
  const contact = await prepared(api, () => whenFound(api.get(`${CONTACTS}/{reference}`, ContactOfCompanies, call), null));
  return contact?.associations?.companies?.results.some(({ id }) => id === company) ? contact.id : null;
}

/** The one that was there first; ids grow. Undefined when HubSpot would not tell. */
export async function firstContactOf(api: Rest, company: z.infer<typeof WithContacts>): Promise<Contact | null | undefined> {
  const ids = (company.associations?.contacts?.results ?? []).map(({ id }) => id);
  const [id] = ids.sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
  if (!id) return null;
  const call = { path: { id }, query: { properties: "firstname,lastname,email,phone,passerelle_reference" } };
  const contact = api.get(`${CONTACTS}/{id}`, HubObject, call);
  return contact.then(contactOf).catch(() => undefined);
}

/** Created with its company in one request, so that it is never seen without. */
export async function addContactTo(api: Rest, company: string, contact: Contact, reference: string, signal: AbortSignal): Promise<string> {
  const associations = [{ to: { id: company }, types: [CONTACT_TO_COMPANY] }];
  const body = { properties: toContact(contact, reference), associations };
  try {
    return (await prepared(api, () => api.post(CONTACTS, Created, { body, signal }), signal)).id;
  } catch (thrown) {
    if (!isMailTaken(thrown)) throw thrown;
    return adopt(api, { company, email: contact.email, reference, signal });
  }
}

/** The contact is there already, from a newsletter or another company: it becomes this one's too. Safe to repeat. */
async function adopt(
  api: Rest,
  { company, email, reference, signal }: { company: string; email: string; reference: string; signal: AbortSignal },
) {
  const query = { idProperty: "email", properties: "passerelle_reference" };
  const found = await whenFound(api.get(`${CONTACTS}/{email}`, HubObject, { path: { email }, query, signal }), null);
  if (!found)
    throw new PasserelleError("vendor_refused", { field: "email", message: "hubspot: the e-mail is that of a contact out of reach" });
  const path = { id: found.id, company };
  await api.put(`${CONTACTS}/{id}/associations/default/companies/{company}`, z.unknown(), { path, signal });
  // One that carries another reference of ours keeps it: that one is looked for too.
  if (!found.properties.passerelle_reference)
    await api.patch(`${CONTACTS}/{id}`, Created, { path, body: { properties: { passerelle_reference: reference } }, signal });
  return found.id;
}
