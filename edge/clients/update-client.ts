/**
 * Changes a client: in the CRM first, which owns it, then its shadow here. Result: {clientId}.
 *
 * Refuses with `forbidden`, `not_found`, `conflict` (somebody changed it since the form was opened).
 */
import * as z from "zod";
import { auditRow } from "../audit/audit.ts";
import { may } from "../people/may.ts";
import { accept, type Outcome, refuse, type Work } from "../runs/run.ts";
import { Contact, Kind } from "./client.ts";
import { changeClient, readClient } from "./client-store.ts";

export const ClientUpdate = z.object({
  clientId: z.string(),
  /** The version that the form showed. */
  version: z.number().int(),
  changes: z.object({
    /** Only of those whom no register names. */
    name: z.string().trim().min(1).max(200).optional(),
    kinds: z.array(Kind).min(1).optional(),
    // Without the default of a new client: what was not changed must stay away, not become "".
    email: Contact.shape.email.removeDefault().optional(),
    phone: Contact.shape.phone.removeDefault().optional(),
    note: z.string().max(2000).optional(),
  }),
});
export type ClientUpdate = z.infer<typeof ClientUpdate>;

export async function updateClient(work: Work<"crm">, { clientId, version, changes }: ClientUpdate): Promise<Outcome> {
  const { actor, db, ports, run, step } = work;
  if (!may(actor, "client.update")) return refuse("forbidden");
  const state = await step("read the client", async () => {
    const found = await readClient(db, clientId);
    if (!found?.client.externalId) return "gone";
    // Version + 1 is our own change, made by an attempt that died before its end.
    if (found.client.version !== version && !(await ourOwn(db, run.id))) return "changed";
    return "same";
  });
  if (state === "gone") return refuse("not_found");
  if (state === "changed") return refuse("conflict");
  await step("change it in the CRM", async () => {
    const found = await readClient(db, clientId);
    const { name: asked, ...rest } = changes;
    // A name that the register gave is the register's to change.
    const name = asked !== undefined && !found?.client.siren ? { name: asked } : {};
    await ports.crm.update(found?.client.externalId as string, { ...rest, ...name });
    const [change, ...others] = changeClient(db, clientId, {
      ...name,
      ...(changes.kinds && { kinds: changes.kinds }),
      ...(changes.email !== undefined && { email: changes.email }),
    });
    const audit = auditRow(db, {
      actor: actor.id,
      action: "client.update",
      objectKind: "client",
      objectId: clientId,
      outcome: "done",
      runId: run.id,
    });
    await db.batch([change as D1PreparedStatement, audit, ...others]);
    return null;
  });
  return accept({ clientId });
}

async function ourOwn(db: D1Database, runId: string): Promise<boolean> {
  return (await db.prepare("SELECT 1 FROM audit WHERE run_id = ?1 AND action = 'client.update'").bind(runId).first()) !== null;
}
