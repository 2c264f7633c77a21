/** Odoo's partners in our words, and back. Pure. */
import * as z from "zod/mini";
import type { Contact, Kind } from "../../clients/client.ts";
import type { CrmParty, CrmRecord, TwinQuery } from "../../clients/crm.ts";
import { toHtml, toText } from "./odoo-html.ts";

/** What is empty is `false`, whatever its type. */
const text = z.lazy(() =>
  z.pipe(
    z.nullish(z.union([z.string(), z.literal(false)])),
    z.transform((value) => value || ""),
  ),
);
const rank = z.lazy(() =>
  z.pipe(
    z.nullish(z.union([z.number(), z.literal(false)])),
    z.transform((value) => value || 0),
  ),
);
const id = z.lazy(() => z.int().check(z.positive()));

export const Partner = z.lazy(() =>
  z.object({
    id,
    name: text,
    ref: text,
    is_company: z.pipe(
      z.optional(z.unknown()),
      z.transform((is) => is === true),
    ),
    customer_rank: rank,
    supplier_rank: rank,
    company_registry: text,
    vat: text,
    email: text,
    phone: text,
    street: text,
    street2: text,
    zip: text,
    city: text,
    country_code: text,
    /** HTML. */
    comment: text,
  }),
);
export type Partner = z.infer<typeof Partner>;

/** Where an Odoo stands, from the address as a browser shows it. */
export const siteOf = (address: string): string => address.replace(/\/+$/, "").replace(/\/(odoo|web|json\/2)$/, "");

/** What a search must ask for by name. */
export const fieldsOf = (row: z.ZodMiniLazy<z.ZodMiniObject>): string[] => Object.keys(row._zod.innerType.shape);

export const Row = z.lazy(() => z.object({ id }));
export const contactRow = () => z.object({ ref: text, name: text, email: text, phone: text });
export const ContactRow = z.lazy(contactRow);
/** A create answers the list of the new ids. */
export const NewIds = z.lazy(() =>
  z.pipe(
    z.array(id).check(z.length(1)),
    z.transform(([first]) => String(first)),
  ),
);

/** A criterion of a search; one list of them means all of them. */
export type Criterion = [field: string, operator: string, value: string | number | boolean];
/** Odoo writes `or` before its two operands, once for each. */
export type Domain = (Criterion | "|")[];

type Values = Record<string, string | number | boolean>;

/** The named fields as Odoo's; country and ranks that depend on what is there are the caller's. */
export function toPartner(party: Partial<CrmParty>): Values {
  const { name, company, siren, siret, vatNumber, email, phone, address, note } = party;
  return {
    ...(name !== undefined && { name }),
    ...(company !== undefined && { is_company: company }),
    // One field for both: the SIRET, which begins with the SIREN, or the SIREN when that is all we know.
    ...((siren !== undefined || siret !== undefined) && { company_registry: orFalse(siret || siren) }),
    ...(vatNumber !== undefined && { vat: orFalse(vatNumber) }),
    ...(email !== undefined && { email: orFalse(email) }),
    ...(phone !== undefined && { phone: orFalse(phone) }),
    ...(address && { street: orFalse(address.line), street2: false, zip: orFalse(address.postcode), city: orFalse(address.city) }),
    ...(note !== undefined && { comment: orFalse(toHtml(note)) }),
  };
}

/**
 * Ranks count the invoices of a partner and begin at 1 with the first: 0 is "is none", and a count that is there stays.
 * Odoo has no contractors: they are suppliers there, and our directory keeps the difference.
 */
export function ranksOf(kinds: Kind[], now: Pick<Partner, "customer_rank" | "supplier_rank"> = { customer_rank: 0, supplier_rank: 0 }) {
  const counted = (is: boolean, count: number) => (is ? Math.max(count, 1) : 0);
  return {
    customer_rank: counted(kinds.includes("client"), now.customer_rank),
    supplier_rank: counted(kinds.includes("supplier") || kinds.includes("contractor"), now.supplier_rank),
  };
}

export function toRecord(partner: Partner, root: string): CrmRecord {
  const vatNumber = bare(partner.vat).toUpperCase();
  const registry = bare(partner.company_registry);
  const french = /^\d{9}(\d{5})?$/.test(registry) ? registry : "";
  return {
    externalId: String(partner.id),
    // A firm may number its partners there by itself, and Odoo lets two have one number: only ours is a reference.
    reference: OURS.test(partner.ref) ? partner.ref : "",
    url: `${root}/odoo/contacts/${partner.id}`,
    name: partner.name,
    kinds: [...(partner.customer_rank > 0 ? (["client"] as const) : []), ...(partner.supplier_rank > 0 ? (["supplier"] as const) : [])],
    company: partner.is_company,
    siren: french.slice(0, 9) || (/^FR[0-9A-Z]{2}(\d{9})$/.exec(vatNumber)?.[1] ?? ""),
    siret: french.length === 14 ? french : "",
    vatNumber,
    email: partner.email,
    phone: partner.phone,
    address: {
      line: [partner.street, partner.street2].filter(Boolean).join(", "),
      postcode: partner.zip,
      city: partner.city,
      country: partner.country_code || "FR",
    },
    note: toText(partner.comment),
  };
}

/** As runs/intent.ts makes them. */
const OURS = /^[A-Z]{2}-[0-9A-Z]{12}$/;

export function toContact(externalId: string, { name, email, phone }: Contact, reference: string): Values {
  return {
    parent_id: Number(externalId),
    type: "contact",
    is_company: false,
    ref: reference,
    name: name.trim() || email || phone || reference, // Odoo wants a name
    email: orFalse(email),
    phone: orFalse(phone),
  };
}

/** What stands in the name for want of one is no name. */
export const contactOf = ({ ref, name, email, phone }: z.infer<typeof ContactRow>): Contact => ({
  name: [email, phone, ref].includes(name) ? "" : name,
  email,
  phone,
});

/** Parties are those without a parent; contact persons inherit their company's numbers and would be found by them. */
const PARTIES: Criterion = ["parent_id", "=", false];

/** In Odoo the firm itself, its users and its employees are partners too: they are nobody's clients. */
export const afterId = (id: number): Domain => [
  PARTIES,
  ["partner_share", "=", true],
  ["employee", "=", false],
  ["ref_company_ids", "=", false],
  ["id", ">", id],
];

/** Wherever it stands by now: somebody may have put it below another partner. */
export const byReference = (reference: string): Domain => [["ref", "=", reference]];

/** Null when there is nothing to look for. Finds too many rather than too few: `isTwin` sifts. */
export function byTwin({ siren, vatNumber, email }: TwinQuery): Domain | null {
  const criteria: Criterion[] = [];
  if (siren) criteria.push(["company_registry", "=ilike", `${spaced(siren)}%`], ["vat", "=ilike", `F%R%${spaced(siren)}`]);
  if (vatNumber) criteria.push(["vat", "=ilike", spaced(vatNumber)]);
  if (email) criteria.push(["email", "=ilike", wild(email)]);
  if (criteria.length === 0) return null;
  return [PARTIES, ...criteria.slice(1).map(() => "|" as const), ...criteria];
}

export const isTwin = (record: CrmRecord, { siren, vatNumber, email }: TwinQuery): boolean =>
  (!!siren && record.siren === bare(siren)) ||
  (!!vatNumber && record.vatNumber === bare(vatNumber).toUpperCase()) ||
  (!!email && record.email.trim().toLowerCase() === email.trim().toLowerCase());

const orFalse = (value: string | undefined) => value || false;
const bare = (value: string) => value.replace(/[\s.-]/g, "");
/** `%` and `\` mean something to a pattern: they become its one-character wildcard, as `_` is one already. */
export const wild = (value: string) => value.replace(/[\\%]/g, "_");
/** Older data holds numbers with spaces or dots between the digits. */
const spaced = (value: string) => [...bare(value)].map(wild).join("%");
