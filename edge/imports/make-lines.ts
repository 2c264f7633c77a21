/**
 * Lines become parties of the CRM: all at once where it promises that a repeat makes no second one, else one by one behind
 * the same guard as a single client (runs/write-once.ts), no faster than a CRM bears.
 */
import { adoptFromCrm } from "../clients/adopt-client.ts";
import type { Contact } from "../clients/client.ts";
import type { CrmParty } from "../clients/crm.ts";
import { asPasserelleError, mayPass } from "../errors.ts";
import type { Work } from "../runs/run.ts";
import { stillAlive } from "../runs/run-turns.ts";
import { writeOnce } from "../runs/write-once.ts";
import { lookedFor } from "./check-lines.ts";
import { type LineTwin, twinsOf } from "./line-twins.ts";

export const STRETCH_MS = 8_000;
/** About three a second, whoever the vendor is: others work with it meanwhile. */
export const PACE_MS = 300;

export interface ToMake {
  line: number;
  state: "fresh" | "alike";
  party: CrmParty;
  contact: Contact | null;
  reference: string;
  contactReference: string;
}

/** What came of a line: the CRM's id of what was created, the client that it is, or that the CRM would not have it. */
export type Made = { externalId: string } | { twin: { by: LineTwin["by"] | "claim"; clientId: string | null } } | { refused: true };

interface Asked {
  importId: string;
  /** Those that are perhaps known as well. */
  alikeToo: boolean;
}

/** Lines whose SIREN or VAT number somebody is creating this moment; the others' are ours until they are in the directory. */
export async function claimedByOthers({ db, run }: Pick<Work, "db" | "run">, lines: ToMake[]): Promise<number[]> {
  const keys = lines.flatMap(({ line, party }) => numbersOf(party).map(([kind, key]) => ({ line, kind, key })));
  const json = JSON.stringify(keys);
  const [, , others] = await db.batch<{ line: number }>([
    // A claim whose run is over says nothing: what it has made is in the directory.
    db
      .prepare(
        `UPDATE claims SET run_id = ?2, claimed_at = ?3 WHERE (kind, key) IN (SELECT value ->> 'kind', value ->> 'key' FROM json_each(?1))
           AND run_id <> ?2 AND NOT EXISTS (SELECT 1 FROM runs r WHERE r.id = claims.run_id AND r.ended_at IS NULL)`,
      )
      .bind(json, run.id, Date.now()),
    db
      .prepare(
        "INSERT INTO claims (kind, key, run_id, claimed_at) SELECT value ->> 'kind', value ->> 'key', ?2, ?3 FROM json_each(?1) WHERE true ON CONFLICT DO NOTHING",
      )
      .bind(json, run.id, Date.now()),
    db
      .prepare(
        `SELECT value ->> 'line' AS line FROM json_each(?1) CROSS JOIN claims c ON c.kind = value ->> 'kind' AND c.key = value ->> 'key'
         WHERE c.run_id <> ?2`,
      )
      .bind(json, run.id),
  ]);
  return others?.results.map(({ line }) => line) ?? [];
}

export const numbersOf = ({ siren, vatNumber }: CrmParty): [string, string][] => [
  ...(siren ? [["siren", siren] as [string, string]] : []),
  ...(vatNumber ? [["vat", vatNumber] as [string, string]] : []),
];

export async function allAtOnce({ ports: { crm } }: Work<"crm">, lines: ToMake[], made: Map<number, Made>): Promise<true> {
  const ids = lines.length > 0 ? await crm.createMany?.(lines) : undefined;
  for (const { line, reference } of lines) made.set(line, { externalId: ids?.get(reference) as string });
  return true;
}

/** False when the stretch is over before its lines are. What was written before a trouble counts; the trouble comes again. */
export async function oneByOne(work: Work<"crm">, asked: Asked, lines: ToMake[], made: Map<number, Made>): Promise<boolean> {
  const until = Date.now() + STRETCH_MS;
  for (const [i, one] of lines.entries()) {
    if (Date.now() > until) return false;
    try {
      made.set(one.line, await makeOne(work, asked, one));
    } catch (error) {
      if (i === 0) throw error;
      return false;
    }
    await stillAlive(work.db, work.run.id);
    await new Promise((resolve) => setTimeout(resolve, PACE_MS));
  }
  return true;
}

async function makeOne({ db, ports: { crm }, run }: Work<"crm">, { importId, alikeToo }: Asked, one: ToMake): Promise<Made> {
  const { party, contact, reference, contactReference } = one;
  const { siren, vatNumber, email } = party;
  const keys = { ...(siren && { siren }), ...(vatNumber && { vatNumber }), ...(email && { email }) };
  try {
    // The CRM may know parties that we have never seen. Our own, written by an attempt that died, is no twin.
    const records = Object.keys(keys).length > 0 ? (await crm.findTwins(keys)).filter((record) => record.reference !== reference) : [];
    for (const record of records) await adoptFromCrm(db, crm.id, record);
    const twin =
      records.length > 0 ? (await twinsOf(db, [lookedFor(one.line, one)], { importId, earlierLines: false })).get(one.line) : undefined;
    if (twin && (twin.certain || !alikeToo)) return { twin };
    const externalId = await writeOnce(db, run.id, {
      reference,
      find: () => crm.findByReference(reference),
      write: () => crm.create(party, reference),
    });
    if (contact) {
      const find = () => crm.findContact(externalId, contactReference);
      await writeOnce(db, run.id, {
        reference: contactReference,
        find,
        write: () => crm.createContact(externalId, contact, contactReference),
      }).catch((error) => {
        // A person that the CRM will not take does not undo the client.
        if (mayPass(asPasserelleError(error).code)) throw error;
      });
    }
    return { externalId };
  } catch (error) {
    if (mayPass(asPasserelleError(error).code)) throw error;
    return { refused: true };
  }
}
