/**
 * Takes back what an import created, as far as nobody has changed or used it since; the report says what stays and why.
 * Within seven days. Result: {importId}. Refuses with `forbidden`, `not_found`, `expired`, `conflict` (undone already).
 */

import type { CrmParty } from "../clients/crm.ts";
import { asPasserelleError, mayPass } from "../errors.ts";
import { may } from "../people/may.ts";
import { accept, type Outcome, refuse, type Work } from "../runs/run.ts";
import { showAgain, stillAlive } from "../runs/run-turns.ts";
import { countLines, type Import, readImport, UNDO_MS } from "./import-store.ts";
import { PACE_MS, STRETCH_MS } from "./make-lines.ts";

const AT_ONCE = 400;

export const mayBeUndone = ({ created, endedAt, undoRunId }: Import, now = Date.now()): boolean =>
  created > 0 && endedAt !== null && endedAt > now - UNDO_MS && undoRunId === null;

export async function undoImport(work: Work<"crm">, { importId }: { importId: string }): Promise<Outcome> {
  const { db, actor, run, step } = work;
  if (!may(actor, "client.import")) return refuse("forbidden");
  const begun = await step("begin to undo", () => begin(db, importId, run.id));
  if (begun) return refuse(begun);
  while (!(await step("take the clients back", () => undoLines(work, importId)))) {}
  return accept({ importId });
}

async function begin(db: D1Database, importId: string, runId: string): Promise<"not_found" | "expired" | "conflict" | null> {
  const imported = await readImport(db, importId);
  if (!imported) return "not_found";
  if (imported.undoRunId) return imported.undoRunId === runId ? null : "conflict";
  if (!mayBeUndone(imported)) return "expired";
  await db.batch([
    db
      .prepare("UPDATE imports SET undo_run_id = ?2, done_line = 0, purge_at = ?3 WHERE id = ?1 AND undo_run_id IS NULL")
      .bind(importId, runId, Date.now() + UNDO_MS),
    // The import's card has no button any more.
    showAgain(db, imported.runId ?? ""),
  ]);
  return begin(db, importId, runId);
}

interface Made {
  line: number;
  clientId: string;
  /** Null = no longer in the directory. */
  externalId: string | null;
  why: "gone" | "changed" | "used" | "elsewhere" | "crm" | "refused" | null;
  verified: number;
  party: string;
}

/** True when there is none left. Safe to repeat: what is gone already is taken for removed. */
async function undoLines(work: Work<"crm">, importId: string): Promise<boolean> {
  const { db, ports, actor, run } = work;
  const imported = await readImport(db, importId);
  const lines = imported ? await nextLines(db, imported, ports.crm.id) : [];
  if (!imported || lines.length === 0) return true;
  const seen = await takeBack(work, lines);
  const removed = seen.filter(({ why }) => why === null);
  const counts = countLines({ removed: removed.length, kept: seen.length - removed.length, created: -removed.length });
  const ids = JSON.stringify(removed.map(({ clientId }) => clientId));
  await db.batch([
    db
      .prepare(`UPDATE imports SET done_line = ?3${counts} WHERE id = ?1 AND done_line = ?2`)
      .bind(importId, imported.doneLine, seen.at(-1)?.line ?? imported.doneLine),
    db
      .prepare(
        `INSERT INTO audit (at, actor, action, object_kind, object_id, outcome, run_id)
         SELECT ?2, ?3, 'client.remove', 'client', value, 'done', ?4 FROM json_each(?1) WHERE changes() > 0`,
      )
      .bind(ids, Date.now(), actor.id, run.id),
    db.prepare("DELETE FROM clients WHERE id IN (SELECT value FROM json_each(?1))").bind(ids),
    db
      .prepare(
        `UPDATE import_lines SET state = iif(j.value ->> 1 IS NULL, 'removed', 'kept'), reason = j.value ->> 1
         FROM json_each(?2) j WHERE import_id = ?1 AND line = j.value ->> 0 AND state = 'created'`,
      )
      .bind(importId, JSON.stringify(seen.map(({ line, why }) => [line, why]))),
  ]);
  return false;
}

async function nextLines(db: D1Database, { id, doneLine, runId }: Import, crm: string): Promise<Made[]> {
  const { results } = await db
    .prepare(
      // Whoever changes a client leaves a row in the trail; whoever asks for it anew holds the claim on its number.
      `SELECT l.line, l.client_id AS clientId, l.party, c.external_id AS externalId, c.verification = 'verified' AS verified, CASE
         WHEN c.id IS NULL THEN 'gone'
         WHEN c.connector <> ?4 THEN 'elsewhere'
         WHEN EXISTS (SELECT 1 FROM audit a WHERE a.object_id = l.client_id AND a.outcome = 'done' AND a.run_id IS NOT ?3 AND a.actor <> 'cron') THEN 'changed'
         WHEN EXISTS (SELECT 1 FROM claims k WHERE (k.kind = 'siren' AND k.key = l.siren OR k.kind = 'vat' AND k.key = l.vat_number) AND k.run_id <> ?3) THEN 'used'
         END AS why
       FROM import_lines l LEFT JOIN clients c ON c.id = l.client_id
       WHERE l.import_id = ?1 AND l.line > ?2 AND l.state = 'created' ORDER BY l.line LIMIT ${AT_ONCE}`,
    )
    .bind(id, doneLine, runId, crm)
    .all<Made>();
  return results;
}

/** Those that were dealt with, each with why it stays, or null. */
async function takeBack({ db, ports: { crm }, run }: Work<"crm">, lines: Made[]): Promise<Made[]> {
  if (!crm.remove) return lines.map((one) => ({ ...one, why: one.why ?? "crm" }));
  const free = lines.filter(({ why }) => why === null);
  if (crm.createMany) {
    await crm.remove(free.map(({ externalId }) => String(externalId)));
    return lines;
  }
  const until = Date.now() + STRETCH_MS;
  const seen: Made[] = [];
  for (const one of lines) {
    if (Date.now() > until) break;
    if (one.why !== null) seen.push(one);
    else {
      try {
        seen.push({ ...one, why: await takeOneBack(crm, one) });
      } catch (error) {
        if (seen.length === 0) throw error;
        break;
      }
      await stillAlive(db, run.id);
      await new Promise((resolve) => setTimeout(resolve, PACE_MS));
    }
  }
  return seen;
}

async function takeOneBack(crm: Work<"crm">["ports"]["crm"], { externalId, party, verified }: Made): Promise<"changed" | "refused" | null> {
  const record = await crm.read(String(externalId));
  if (!record) return null;
  const before = JSON.parse(party) as CrmParty;
  const same = (field: "name" | "email" | "phone") => plain(record[field]) === plain(before[field]);
  // The register's name is not a person's change.
  if (!((verified || same("name")) && same("email") && same("phone"))) return "changed";
  try {
    await crm.remove?.([String(externalId)]);
    return null;
  } catch (error) {
    const { code } = asPasserelleError(error);
    if (mayPass(code)) throw error;
    return "refused";
  }
}

/** CRMs change the case of names and the blanks of numbers. */
const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}@]/gu, "");
