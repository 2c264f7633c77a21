/**
 * What one page of the CRM's records changes in the directory: unknown parties are adopted, and the shadow of known ones
 * follows the CRM, which owns the record. What the CRM leaves empty says nothing: a number that it cannot hold stays ours.
 */
import { fold, nameKey } from "../companies/names.ts";
import { adoptedRow } from "./adopt-client.ts";
import type { Client } from "./client.ts";
import { clientOf, insertClient, insertSpellings } from "./client-store.ts";
import type { CrmRecord } from "./crm.ts";
import { companyDomain } from "./free-mail.ts";

type Shadow = Pick<Client, "name" | "siren" | "siret" | "vatNumber" | "email" | "postcode" | "city" | "country">;

interface PageChange {
  /** For one batch. */
  statements: D1PreparedStatement[];
  adopted: number;
  followed: number;
}

/** @param readAt before the page was read, UTC ms: what changed here since is newer than the page */
export async function directoryPage(db: D1Database, connector: string, records: CrmRecord[], readAt: number): Promise<PageChange> {
  const { known, references, beingWritten } = await whatWeHave(db, connector, records);
  const statements: D1PreparedStatement[] = [];
  const names: string[] = [];
  let adopted = 0;
  for (const record of records) {
    const client = known.get(record.externalId);
    if (client) {
      const shadow = shadowOf(record, client);
      if (!differs(client, shadow)) continue;
      statements.push(followRecord(db, client, shadow, readAt));
    } else {
      // A run is at it this moment and will link it itself, with all that it knows.
      if (beingWritten.has(record.reference)) continue;
      const reference = references.has(record.reference) ? "" : record.reference;
      references.add(record.reference);
      const [insert] = insertClient(db, await adoptedRow(connector, record, reference), readAt);
      statements.push(insert as D1PreparedStatement);
      adopted++;
    }
    names.push(record.name);
  }
  const followed = statements.length - adopted;
  // One statement for the spellings of all names: a batch may hold only so many.
  return { statements: [...statements, ...insertSpellings(db, names.join(" "))], adopted, followed };
}

async function whatWeHave(db: D1Database, connector: string, records: CrmRecord[]) {
  const ids = JSON.stringify(records.map(({ externalId }) => externalId));
  const theirs = JSON.stringify(records.map(({ reference }) => reference).filter(Boolean));
  const [rows, taken, writing] = await db.batch([
    db.prepare("SELECT * FROM clients WHERE connector = ?1 AND external_id IN (SELECT value FROM json_each(?2))").bind(connector, ids),
    db.prepare("SELECT reference FROM clients WHERE reference IN (SELECT value FROM json_each(?1))").bind(theirs),
    db
      .prepare(
        `SELECT w.reference FROM vendor_writes w JOIN runs r ON r.id = w.run_id
         WHERE w.reference IN (SELECT value FROM json_each(?1)) AND r.ended_at IS NULL AND r.outcome IS NULL`,
      )
      .bind(theirs),
  ]);
  const referencesIn = (result: D1Result | undefined) =>
    new Set(((result?.results ?? []) as { reference: string }[]).map(({ reference }) => reference));
  const clients = (rows?.results ?? []).map(clientOf);
  return {
    known: new Map(clients.map((client) => [client.externalId as string, client])),
    references: referencesIn(taken),
    beingWritten: referencesIn(writing),
  };
}

const shadowOf = (record: CrmRecord, client: Client): Shadow => ({
  name: record.name || client.name,
  siren: record.siren || client.siren,
  siret: record.siret || client.siret,
  vatNumber: record.vatNumber || client.vatNumber,
  email: record.email.toLowerCase() || client.email,
  postcode: record.address.postcode || client.postcode,
  city: record.address.city || client.city,
  country: record.address.country || client.country,
});

const differs = (client: Client, shadow: Shadow) =>
  (Object.keys(shadow) as (keyof Shadow)[]).some((field) => shadow[field] !== client[field]);

/** With another SIREN it is another company: what the register said of the former one is no longer about it. */
function followRecord(db: D1Database, client: Client, shadow: Shadow, readAt: number): D1PreparedStatement {
  const { name, siren, siret, vatNumber, email, postcode, city, country } = shadow;
  const other =
    siren !== client.siren
      ? ", verification = 'none', verified_at = NULL, state = 'unknown', closed_on = NULL, company_facts = NULL, checked_at = 0, due_at = 0, ignored = '{}'"
      : "";
  return db
    .prepare(
      `UPDATE clients SET name = ?3, name_key = ?4, words = ?5, siren = ?6, siret = ?7, vat_number = ?8, email = ?9, email_domain = ?10,
         postcode = ?11, city = ?12, country = ?13, updated_at = ?14, version = version + 1${other} WHERE id = ?1 AND updated_at <= ?2`,
    )
    .bind(
      client.id,
      readAt,
      name,
      nameKey(name),
      fold(name),
      siren,
      siret,
      vatNumber,
      email,
      email && companyDomain(email),
      postcode,
      city,
      country,
      Date.now(),
    );
}
