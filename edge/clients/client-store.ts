/** SQL of the directory: rows in and out. Searching is in find-clients.ts. */

import type { Company } from "../companies/company.ts";
import { fold, nameKey, spellings } from "../companies/names.ts";
import type { Client, Kind, Verification } from "./client.ts";
import { companyDomain } from "./free-mail.ts";

/** Clients that people deal with are read again every week, the others well within the 30 days that are promised. */
const ACTIVE_AGAIN_MS = 7 * 86_400_000;
const DORMANT_AGAIN_MS = 25 * 86_400_000;
/** So long after somebody last dealt with it. */
const ACTIVE_FOR_MS = 90 * 86_400_000;
/** A client that could not be verified is its own run's affair first. */
const OWN_RUN_MS = 600_000;
const TOUCHED_AGAIN_MS = 3_600_000;

/** SQL: who should know has answered about it at ?2 (UTC ms). */
export const READ_AT_2 = `checked_at = ?2, dormant = active_at < ?2 - ${ACTIVE_FOR_MS},
  due_at = ?2 + iif(active_at < ?2 - ${ACTIVE_FOR_MS}, ${DORMANT_AGAIN_MS}, ${ACTIVE_AGAIN_MS})`;

interface Row {
  id: string;
  reference: string;
  connector: string;
  external_id: string | null;
  name: string;
  kinds: string;
  company: number;
  siren: string | null;
  siret: string | null;
  vat_number: string | null;
  email: string | null;
  postcode: string | null;
  city: string | null;
  country: string;
  state: Client["state"];
  closed_on: string | null;
  verification: Verification;
  verified_at: number | null;
  company_facts: string | null;
  created_by: string | null;
  created_at: number;
  updated_at: number;
  version: number;
}

export const clientOf = (raw: unknown): Client => {
  const row = raw as Row;
  return {
    id: row.id,
    reference: row.reference,
    connector: row.connector,
    externalId: row.external_id,
    name: row.name,
    kinds: JSON.parse(row.kinds) as Kind[],
    company: row.company === 1,
    siren: row.siren,
    siret: row.siret,
    vatNumber: row.vat_number,
    email: row.email,
    postcode: row.postcode,
    city: row.city,
    country: row.country,
    state: row.state,
    closedOn: row.closed_on,
    verification: row.verification,
    verifiedAt: row.verified_at,
    createdBy: row.created_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
  };
};

export type NewRow = Omit<Client, "closedOn" | "createdAt" | "updatedAt" | "version"> & { facts: Company | null };

/** The row and its spellings, for one batch. A second insert under the same id or record changes nothing, nor does one of a record that was merged. */
export const insertClient = (db: D1Database, client: NewRow, now = Date.now()): D1PreparedStatement[] => insertClients(db, [client], now);

export function insertClients(db: D1Database, clients: NewRow[], now = Date.now()): D1PreparedStatement[] {
  const rows = clients.map((client) => {
    const email = client.email?.toLowerCase() || null;
    return [
      client.id,
      client.reference,
      client.connector,
      client.externalId,
      client.name,
      nameKey(client.name),
      JSON.stringify(client.kinds),
      client.company ? 1 : 0,
      client.siren,
      client.siret,
      client.vatNumber,
      email,
      email && companyDomain(email),
      client.postcode,
      client.city,
      client.country,
      client.state,
      client.verification,
      client.verifiedAt,
      client.facts && JSON.stringify(client.facts),
      client.createdBy,
      fold(client.name),
      client.facts && closedOn(client.facts),
      client.verification === "pending" ? now + OWN_RUN_MS : client.verifiedAt ? client.verifiedAt + ACTIVE_AGAIN_MS : 0,
    ];
  });
  const values = Array.from({ length: 24 }, (_, i) => `value ->> ${i}`).join(", ");
  const insert = db
    .prepare(
      `INSERT INTO clients (id, reference, connector, external_id, name, name_key, kinds, company, siren, siret, vat_number, email, email_domain,
         postcode, city, country, state, verification, verified_at, company_facts, created_by, words, closed_on, due_at, created_at, updated_at,
         owner, active_at, dormant, checked_at)
       SELECT ${values}, ?2, ?2, value ->> 20, iif(value ->> 20 IS NULL, 0, ?2), value ->> 20 IS NULL, coalesce(value ->> 18, 0) FROM json_each(?1) WHERE NOT EXISTS (
         SELECT 1 FROM client_forwards WHERE connector = value ->> 2 AND external_id = value ->> 3) ON CONFLICT DO NOTHING`,
    )
    .bind(JSON.stringify(rows), now);
  // One statement for the spellings of all names.
  return [insert, ...insertSpellings(db, clients.map(({ name }) => name).join(" "))];
}

/** Every word of a name under each of its spellings, so that a typo finds it. */
export function insertSpellings(db: D1Database, name: string): D1PreparedStatement[] {
  const pairs = [...new Set(fold(name).split(" "))].flatMap((word) => spellings(word).map((spelling) => [spelling, word]));
  if (pairs.length === 0) return [];
  return [
    db
      .prepare(
        "INSERT INTO name_words (spelling, word) SELECT value ->> 0, value ->> 1 FROM json_each(?1) WHERE true ON CONFLICT DO NOTHING",
      )
      .bind(JSON.stringify(pairs)),
  ];
}

/** SQL: the id of whom it was merged with, where there is such a one. */
export const forwardOf = (where: string) => `(SELECT survivor FROM client_forwards WHERE ${where})`;

/** Under its id, or one that was merged into it. */
export async function readClient(db: D1Database, id: string): Promise<{ client: Client; facts: Company | null } | null> {
  const row = await db
    .prepare(`SELECT * FROM clients WHERE id = coalesce(${forwardOf("id = ?1")}, ?1)`)
    .bind(id)
    .first<Row>();
  return row ? { client: clientOf(row), facts: row.company_facts ? (JSON.parse(row.company_facts) as Company) : null } : null;
}

export const removeClient = (db: D1Database, id: string): D1PreparedStatement => db.prepare("DELETE FROM clients WHERE id = ?1").bind(id);

/** What the register said, over what was typed while it did not answer. What it does not publish stays. */
export function verifyClient(db: D1Database, id: string, company: Company, now = Date.now()): D1PreparedStatement[] {
  const { name, siret, vatNumber, state, address } = company;
  return [
    db
      .prepare(
        `UPDATE clients SET verification = 'verified', verified_at = ?2, ${READ_AT_2}, state = ?3, closed_on = ?12, company_facts = ?4, siret = coalesce(siret, ?5),
           vat_number = coalesce(?6, vat_number), postcode = coalesce(nullif(?7, ''), postcode), city = coalesce(nullif(?8, ''), city),
           name = coalesce(nullif(?9, ''), name), name_key = coalesce(nullif(?10, ''), name_key),
           words = coalesce(nullif(?11, ''), words), updated_at = ?2, version = version + 1 WHERE id = ?1`,
      )
      .bind(
        id,
        now,
        state,
        JSON.stringify(company),
        siret,
        vatNumber,
        address.postcode,
        address.city,
        name,
        nameKey(name),
        fold(name),
        closedOn(company),
      ),
    ...insertSpellings(db, name),
  ];
}

export const closedOn = ({ state, closedOn }: Company): string | null => (state === "closed" ? (closedOn ?? null) : null);

/** VIES knows the VAT number of a company that no register of ours names. What was typed stays. */
export function verifyByVat(db: D1Database, id: string, checkedAt: number): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE clients SET verification = 'verified', verified_at = ?2, ${READ_AT_2}, updated_at = ?2, version = version + 1 WHERE id = ?1`,
    )
    .bind(id, checkedAt);
}

/** The register answered and knows no such company: said on the card, nothing is undone. */
export function markUnknown(db: D1Database, id: string, now = Date.now()): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE clients SET verification = 'none', state = 'unknown', ${READ_AT_2}, updated_at = ?2, version = version + 1 WHERE id = ?1`,
    )
    .bind(id, now);
}

export interface ClientChanges {
  name?: string;
  kinds?: Kind[];
  email?: string;
  /** Who changes it, where that makes it theirs. */
  owner?: string;
}

/** Somebody deals with it (opens it, orders for it): it is read again before those that nobody looks at. Written once an hour. */
export const touchClient = (db: D1Database, id: string, now = Date.now()): D1PreparedStatement =>
  db
    .prepare(
      `UPDATE clients SET active_at = ?2, dormant = 0, due_at = min(due_at, checked_at + ${ACTIVE_AGAIN_MS})
       WHERE id = ?1 AND active_at < ?2 - ${TOUCHED_AGAIN_MS}`,
    )
    .bind(id, now);

/** Changes the named columns of the shadow. */
export function changeClient(db: D1Database, id: string, changes: ClientChanges, now = Date.now()): D1PreparedStatement[] {
  const email = changes.email === undefined ? undefined : changes.email.toLowerCase() || null;
  return [
    db
      .prepare(
        `UPDATE clients SET name = coalesce(?2, name), name_key = coalesce(?3, name_key), words = coalesce(?9, words), kinds = coalesce(?4, kinds),
           email = CASE WHEN ?5 THEN ?6 ELSE email END, email_domain = CASE WHEN ?5 THEN ?7 ELSE email_domain END,
           owner = coalesce(?10, owner), active_at = ?8, dormant = 0, due_at = min(due_at, checked_at + ${ACTIVE_AGAIN_MS}),
           updated_at = ?8, version = version + 1 WHERE id = ?1`,
      )
      .bind(
        id,
        changes.name ?? null,
        changes.name === undefined ? null : nameKey(changes.name),
        changes.kinds ? JSON.stringify(changes.kinds) : null,
        email === undefined ? 0 : 1,
        email ?? null,
        email ? companyDomain(email) : null,
        now,
        changes.name === undefined ? null : fold(changes.name),
        changes.owner ?? null,
      ),
    ...(changes.name ? insertSpellings(db, changes.name) : []),
  ];
}
