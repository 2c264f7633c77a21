import { Address, type Contact, type Kind } from "../../clients/client.ts";
import type { Crm, CrmParty, CrmRecord } from "../../clients/crm.ts";
import { PasserelleError } from "../../errors.ts";
import { builtinCare } from "./builtin-care.ts";

interface Row {
  id: number;
  reference: string;
  name: string;
  kinds: string;
  company: number;
  siren: string;
  siret: string;
  vat_number: string;
  email: string;
  phone: string;
  address: string;
  note: string;
}

const recordOf = (row: Row): CrmRecord => ({
  externalId: String(row.id),
  reference: row.reference,
  url: null,
  name: row.name,
  kinds: JSON.parse(row.kinds) as Kind[],
  company: row.company === 1,
  siren: row.siren,
  siret: row.siret,
  vatNumber: row.vat_number,
  email: row.email,
  phone: row.phone,
  address: Address.parse(JSON.parse(row.address)),
  note: row.note,
});

/** Column and value of each field a party has. */
const columns = (party: Partial<CrmParty>): [string, unknown][] =>
  Object.entries({
    name: party.name,
    kinds: party.kinds && JSON.stringify(party.kinds),
    company: party.company === undefined ? undefined : Number(party.company),
    siren: party.siren,
    siret: party.siret,
    vat_number: party.vatNumber,
    email: party.email,
    phone: party.phone,
    address: party.address && JSON.stringify(party.address),
    note: party.note,
  }).filter(([, value]) => value !== undefined);

const PARTY_COLUMNS = ["name", "kinds", "company", "siren", "siret", "vat_number", "email", "phone", "address", "note"];

export function builtinCrm(db: D1Database): Crm {
  const first = async (where: string, ...values: unknown[]) => {
    const row = await db
      .prepare(`SELECT * FROM crm_parties WHERE ${where}`)
      .bind(...values)
      .first<Row>();
    return row ? recordOf(row) : null;
  };

  return {
    id: "builtin",
    label: "",
    ...builtinCare(db),
    findByReference: (reference) => first("reference = ?1", reference),
    async read(externalId, withContact = false) {
      const record = await first("id = ?1", Number(externalId));
      if (!record || !withContact) return record;
      const contact = await db
        .prepare("SELECT name, email, phone FROM crm_contacts WHERE party = ?1 ORDER BY id LIMIT 1")
        .bind(Number(externalId))
        .first<Contact>();
      return { ...record, contact };
    },

    async findTwins({ siren, vatNumber, email }) {
      const asked: [string, string][] = [];
      if (siren) asked.push(["siren = ?1 AND siren <> ''", siren]);
      if (vatNumber) asked.push(["vat_number = ?1 AND vat_number <> ''", vatNumber]);
      if (email) asked.push(["lower(email) = ?1 AND email <> ''", email.toLowerCase()]);
      if (asked.length === 0) return [];
      // One statement a key, so that each uses its own index.
      const answers = await db.batch<Row>(
        asked.map(([where, value]) => db.prepare(`SELECT * FROM crm_parties WHERE ${where} LIMIT 10`).bind(value)),
      );
      const byId = new Map(answers.flatMap(({ results }) => results).map((row) => [row.id, row]));
      return [...byId.values()]
        .sort((a, b) => a.id - b.id)
        .slice(0, 10)
        .map(recordOf);
    },

    async list(after, limit) {
      const { results } = await db
        .prepare("SELECT * FROM crm_parties WHERE id > ?1 ORDER BY id LIMIT ?2")
        .bind(Number(after ?? 0), limit)
        .all<Row>();
      return { records: results.map(recordOf), next: results.length < limit ? null : String(results.at(-1)?.id) };
    },

    async create(party, reference) {
      const set = [["reference", reference], ...columns(party), ["created_at", Date.now()], ["updated_at", Date.now()]] as [
        string,
        unknown,
      ][];
      const row = await db
        .prepare(
          `INSERT INTO crm_parties (${set.map(([name]) => name).join(", ")}) VALUES (${set.map(() => "?").join(", ")}) ON CONFLICT DO NOTHING RETURNING id`,
        )
        .bind(...set.map(([, value]) => value))
        .first<{ id: number }>();
      if (!row) throw new PasserelleError("conflict", { message: "builtin: the reference exists" });
      return { externalId: String(row.id) };
    },

    async createMany(parties) {
      const now = Date.now();
      const rows = JSON.stringify(parties.map(({ party, reference }) => ({ reference, ...Object.fromEntries(columns(party)) })));
      const contacts = parties.flatMap(({ reference, contact, contactReference }) =>
        contact ? [{ party: reference, reference: contactReference, ...contact }] : [],
      );
      const [, , made] = await db.batch<{ id: number; reference: string }>([
        db
          .prepare(
            `INSERT INTO crm_parties (reference, ${PARTY_COLUMNS.join(", ")}, created_at, updated_at)
             SELECT value ->> 'reference', ${PARTY_COLUMNS.map((name) => `value ->> '${name}'`).join(", ")}, ?2, ?2
             FROM json_each(?1) WHERE true ON CONFLICT DO NOTHING`,
          )
          .bind(rows, now),
        db
          .prepare(
            `INSERT INTO crm_contacts (reference, party, name, email, phone, created_at)
             SELECT value ->> 'reference', p.id, value ->> 'name', value ->> 'email', value ->> 'phone', ?2
             FROM json_each(?1) CROSS JOIN crm_parties p ON p.reference = value ->> 'party' WHERE true ON CONFLICT DO NOTHING`,
          )
          .bind(JSON.stringify(contacts), now),
        db
          .prepare("SELECT p.id, p.reference FROM json_each(?1) CROSS JOIN crm_parties p ON p.reference = value ->> 'reference'")
          .bind(rows),
      ]);
      return new Map(made?.results.map(({ id, reference }) => [reference, String(id)]));
    },

    async remove(externalIds) {
      const ids = JSON.stringify(externalIds.map(Number));
      await db.batch([
        db.prepare("DELETE FROM crm_contacts WHERE party IN (SELECT value FROM json_each(?1))").bind(ids),
        db.prepare("DELETE FROM crm_parties WHERE id IN (SELECT value FROM json_each(?1))").bind(ids),
      ]);
    },

    async update(externalId, changes) {
      const set = columns(changes);
      const done = await db
        .prepare(`UPDATE crm_parties SET ${[...set.map(([name]) => `${name} = ?`), "updated_at = ?"].join(", ")} WHERE id = ?`)
        .bind(...set.map(([, value]) => value), Date.now(), Number(externalId))
        .run();
      if (done.meta.changes === 0) throw new PasserelleError("not_found", { message: "builtin: no such party" });
    },

    async findContact(externalId, reference) {
      const row = await db
        .prepare("SELECT id FROM crm_contacts WHERE reference = ?1 AND party = ?2")
        .bind(reference, Number(externalId))
        .first<{ id: number }>();
      return row && { externalId: String(row.id) };
    },

    async createContact(externalId, contact: Contact, reference) {
      const row = await db
        .prepare(
          `INSERT INTO crm_contacts (reference, party, name, email, phone, created_at) SELECT ?1, id, ?3, ?4, ?5, ?6 FROM crm_parties WHERE id = ?2
           ON CONFLICT DO NOTHING RETURNING id`,
        )
        .bind(reference, Number(externalId), contact.name, contact.email, contact.phone, Date.now())
        .first<{ id: number }>();
      if (row) return { externalId: String(row.id) };
      const party = await db.prepare("SELECT 1 FROM crm_parties WHERE id = ?1").bind(Number(externalId)).first();
      throw new PasserelleError(party ? "conflict" : "not_found", { message: "builtin: the contact was not added" });
    },
  };
}
