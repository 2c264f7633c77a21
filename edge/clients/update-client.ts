/**
 * Changes a client: in the CRM first, which owns it, then its shadow here. Result: {clientId}.
 *
 * Refuses with `forbidden`, `not_found`, `conflict` (somebody changed it since the form was opened).
 */
import * as z from "zod/mini";
import { auditRow } from "../audit/audit.ts";
import { PasserelleError } from "../errors.ts";
import { may } from "../people/may.ts";
import { accept, type Outcome, refuse, type Work } from "../runs/run.ts";
import { showAgain } from "../runs/run-turns.ts";
import { overwrite } from "../runs/write-once.ts";
import { Email, Kind, Phone } from "./client.ts";
import { changeClient, readClient } from "./client-store.ts";

export const ClientUpdate = z.lazy(() =>
  z.object({
    clientId: z.string(),
    /** The version that the form showed. */
    version: z.int(),
    changes: z.object({
      /** Only of those whom no register names. */
      name: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(200))),
      kinds: z.optional(z.array(Kind).check(z.minLength(1))),
      // Without the default of a new client: what was not changed must stay away, not become "".
      email: z.optional(Email),
      phone: z.optional(Phone),
      note: z.optional(z.string().check(z.maxLength(2000))),
    }),
  }),
);
export type ClientUpdate = z.infer<typeof ClientUpdate>;

export async function updateClient(work: Work<"crm">, { clientId, version, changes }: ClientUpdate): Promise<Outcome> {
  const { actor, db, ports, run, step } = work;
  if (!may(actor, "client.update")) return refuse("forbidden");
  const state = await step("reserve the change", () => reserve(db, run.id, clientId, version));
  if (state === "gone") return refuse("not_found");
  if (state === "changed") return refuse("conflict");
  if (state === "reserved") {
    await step("change it in the CRM", async () => {
      const found = await readClient(db, clientId);
      const { name: asked, ...rest } = changes;
      // A name that the register gave is the register's to change.
      const name = asked !== undefined && !found?.client.siren ? { name: asked } : {};
      await overwrite(() => ports.crm.update(found?.client.externalId as string, { ...rest, ...name }));
      const shadow = {
        ...name,
        owner: actor.id,
        ...(changes.kinds && { kinds: changes.kinds }),
        ...(changes.email !== undefined && { email: changes.email }),
      };
      const [change, ...others] = changeClient(db, clientId, shadow);
      const audit = auditRow(db, {
        actor: actor.id,
        action: "client.update",
        objectKind: "client",
        objectId: clientId,
        outcome: "done",
        runId: run.id,
      });
      // The card of its creation shows it as it is now: a client's id is `c` and the id of the run that made it.
      await db.batch([change as D1PreparedStatement, audit, ...others, showAgain(db, clientId.slice(1))]);
      return null;
    });
  }
  return accept({ clientId });
}

/**
 * Of two changes that were typed over the same version, the first has it; the other is told. One that is typed over a
 * later version waits until the earlier ones are made, or they would undo it. One that looked again, and so stands at two
 * places, is at the later one: nobody waits for themself, and no two for each other. Safe to repeat. @throws `taken`
 */
export async function reserve(
  db: D1Database,
  runId: string,
  clientId: string,
  version: number,
): Promise<"gone" | "changed" | "reserved" | "done"> {
  const key = `${clientId}/${version}`;
  const [, , client, holder, done, earlier] = await db.batch([
    db
      .prepare(
        "INSERT INTO claims (kind, key, run_id, claimed_at) SELECT 'edit', ?1, ?2, ?3 FROM clients WHERE id = ?4 AND version = ?5 ON CONFLICT DO NOTHING",
      )
      .bind(key, runId, Date.now(), clientId, version),
    db.prepare("UPDATE clients SET version = version + 1 WHERE id = ?1 AND version = ?2 AND changes() > 0").bind(clientId, version),
    db.prepare("SELECT external_id FROM clients WHERE id = ?1").bind(clientId),
    db.prepare("SELECT run_id FROM claims WHERE kind = 'edit' AND key = ?1").bind(key),
    db.prepare("SELECT 1 FROM audit WHERE run_id = ?1 AND action = 'client.update'").bind(runId),
    db
      .prepare(
        `SELECT 1 FROM claims c JOIN runs r ON r.id = c.run_id WHERE c.kind = 'edit' AND c.key > ?1 || '/' AND c.key < ?1 || '0'
           AND CAST(substr(c.key, length(?1) + 2) AS INTEGER) < ?2 AND r.ended_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM claims l WHERE l.run_id = c.run_id AND l.kind = 'edit' AND l.key > ?1 || '/' AND l.key < ?1 || '0'
             AND CAST(substr(l.key, length(?1) + 2) AS INTEGER) >= ?2)
           AND NOT EXISTS (SELECT 1 FROM audit a WHERE a.run_id = c.run_id AND a.action = 'client.update') LIMIT 1`,
      )
      .bind(clientId, version),
  ]);
  if (!(client?.results[0] as { external_id: string | null } | undefined)?.external_id) return "gone";
  if (done?.results.length) return "done";
  if ((holder?.results[0] as { run_id: string } | undefined)?.run_id !== runId) return "changed";
  if (earlier?.results.length) throw new PasserelleError("taken", { retryAfterSeconds: 1, message: "an earlier change is under way" });
  return "reserved";
}
