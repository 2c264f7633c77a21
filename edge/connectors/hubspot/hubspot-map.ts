/** HubSpot's companies and contacts in our words, and back. Pure. */
import * as z from "zod/mini";
import type { Contact, Kind } from "../../clients/client.ts";
import type { CrmParty, CrmRecord, TwinQuery } from "../../clients/crm.ts";
import { countryCode, countryName } from "./hubspot-countries.ts";

/** Companies hold companies, contacts hold private persons. */
export type ObjectType = "companies" | "contacts";

/** What is empty comes as null, as "" or not at all. */
const hubObject = () =>
  z.object({
    id: z.string().check(z.minLength(1)),
    properties: z.catchall(z.object({}), z.nullish(z.string())),
    createdAt: z.nullish(z.string()),
    /** Page of the record, where the account gives it. */
    url: z.nullish(z.string()),
  });
export const HubObject = z.lazy(hubObject);
export type HubObject = z.infer<typeof HubObject>;

const Paging = z.lazy(() => z.nullish(z.object({ next: z.nullish(z.object({ after: z.string() })) })));
export const Page = z.lazy(() => z.object({ results: z.array(HubObject), paging: Paging }));
export const Created = z.lazy(() => z.object({ id: z.string().check(z.minLength(1)) }));
/** A company with the ids of its contact persons; both endpoints of an association name them so. */
const Ids = z.lazy(() => z.nullish(z.object({ results: z.array(z.object({ id: z.string() })) })));

export const WithContacts = z.lazy(() =>
  z.extend(hubObject(), {
    associations: z.nullish(z.object({ contacts: Ids })),
  }),
);
export const ContactOfCompanies = z.lazy(() =>
  z.extend(hubObject(), {
    associations: z.nullish(z.object({ companies: Ids })),
  }),
);

/** Values of our property `passerelle_kinds`, and what people in HubSpot read. */
export const KIND_NAMES: Record<Kind, string> = { client: "Client", supplier: "Fournisseur", contractor: "Prestataire" };
const KINDS = Object.keys(KIND_NAMES) as Kind[];

const ADDRESS = ["address", "address2", "zip", "city", "country"];
const SHARED = ["passerelle_reference", "passerelle_kinds", "passerelle_note", "lifecyclestage", "phone", ...ADDRESS];
/** What a read must ask for by name. */
export const ASKED: Record<ObjectType, string[]> = {
  companies: ["name", "passerelle_siren", "passerelle_siret", "passerelle_vat", "passerelle_email", ...SHARED],
  contacts: ["firstname", "lastname", "email", "associatedcompanyid", ...SHARED],
};

type Properties = Record<string, string>;

/** The named fields as HubSpot's properties. */
export function toProperties(type: ObjectType, party: Partial<CrmParty>): Properties {
  const { name, kinds, siren, siret, vatNumber, email, phone, address, note } = party;
  const isCompany = type === "companies";
  return {
    ...(name !== undefined && (isCompany ? { name } : namesOf(name))),
    ...(email !== undefined && { [isCompany ? "passerelle_email" : "email"]: email }),
    ...(isCompany && siren !== undefined && { passerelle_siren: siren }),
    ...(isCompany && siret !== undefined && { passerelle_siret: siret }),
    ...(isCompany && vatNumber !== undefined && { passerelle_vat: vatNumber }),
    ...(phone !== undefined && { phone }),
    ...(kinds && { passerelle_kinds: KINDS.filter((kind) => kinds.includes(kind)).join(";") }),
    ...(address && {
      address: address.line,
      address2: "",
      zip: address.postcode,
      city: address.city,
      country: countryName(address.country),
    }),
    ...(note !== undefined && { passerelle_note: note }),
  };
}

/**
 * The company's domain, where its e-mail tells. Without it HubSpot, as it is set up at first, makes a second company out of
 * the contact person's address.
 */
export function domainOf({ company, email }: CrmParty): Properties {
  const domain = email.split("@")[1]?.toLowerCase();
  return company && domain && !FREE_MAIL.test(domain) ? { domain } : {};
}

/** Who has an address there says nothing of the company. */
const FREE_MAIL =
  /^(aol|bbox|free|gmail|gmx|googlemail|hotmail|icloud|laposte|live|mac|mail|me|msn|neuf|numericable|orange|outlook|pm|proton|protonmail|sfr|wanadoo|web|yahoo|yandex|ymail|zoho)\./;

export function toRecord(type: ObjectType, { id, properties }: HubObject, url: string | null): CrmRecord {
  const at = (name: string) => properties[name] ?? "";
  const joined = (names: string[], between: string) => names.map(at).filter(Boolean).join(between);
  const isCompany = type === "companies";
  return {
    externalId: externalIdOf(type, id),
    reference: at("passerelle_reference"),
    url,
    name: isCompany ? at("name") : joined(["firstname", "lastname"], " ") || at("email"),
    kinds: kindsOf(at("passerelle_kinds"), at("lifecyclestage")),
    company: isCompany,
    siren: bare(at("passerelle_siren")),
    siret: bare(at("passerelle_siret")),
    vatNumber: bare(at("passerelle_vat")).toUpperCase(),
    email: isCompany ? at("passerelle_email") : at("email"),
    phone: at("phone"),
    address: { line: joined(["address", "address2"], ", "), postcode: at("zip"), city: at("city"), country: countryCode(at("country")) },
    note: at("passerelle_note"),
  };
}

/** Who is a customer in HubSpot's own words is a client, until ours say more. */
function kindsOf(ours: string, lifecycle: string): Kind[] {
  const kinds = KINDS.filter((kind) => ours.split(";").includes(kind));
  return kinds.length === 0 && lifecycle === "customer" ? ["client"] : kinds;
}

/** Ids are unique within one type of object only, so a private person's says which. */
export const externalIdOf = (type: ObjectType, id: string) => (type === "companies" ? id : `contact-${id}`);

/** Null when it can be no id of HubSpot's. */
export function whereIs(externalId: string): { type: ObjectType; id: string } | null {
  const [, contact, id] = /^(contact-)?(\d+)$/.exec(externalId) ?? [];
  return id ? { type: contact ? "contacts" : "companies", id } : null;
}

/** A private person whom the directory should know: not every address that a newsletter has. */
export const isParty = ({ properties }: HubObject): boolean =>
  !!properties.passerelle_kinds || (!properties.associatedcompanyid && properties.lifecyclestage === "customer");

export function toContact({ name, email, phone }: Contact, reference: string): Properties {
  // Without any of name and e-mail there is no contact in HubSpot.
  const names = name.trim() || !email ? namesOf(name.trim() || phone || reference) : {};
  return { ...names, ...(email && { email }), ...(phone && { phone }), passerelle_reference: reference };
}

/** What stands in the last name for want of one is no name. */
export function contactOf({ properties }: HubObject): Contact {
  const at = (name: string) => properties[name] ?? "";
  const name = `${at("firstname")} ${at("lastname")}`.trim();
  return { name: [at("phone"), at("passerelle_reference")].includes(name) ? "" : name, email: at("email"), phone: at("phone") };
}

/** First word, first name; with one word only, that is the last name. */
function namesOf(name: string): Properties {
  const [first = "", ...rest] = name.trim().split(/\s+/);
  return rest.length > 0 ? { firstname: first, lastname: rest.join(" ") } : { firstname: "", lastname: first };
}

const eq = (propertyName: string, value: string) => ({ propertyName, operator: "EQ", value });

/** One group for each way to be the same: HubSpot takes five. */
export function byTwin(type: ObjectType, { siren, vatNumber, email }: TwinQuery): object[] {
  const mail = email?.toLowerCase();
  if (type === "contacts") {
    if (!mail) return [];
    const alone = { propertyName: "associatedcompanyid", operator: "NOT_HAS_PROPERTY" };
    const party = { propertyName: "passerelle_kinds", operator: "HAS_PROPERTY" };
    // Who works for a company is its contact, not a client of that e-mail.
    return [{ filters: [eq("email", mail), alone] }, { filters: [eq("email", mail), party] }];
  }
  const ways = [
    ...(siren ? [eq("passerelle_siren", siren), eq("passerelle_siren", siren.replace(/(?<=^\d{3}|^\d{6})(?=\d)/g, " "))] : []),
    ...(vatNumber ? [eq("passerelle_vat", vatNumber)] : []),
    ...(mail ? [eq("passerelle_email", mail)] : []),
  ];
  return ways.map((filter) => ({ filters: [filter] }));
}

export const isTwin = (record: CrmRecord, { siren, vatNumber, email }: TwinQuery): boolean =>
  (!!siren && record.siren === bare(siren)) ||
  (!!vatNumber && record.vatNumber === bare(vatNumber).toUpperCase()) ||
  (!!email && record.email.toLowerCase() === email.toLowerCase());

const bare = (value: string) => value.replace(/[\s.-]/g, "");
