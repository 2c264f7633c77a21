/** Who would be created a second time: by a number that another run holds, by the directory, or by the CRM alone. */
import { auditRow } from "../audit/audit.ts";
import { PasserelleError } from "../errors.ts";
import { type ClaimKind, claimOrTwin, takeOver } from "../runs/claims.ts";
import { referenceOf } from "../runs/intent.ts";
import type { Work } from "../runs/run.ts";
import { writerOf } from "../runs/write-once.ts";
import { adoptFromCrm } from "./adopt-client.ts";
import type { NewClient } from "./client.ts";
import { readClient, removeClient } from "./client-store.ts";
import { findTwin, type Twin } from "./find-twins.ts";
import { candidateOf, claimsOf, type Kept } from "./new-client.ts";

const NUMBERS: ClaimKind[] = ["siren", "vat"];

/** The client that another run has made under the same official number; null = the number is ours. @throws `taken` */
export const claimNumbers = (work: Work<"crm">, input: NewClient, kept: Kept) => claim(work, input, kept, (kind) => NUMBERS.includes(kind));

/** The same for what has no number: a person's e-mail, or a name. */
export const claimLikeness = (work: Work<"crm">, input: NewClient, kept: Kept) =>
  claim(work, input, kept, (kind) => !NUMBERS.includes(kind));

async function claim(
  work: Work<"crm">,
  input: NewClient,
  kept: Kept,
  wanted: (kind: ClaimKind) => boolean,
): Promise<{ clientId: string; by: ClaimKind } | null> {
  const { db, run } = work;
  const claims = claimsOf(input, await kept()).filter(({ kind }) => wanted(kind));
  for (const { kind, key } of claims) {
    const twin = await claimOrTwin(db, run.id, kind, key);
    if (!twin) continue;
    const clientId = String(twin.result.clientId);
    if (await stillThere(work, clientId)) return { clientId, by: kind };
    if (!(await takeOver(db, run.id, kind, key, twin.runId))) throw new PasserelleError("taken", { retryAfterSeconds: 1 });
  }
  return null;
}

/** In the directory, then in the CRM, which may know parties that we have never seen: those are adopted. */
export async function lookForTwin(
  work: Work<"crm">,
  input: NewClient,
  kept: Kept,
): Promise<(Twin & { [key: string]: string | boolean }) | null> {
  const { db, ports, run } = work;
  const candidate = candidateOf(input, await kept());
  for (;;) {
    const known = await findTwin(db, candidate);
    if (!known?.certain) break;
    if (await stillThere(work, known.clientId)) return { ...known };
  }
  const { siren, vatNumber, email } = candidate;
  const query = { ...(siren && { siren }), ...(vatNumber && { vatNumber }), ...(email && { email }) };
  const records = Object.keys(query).length > 0 ? await ports.crm.findTwins(query) : [];
  const own = await referenceOf("CL", run.id);
  for (const record of records) {
    // Our own record, written by an attempt of this run that died before it was linked, is no twin.
    if (record.reference === own) continue;
    // Another run is at it this moment and will link it itself.
    if (record.reference && (await writerOf(db, record.reference, run.id))) throw new PasserelleError("taken", { retryAfterSeconds: 1 });
    await adoptFromCrm(db, ports.crm.id, record);
  }
  const twin = await findTwin(db, candidate);
  return twin && { ...twin };
}

/** False when it was deleted in the CRM since: then it leaves the directory too. */
async function stillThere({ db, ports, actor, run }: Work<"crm">, clientId: string): Promise<boolean> {
  const client = (await readClient(db, clientId))?.client;
  if (!client) return false;
  if (!client.externalId || client.connector !== ports.crm.id || (await ports.crm.read(client.externalId))) return true;
  const audit = auditRow(db, {
    actor: actor.id,
    action: "client.gone",
    objectKind: "client",
    objectId: client.id,
    outcome: "done",
    runId: run.id,
  });
  await db.batch([removeClient(db, client.id), audit]);
  return false;
}
