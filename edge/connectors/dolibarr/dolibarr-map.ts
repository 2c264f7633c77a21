/** Dolibarr's third parties and contacts in our words, and back. Pure. */
import * as z from "zod/mini";
import type { Contact, Kind } from "../../clients/client.ts";
import type { CrmParty, CrmPerson, CrmRecord, TwinQuery } from "../../clients/crm.ts";

/** Versions differ: numbers come as strings or as numbers, and what is empty as null, "" or not at all. */
const id = z.lazy(() => z.pipe(z.union([z.string().check(z.minLength(1)), z.number()]), z.transform(String)));
const open = z.lazy(() => z.nullish(z.union([z.string(), z.number()])));
const text = z.lazy(() =>
  z.pipe(
    open,
    z.transform((value) => String(value ?? "")),
  ),
);
const flag = z.lazy(() =>
  z.pipe(
    open,
    z.transform((value) => Number(value ?? 0)),
  ),
);

export const ThirdParty = z.lazy(() =>
  z.object({
    id,
    name: text,
    ref_ext: text,
    code_client: text,
    code_fournisseur: text,
    /** 1 customer, 2 prospect, 3 both. */
    client: flag,
    fournisseur: flag,
    typent_code: text,
    idprof1: text,
    idprof2: text,
    tva_intra: text,
    email: text,
    phone: text,
    address: text,
    zip: text,
    town: text,
    country_code: text,
    note_private: text,
  }),
);
export type ThirdParty = z.infer<typeof ThirdParty>;

export const ContactRow = z.lazy(() =>
  z.object({
    id,
    ref_ext: text,
    lastname: text,
    firstname: text,
    email: text,
    phone_pro: text,
    socid: text,
    fk_soc: text,
  }),
);
/** What stands in place of a name that was erased: Dolibarr wants one. */
export const NOBODY = "Effacé (RGPD)";
/** A row of a dictionary: only its id matters here. */
export const Row = z.lazy(() => z.object({ id }));
export const NewId = z.lazy(() =>
  z.pipe(z.union([z.int().check(z.positive()), z.string().check(z.regex(/^[1-9]\d*$/))]), z.transform(String)),
);

/** Widths of the columns in Dolibarr's tables; a longer value makes the whole insert fail. */
const WIDTH = { name: 128, address: 255, zip: 25, town: 50, contactName: 50 };

/** Dolibarr's code for a private person among its types of third party. */
export const PRIVATE_PERSON = "TE_PRIVATE";

export const numbersOf = (party: CrmParty, reference: string) => ({
  ref_ext: reference,
  ...(isClient(party.kinds) ? { code_client: reference } : {}),
  ...(isSupplier(party.kinds) ? { code_fournisseur: reference } : {}),
});

/**
 * The named fields as Dolibarr's columns; country and type need ids of this Dolibarr and are added by the caller.
 * @param now what stands there: that somebody is a prospect too is Dolibarr's own affair, and stays
 */
export function toThirdParty(party: Partial<CrmParty>, now?: ThirdParty | null): Record<string, string | number> {
  const { name, kinds, siren, siret, vatNumber, email, phone, address, note } = party;
  return {
    ...(name !== undefined && { name: cut(name, WIDTH.name) }),
    ...(kinds && { client: ((now?.client ?? 0) & 2) | (isClient(kinds) ? 1 : 0), fournisseur: isSupplier(kinds) ? 1 : 0 }),
    ...(siren !== undefined && { idprof1: siren }),
    ...(siret !== undefined && { idprof2: siret }),
    ...(vatNumber !== undefined && { tva_intra: vatNumber }),
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
    ...(address && {
      address: cut(address.line, WIDTH.address),
      zip: cut(address.postcode, WIDTH.zip),
      town: cut(address.city, WIDTH.town),
    }),
    ...(note !== undefined && { note_private: note }),
  };
}

export function toRecord(party: ThirdParty, root: string): CrmRecord {
  return {
    externalId: party.id,
    reference: party.ref_ext,
    url: `${root}/societe/card.php?socid=${encodeURIComponent(party.id)}`,
    name: party.name,
    kinds: kindsOf(party),
    company: party.typent_code !== PRIVATE_PERSON,
    siren: bare(party.idprof1),
    siret: bare(party.idprof2),
    vatNumber: bare(party.tva_intra).toUpperCase(),
    email: party.email,
    phone: party.phone,
    address: { line: party.address, postcode: party.zip, city: party.town, country: party.country_code || "FR" },
    note: party.note_private,
  };
}

/** Dolibarr has no word for a contractor: it is a supplier there, and our directory keeps the difference. */
function kindsOf({ client, fournisseur }: ThirdParty): Kind[] {
  return [...(client === 1 || client === 3 ? (["client"] as const) : []), ...(fournisseur ? (["supplier"] as const) : [])];
}

const isClient = (kinds: Kind[]) => kinds.includes("client");
const isSupplier = (kinds: Kind[]) => kinds.includes("supplier") || kinds.includes("contractor");

/** Dolibarr wants a last name; with one word only, that is it. */
export function toContact(externalId: string, { name, email, phone }: Contact, reference: string): Record<string, string> {
  const [first = "", ...rest] = name.trim().split(/\s+/);
  const last = rest.length > 0 ? rest.join(" ") : first;
  return {
    socid: externalId,
    ref_ext: reference,
    lastname: cut(last || email || phone || reference, WIDTH.contactName),
    firstname: rest.length > 0 ? cut(first, WIDTH.contactName) : "",
    email,
    phone_pro: phone,
  };
}

/** What stands in the last name for want of one is no name. */
export function contactOf({ ref_ext, lastname, firstname, email, phone_pro: phone }: z.infer<typeof ContactRow>): Contact {
  const name = `${firstname} ${lastname}`.trim();
  return { name: [email, phone, ref_ext].includes(name) ? "" : name, email, phone };
}

export const personOf = (row: z.infer<typeof ContactRow>): CrmPerson => ({
  ...contactOf(row),
  externalId: row.id,
  party: row.socid || row.fk_soc || null,
});

/**
 * Filters in Dolibarr's syntax, `(t.column:operator:'value')`. A value cannot hold brackets, and quotes and `%` mean
 * something there, so whatever is not plainly harmless becomes LIKE's one-character wildcard: the list that comes back
 * may be too long, never too short, and is sifted here.
 */
export const byReference = (reference: string): string =>
  ["ref_ext", "code_client", "code_fournisseur"].map((column) => `(t.${column}:like:'${wild(reference)}')`).join(" or ");

export const byContactReference = (reference: string): string => `(t.ref_ext:like:'${wild(reference)}')`;

export const byContactMail = (email: string): string => `(t.email:like:'${wild(email)}')`;

export function byTwin({ siren, vatNumber, email }: TwinQuery): string {
  const criteria = [
    siren && `(t.siren:like:'${spaced(siren)}')`,
    vatNumber && `(t.tva_intra:like:'${spaced(vatNumber)}')`,
    email && `(t.email:like:'${wild(email)}')`,
  ];
  return criteria.filter(Boolean).join(" or ");
}

export const carries = (party: ThirdParty, reference: string): boolean =>
  [party.ref_ext, party.code_client, party.code_fournisseur].some((value) => same(value, reference));

export const isTwin = (record: CrmRecord, { siren, vatNumber, email }: TwinQuery): boolean =>
  (!!siren && record.siren === bare(siren)) ||
  (!!vatNumber && record.vatNumber === bare(vatNumber).toUpperCase()) ||
  (!!email && same(record.email, email));

const wild = (value: string) => value.replace(/[^A-Za-z0-9@.+-]/gu, "_");

/** People type numbers into Dolibarr with spaces or dots between the digits. */
const spaced = (value: string) => [...bare(value)].map(wild).join("%");

const bare = (value: string) => value.replace(/[\s.-]/g, "");
const same = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase();
/** By characters, so that no emoji is cut in half. */
const cut = (value: string, width: number) => [...value].slice(0, width).join("");
