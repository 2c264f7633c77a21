/** SQL of merges. */
import { auditRow } from "../../audit/audit.ts";
import { fold, nameKey } from "../../companies/names.ts";
import { showAgain } from "../../runs/run-turns.ts";
import type { Client } from "../client.ts";
import { insertSpellings, removeClient } from "../client-store.ts";
import type { CrmRecord } from "../crm.ts";
import { companyDomain } from "../free-mail.ts";
import { union } from "./merge-plan.ts";

/** Where a client that was merged leads to. */
export async function forwardOf(
  db: D1Database,
  id: string,
): Promise<(Pick<Client, "connector" | "externalId"> & { runId: string }) | null> {
  return db
    .prepare("SELECT connector, external_id AS externalId, run_id AS runId FROM client_forwards WHERE id = ?1")
    .bind(id)
    .first<Pick<Client, "connector" | "externalId"> & { runId: string }>();
}

/** Both as they were shown, or neither: whoever changes one of them meanwhile is told. Safe to repeat. */
export async function reserveMerge(db: D1Database, runId: string, clients: { id: string; version: number }[]): Promise<boolean> {
  const now = Date.now();
  const keys = clients.map(({ id, version }) => `${id}/${version}`);
  const claims = clients.flatMap(({ id, version }, i) => [
    db
      .prepare(
        "INSERT INTO claims (kind, key, run_id, claimed_at) SELECT 'edit', ?1, ?2, ?3 FROM clients WHERE id = ?4 AND version = ?5 ON CONFLICT DO NOTHING",
      )
      .bind(keys[i], runId, now, id, version),
    db.prepare("UPDATE clients SET version = version + 1 WHERE id = ?1 AND version = ?2 AND changes() > 0").bind(id, version),
  ]);
  const held = db.prepare("SELECT count(*) AS n FROM claims WHERE kind = 'edit' AND key IN (?1, ?2) AND run_id = ?3").bind(...keys, runId);
  const results = await db.batch<{ n: number }>([...claims, held]);
  return results.at(-1)?.results[0]?.n === clients.length;
}

interface Merged {
  kept: Client;
  gone: Client;
  /** What the CRM has now; null when it has two still, or does not know it. */
  record: CrmRecord | null;
  externalId: string | null;
  actor: string;
  runId: string;
}

export async function fileMerge(db: D1Database, { kept, gone, record, externalId, actor, runId }: Merged): Promise<void> {
  const now = Date.now();
  const trail = { actor, objectKind: "client", outcome: "done", runId } as const;
  const name = record?.name || kept.name;
  const run = (sql: string, ...values: unknown[]) => db.prepare(sql).bind(...values);
  await db.batch([
    run("UPDATE client_forwards SET survivor = ?1 WHERE survivor = ?2", kept.id, gone.id),
    run(
      `INSERT INTO client_forwards (id, reference, connector, external_id, survivor, run_id, merged_at)
         SELECT id, reference, connector, external_id, ?2, ?3, ?4 FROM clients WHERE id = ?1 ON CONFLICT DO NOTHING`,
      ...[gone.id, kept.id, runId, now],
    ),
    auditRow(db, { ...trail, action: "client.merge", objectId: kept.id }, now),
    auditRow(db, { ...trail, action: "client.merged", objectId: gone.id }, now),
    survivorRow(db, { kept, gone, record, name, now }),
    removeClient(db, gone.id),
    // A CRM may give what is left a new id, and a sync may have met it before us.
    run("DELETE FROM clients WHERE connector = ?1 AND external_id = ?2 AND id <> ?3", kept.connector, externalId, kept.id),
    run("UPDATE clients SET external_id = ?2 WHERE id = ?1", kept.id, externalId),
    // Filed under the one that is left; whose it was stands in the document of what was issued.
    ...["invoices", "quotes"].map((table) => run(`UPDATE ${table} SET client_id = ?1 WHERE client_id = ?2`, kept.id, gone.id)),
    run("UPDATE documents SET owner_id = ?1 WHERE owner_kind = 'client' AND owner_id = ?2", kept.id, gone.id),
    ...insertSpellings(db, name),
    // The cards of both show the one that is left: a client's id is `c` and the id of the run that made it.
    showAgain(db, kept.id.slice(1)),
    showAgain(db, gone.id.slice(1)),
  ]);
}

interface Survivor extends Pick<Merged, "kept" | "gone" | "record"> {
  name: string;
  now: number;
}

const RANK = { verified: 2, pending: 1, none: 0 };

function survivorRow(db: D1Database, { kept, gone, record, name, now }: Survivor): D1PreparedStatement {
  const better = RANK[gone.verification] > RANK[kept.verification];
  const email = (record?.email || kept.email || gone.email || "").toLowerCase() || null;
  const { postcode, city } = record?.address ?? {};
  return db
    .prepare(
      `UPDATE clients SET name = ?2, name_key = ?3, words = ?4, kinds = ?5, siren = ?6, siret = ?7, vat_number = ?8, email = ?9, email_domain = ?10,
         postcode = ?11, city = ?12, updated_at = ?13, version = version + 1${
           better
             ? `, (verification, verified_at, state, company_facts, closed_on, checked_at) =
               (SELECT verification, verified_at, state, company_facts, closed_on, checked_at FROM clients WHERE id = ?14)`
             : ""
         } WHERE id = ?1`,
    )
    .bind(
      kept.id,
      name,
      nameKey(name),
      fold(name),
      JSON.stringify(union(kept.kinds, gone.kinds)),
      kept.siren ?? gone.siren,
      kept.siret ?? gone.siret,
      kept.vatNumber ?? gone.vatNumber,
      email,
      email && companyDomain(email),
      postcode || kept.postcode || gone.postcode,
      city || kept.city || gone.city,
      now,
      ...(better ? [gone.id] : []),
    );
}
