/** What was submitted and what the register says, put together: as the CRM, the directory and the claims need it. Pure, but for one read. */

import type { Company } from "../companies/company.ts";
import { checkVatNumber } from "../companies/company-numbers.ts";
import { nameKey } from "../companies/names.ts";
import { recallCompany } from "../companies/search-companies.ts";
import type { ClaimKind } from "../runs/claims.ts";
import type { NewClient } from "./client.ts";
import type { NewRow } from "./client-store.ts";
import type { CrmParty } from "./crm.ts";
import type { Candidate } from "./find-twins.ts";

export const contactGiven = ({ contact }: NewClient) => Boolean(contact.name || contact.email || contact.phone);

/**
 * The company as the run's own step has read it, or, while the register does not answer, as it was last seen in a
 * search; null when neither is there, and for everybody else.
 */
export async function keptCompany(db: D1Database, { identity }: Pick<NewClient, "identity">): Promise<Company | null> {
  return identity.type === "french" ? recallCompany(db, identity.siren) : null;
}

/** The same, for a run that asks for it at every step: read once. No step's result may hold it. */
export type Kept = () => Promise<Company | null>;

export function keptOnce(db: D1Database, input: NewClient): Kept {
  let kept: { company: Company | null } | undefined;
  return async () => {
    kept ??= { company: await keptCompany(db, input) };
    return kept.company;
  };
}

/** What the register is right about, whatever was typed: nothing that it does not publish. */
export function officialFacts(company: Company): Partial<CrmParty> {
  return {
    ...(company.name && { name: company.name }),
    ...(company.siret && { siret: company.siret }),
    ...(company.vatNumber && { vatNumber: company.vatNumber }),
    ...(company.address.city && { address: company.address }),
  };
}

/** The name to use: the register's, unless it does not publish it. */
export function nameOf({ identity }: NewClient, company: Company | null): string {
  if (identity.type !== "french") return identity.name;
  return company?.name || identity.name || identity.siren;
}

/** Of a foreign company, as VIES is asked for it; null for everybody else. */
export const foreignVatNumber = ({ identity }: Pick<NewClient, "identity">): string | null =>
  identity.type === "foreign" ? (checkVatNumber(identity.vatNumber)?.number ?? null) : null;

const vatOf = (input: NewClient, company: Company | null): string | null => {
  if (input.identity.type === "foreign") return foreignVatNumber(input);
  return company?.vatNumber ?? null;
};

export function candidateOf(input: NewClient, company: Company | null): Candidate {
  return {
    company: input.identity.type !== "person",
    name: nameOf(input, company),
    siren: input.identity.type === "french" ? input.identity.siren : null,
    vatNumber: vatOf(input, company),
    email: input.contact.email || null,
    postcode: company?.address.postcode ?? null,
  };
}

/** Natural keys, strongest first. A company without any number is known by its name and country. */
export function claimsOf(input: NewClient, company: Company | null): { kind: ClaimKind; key: string }[] {
  const { siren, vatNumber, email } = candidateOf(input, company);
  const keys: { kind: ClaimKind; key: string }[] = [];
  if (siren) keys.push({ kind: "siren", key: siren });
  if (vatNumber) keys.push({ kind: "vat", key: vatNumber });
  if (input.identity.type === "person" && email) keys.push({ kind: "email", key: email.toLowerCase() });
  if (keys.length === 0)
    keys.push({ kind: "name", key: `${input.identity.type} ${nameKey(nameOf(input, company))} ${input.contact.phone.replace(/\D/g, "")}` });
  return keys;
}

export function partyOf(input: NewClient, company: Company | null): CrmParty {
  const { identity, contact, note, closedReason } = input;
  return {
    name: nameOf(input, company),
    kinds: input.kinds,
    company: identity.type !== "person",
    siren: identity.type === "french" ? identity.siren : "",
    siret: (identity.type === "french" && (identity.siret || company?.siret)) || "",
    vatNumber: vatOf(input, company) ?? "",
    email: contact.email,
    phone: contact.phone,
    address: company?.address ?? { line: "", postcode: "", city: "", country: identity.type === "foreign" ? identity.country : "FR" },
    // Why a closed company is a client all the same belongs to its record, not to a form that is forgotten.
    note: [note, closedReason && `Entreprise cessée : ${closedReason}`].filter(Boolean).join("\n"),
  };
}

interface Link {
  clientId: string;
  reference: string;
  externalId: string;
  connector: string;
  createdBy: string;
  pending: boolean;
  /** When VIES confirmed a foreign company, UTC ms. */
  vatCheckedAt?: number | null;
  now: number;
}

export function rowOf(input: NewClient, company: Company | null, link: Link): NewRow {
  const party = partyOf(input, company);
  const verifiedAt = link.pending ? null : company ? link.now : (link.vatCheckedAt ?? null);
  return {
    id: link.clientId,
    reference: link.reference,
    connector: link.connector,
    externalId: link.externalId,
    name: party.name,
    kinds: party.kinds,
    company: party.company,
    siren: party.siren || null,
    siret: party.siret || null,
    vatNumber: party.vatNumber || null,
    email: party.email || null,
    postcode: party.address.postcode || null,
    city: party.address.city || null,
    country: party.address.country,
    state: company?.state ?? "unknown",
    verification: link.pending ? "pending" : verifiedAt === null ? "none" : "verified",
    verifiedAt,
    facts: company,
    createdBy: link.createdBy,
  };
}
