/** Lines become parties of the CRM, one by one, behind the same guard as a single client (runs/write-once.ts), no faster than a CRM bears. */
import { adoptFromCrm } from "../clients/adopt-client.ts";
import type { Contact } from "../clients/client.ts";
import type { CrmParty } from "../clients/crm.ts";
import { asPasserelleError, mayPass } from "../errors.ts";
import type { Work } from "../runs/run.ts";
import { stillAlive } from "../runs/run-turns.ts";
import { writeOnce } from "../runs/write-once.ts";
import { lookedFor } from "./check-lines.ts";
import { type LineTwin, twinsOf } from "./line-twins.ts";

const STRETCH_MS = 8_000;
/** About three a second, whoever the vendor is: others work with it meanwhile. */
const PACE_MS = 300;

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

/** Does so much of it as fits into a stretch; answers how many. What was done before a trouble counts; the trouble comes again. */
export async function paced<T>({ db, run }: Pick<Work, "db" | "run">, items: T[], each: (item: T) => Promise<void>): Promise<number> {
  const until = Date.now() + STRETCH_MS;
  for (const [done, item] of items.entries()) {
    if (Date.now() > until) return done;
    try {
      await each(item);
    } catch (error) {
      if (done === 0) throw error;
      return done;
    }
    await stillAlive(db, run.id);
    await new Promise((resolve) => setTimeout(resolve, PACE_MS));
  }
  return items.length;
}

/** @param alikeToo those that are perhaps known as well */
export async function makeOne(work: Work<"crm">, importId: string, alikeToo: boolean, one: ToMake): Promise<Made> {
  const { party, contact, reference, contactReference } = one;
  const { crm } = work.ports;
  const once = (ours: string, find: () => Promise<{ externalId: string } | null>, write: () => Promise<{ externalId: string }>) =>
    writeOnce(work.db, work.run.id, { reference: ours, find, write });
  try {
    const twin = await twinInTheCrm(work, importId, one);
    if (twin && (twin.certain || !alikeToo)) return { twin };
    // A CRM that takes its time answers up to three times behind this.
    await stillAlive(work.db, work.run.id);
    const find = () => crm.findByReference(reference);
    const externalId = await once(reference, find, () => crm.create(party, reference));
    const findContact = () => crm.findContact(externalId, contactReference);
    if (contact)
      await once(contactReference, findContact, () => crm.createContact(externalId, contact, contactReference)).catch(whatMayPass);
    return { externalId };
  } catch (error) {
    whatMayPass(error);
    return { refused: true };
  }
}

/** A refusal is an answer; what may pass one day is tried again. A person that the CRM will not take does not undo the client. */
function whatMayPass(error: unknown): void {
  if (mayPass(asPasserelleError(error).code)) throw error;
}

/** The CRM may know parties that we have never seen. Our own, written by an attempt that died, is no twin. */
async function twinInTheCrm({ db, ports: { crm } }: Work<"crm">, importId: string, one: ToMake): Promise<LineTwin | undefined> {
  const { siren, vatNumber, email } = one.party;
  const keys = { ...(siren && { siren }), ...(vatNumber && { vatNumber }), ...(email && { email }) };
  if (Object.keys(keys).length === 0) return undefined;
  const records = (await crm.findTwins(keys)).filter(({ reference }) => reference !== one.reference);
  for (const record of records) await adoptFromCrm(db, crm.id, record);
  if (records.length === 0) return undefined;
  return (await twinsOf(db, [lookedFor(one.line, one)], { importId, earlierLines: false })).get(one.line);
}
