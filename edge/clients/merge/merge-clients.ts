/**
 * Makes one client of two: the survivor keeps what was chosen, the union of kinds and the numbers that only the other had;
 * in the CRM by its own means where it has them. The other's id, reference and record lead to the survivor from then on.
 * Result: {clientId, inCrm}; inCrm is false when the CRM still has two records.
 *
 * Refuses with `forbidden`, `not_found`, `different_companies`, `conflict` (one was changed since the form was opened).
 */
import { PasserelleError } from "../../errors.ts";
import { may } from "../../people/may.ts";
import { accept, type Outcome, refuse, type Work } from "../../runs/run.ts";
import { stillAlive } from "../../runs/run-turns.ts";
import type { Client } from "../client.ts";
import { readClient } from "../client-store.ts";
import type { CrmParty } from "../crm.ts";
import { areTwo, changesOf, type MergeClients, mergesInCrm } from "./merge-plan.ts";
import { fileMerge, forwardOf, reserveMerge } from "./merge-store.ts";

export async function mergeClients(work: Work<"crm">, input: MergeClients): Promise<Outcome> {
  const { actor, db, ports, run, step } = work;
  if (!may(actor, "client.merge")) return refuse("forbidden");
  const { survivor, other } = input;
  const reserved = await step("reserve the merge", async () => {
    if ((await forwardOf(db, other.id))?.runId === run.id) return "done";
    const both = await bothOf(db, input);
    if (!both) return "not_found";
    if (areTwo(both.kept, both.gone)) return "different_companies";
    return (await reserveMerge(db, run.id, [survivor, other])) ? "reserved" : "conflict";
  });
  if (reserved !== "done" && reserved !== "reserved") return refuse(reserved as "conflict");
  if (reserved === "reserved") {
    const externalId = await step("merge in the CRM", async () => {
      const both = await bothOf(db, input);
      return both ? mergeRecords(work, both, input) : null;
    });
    await step("file the merge", async () => {
      const both = await bothOf(db, input);
      if (!both) return null;
      const id = externalId ?? both.kept.externalId;
      const record = id && both.kept.connector === ports.crm.id ? await ports.crm.read(id) : null;
      await fileMerge(db, { ...both, record, externalId: id, actor: actor.id, runId: run.id });
      return null;
    });
  }
  const [left, forward] = [(await readClient(db, survivor.id))?.client, await forwardOf(db, other.id)];
  return accept({ clientId: survivor.id, inCrm: Boolean(left && forward && mergesInCrm(ports.crm, left, forward)) });
}

interface Both {
  kept: Client;
  gone: Client;
}

/** Null when one of them is gone, or led elsewhere by now. */
async function bothOf(db: D1Database, { survivor, other }: MergeClients): Promise<Both | null> {
  const [kept, gone] = [(await readClient(db, survivor.id))?.client, (await readClient(db, other.id))?.client];
  return kept?.id === survivor.id && gone?.id === other.id ? { kept, gone } : null;
}

/** The CRM's id of what is left; null when it keeps two records. */
async function mergeRecords(
  { db, ports: { crm }, run }: Work<"crm">,
  { kept, gone }: Both,
  { choose }: MergeClients,
): Promise<string | null> {
  if (!mergesInCrm(crm, kept, gone) || !crm.merge) return null;
  const [survivor, other] = [kept.externalId as string, gone.externalId as string];
  const [record, second] = [await crm.read(survivor), await crm.read(other)];
  if (!record) throw new PasserelleError("not_found", { message: "the survivor is gone in the CRM" });
  // Gone, or known under the survivor's id: an attempt before this one came so far.
  if (second?.externalId === other) {
    const changes = changesOf(record, second, [...kept.kinds, ...gone.kinds], choose);
    await stillAlive(db, run.id);
    if (Object.keys(changes).length > 0) await change(crm.update, survivor, changes);
  }
  await stillAlive(db, run.id);
  return (await crm.merge(survivor, other)).externalId;
}

/** Where an e-mail is allowed to one record only, the other has it until they are one: it goes over with the rest. */
async function change(update: (id: string, changes: Partial<CrmParty>) => Promise<void>, id: string, changes: Partial<CrmParty>) {
  try {
    await update(id, changes);
  } catch (error) {
    if (!(error instanceof PasserelleError && error.code === "vendor_refused" && error.field === "email" && changes.email)) throw error;
    const { email: _, ...others } = changes;
    await update(id, others);
  }
}
