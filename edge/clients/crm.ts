/**
 * Port: the system that owns the company's clients.
 *
 * Reads may be repeated; `create`, `update` and `createContact` are writes and are never repeated blindly:
 * the run looks up by our reference before it writes again.
 */
import type { Address, Contact, Kind } from "./client.ts";

/** What a CRM is asked to hold. Empty string = not known. */
export interface CrmParty {
  name: string;
  kinds: Kind[];
  /** False for a private person. */
  company: boolean;
  siren: string;
  siret: string;
  vatNumber: string;
  email: string;
  phone: string;
  address: Address;
  note: string;
}

/** A party as the CRM holds it. */
export interface CrmRecord extends CrmParty {
  externalId: string;
  /** Ours, when it was made by Passerelle or linked since; else "". */
  reference: string;
  /** Page of the record for people, null when the CRM has none (builtin). */
  url: string | null;
  /** Only where a read was asked for it, and absent when the CRM would not tell; null = the party has none. */
  contact?: Contact | null;
}

/** Any of these may find the same party; empty ones are left out. */
export interface TwinQuery {
  siren?: string;
  vatNumber?: string;
  email?: string;
}

/** A contact person, wherever in the CRM. */
export interface CrmPerson extends Contact {
  externalId: string;
  /** The CRM's own id of the party that they belong to. */
  party: string | null;
}

/** "emptied" = something of the CRM's own hangs on it (an invoice), so it stays, without anything that says who it was. */
export type Erased = "erased" | "emptied";

/** What a person may ask of whoever keeps something about them. Writes are safe to repeat: gone already is "erased". */
export interface CrmPrivacy {
  /** read: contact persons with this e-mail (compared in lower case), at most 20. @throws as findByReference */
  personsBy(email: string): Promise<CrmPerson[]>;
  /** write: forgets a party that is a person, contact persons and all. @throws as create, without `conflict` */
  eraseParty(externalId: string): Promise<Erased>;
  /** write: forgets a contact person. @throws as eraseParty */
  erasePerson(externalId: string): Promise<Erased>;
}

/** A stretch of the CRM's parties, in the order of its own ids. */
export interface CrmPage {
  records: CrmRecord[];
  /** Where to go on; null = this was the last page. A page may be empty and have a next one. */
  next: string | null;
}

export interface Crm {
  /** Which connector this is, as in `CRM=`. */
  readonly id: string;
  /** As people know it: "Dolibarr". Empty for builtin. */
  readonly label: string;
  /** read: the party that carries our reference, null when there is none. @throws `vendor_unavailable`, `rate_limited`, `misconfigured`, `bad_answer` */
  findByReference(reference: string): Promise<CrmRecord | null>;
  /** read: parties with the same SIREN, VAT number or e-mail (compared in lower case); at most 10, oldest first. */
  findTwins(query: TwinQuery): Promise<CrmRecord[]>;
  /**
   * read: one party by the CRM's own id; null when it was deleted.
   *
   * @param withContact its contact person too, the first one when there are several; costs one more request at most
   */
  read(externalId: string, withContact?: boolean): Promise<CrmRecord | null>;
  /**
   * read: parties by the CRM's own id, ascending, so that what is created or deleted meanwhile makes no page skip a party.
   *
   * @param after `next` of the page before, however long ago; null = from the beginning
   * @param limit at most so many records; a CRM may give fewer and still have a next page
   * @throws as findByReference; `bad_answer` also when the page is larger than we take: ask for fewer
   */
  list(after: string | null, limit: number): Promise<CrmPage>;
  /**
   * write: creates the party under our reference and returns the CRM's id.
   *
   * @throws `vendor_refused` (nothing was created; field when the vendor names it), `conflict` (our reference is
   *   already used there: look it up), `maybe_written` (time-out or lost answer), `vendor_unavailable` (surely not written)
   */
  create(party: CrmParty, reference: string): Promise<{ externalId: string }>;
  /**
   * write: creates those that are not there yet under their reference; answers the CRM's id by reference, of all of them.
   * Safe to repeat, so only of a CRM that can promise it; absent, they are created one by one.
   */
  createMany?(
    parties: { party: CrmParty; reference: string; contact: Contact | null; contactReference: string }[],
  ): Promise<Map<string, string>>;
  /**
   * write: takes parties that nobody uses away, for good or into the CRM's own bin. One that is gone already is no
   * trouble. Absent = the CRM does not let us. @throws `vendor_refused` when it is in use there; then none is gone
   */
  remove?(externalIds: string[]): Promise<void>;
  /** write: changes the named fields only, of a party that exists. Safe to repeat with the same values. */
  update(externalId: string, changes: Partial<CrmParty>): Promise<void>;
  /** read: the contact person that carries our reference under this party, null when there is none. */
  findContact(externalId: string, reference: string): Promise<{ externalId: string } | null>;
  /** write: adds a contact person to a party. A CRM whose party has no contacts keeps it on the party. */
  createContact(externalId: string, contact: Contact, reference: string): Promise<{ externalId: string }>;
  readonly privacy: CrmPrivacy;
  /**
   * write: makes one party of two of the same sort: contacts and whatever else hangs on `other` go to `survivor`, whose own
   * values stand. Safe to repeat: an `other` that is gone is merged already. Absent = this CRM cannot.
   *
   * @returns the CRM's id of what is left, which may be a new one
   * @throws `vendor_refused` (nothing was merged), else as update
   */
  merge?(survivor: string, other: string): Promise<{ externalId: string }>;
}
