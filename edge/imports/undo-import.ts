/**
 * Takes back what an import created, as far as nobody has changed or used it since; the report says what stays and why.
 * Within seven days. Result: {importId}. Refuses with `forbidden`, `not_found`, `expired`, `conflict` (undone already).
 */

import type { CrmParty } from "../clients/crm.ts";
import { asPasserelleError, mayPass } from "../errors.ts";
import { may } from "../people/may.ts";
import { accept, type Outcome, refuse, type Work } from "../runs/run.ts";
import { showAgain } from "../runs/run-turns.ts";
import { breathe, type Import, type Outcome as LineOutcome, moveOn, readImport, UNDO_MS } from "./import-store.ts";
import { paced } from "./make-lines.ts";

const AT_ONCE = 250;

export const mayBeUndone = ({ created, endedAt, undoRunId }: Import, now = Date.now()): boolean =>
  created > 0 && endedAt !== null && endedAt > now - UNDO_MS && undoRunId === null;

export async function undoImport(work: Work<"crm">, { importId }: { importId: string }): Promise<Outcome> {
  const { db, actor, run, step } = work;
  if (!may(actor, "client.import")) return refuse("forbidden");
  const begun = await step("begin to undo", () => begin(db, importId, run.id));
  if (begun) return refuse(begun);
  while (!(await step("take the clients back", () => breathe().then(() => undoLines(work, importId))))) {}
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
  const stop = await takeBack(
    work,
    lines.filter(({ why }) => why === null),
  );
  const seen = lines.filter(({ line }) => line < stop);
  const gone = JSON.stringify(seen.filter(({ why }) => why === null).map(({ clientId }) => clientId));
  const outcomes = seen.map(
    ({ line, clientId, why }): LineOutcome => ({ line, clientId, from: "created", state: why === null ? "removed" : "kept", reason: why }),
  );
  const to = seen.at(-1)?.line ?? imported.doneLine;
  await moveOn(db, imported, outcomes, { at: "doneLine", to, trail: { actor: actor.id, action: "client.remove", runId: run.id } }, [
    db.prepare("DELETE FROM clients WHERE id IN (SELECT value FROM json_each(?1))").bind(gone),
  ]);
  return false;
}

async function nextLines(db: D1Database, { id, doneLine, runId }: Import, crm: string): Promise<Made[]> {
  const { results } = await db
    .prepare(
      // Whoever changes a client leaves a row in the trail (and whoever looks at it, which is none); whoever asks for it anew holds the claim on its number.
      `SELECT l.line, l.client_id AS clientId, l.party, c.external_id AS externalId, c.verification = 'verified' AS verified, CASE
         WHEN c.id IS NULL THEN 'gone'
         WHEN c.connector <> ?4 THEN 'elsewhere'
         WHEN EXISTS (SELECT 1 FROM audit a WHERE a.object_id = l.client_id AND a.outcome = 'done' AND a.run_id IS NOT ?3 AND a.actor <> 'cron'
           AND a.action NOT IN ('client.search', 'client.read')) THEN 'changed'
         WHEN EXISTS (SELECT 1 FROM claims k WHERE (k.kind = 'siren' AND k.key = l.siren OR k.kind = 'vat' AND k.key = l.vat_number) AND k.run_id <> ?3) THEN 'used'
         END AS why
       FROM import_lines l LEFT JOIN clients c ON c.id = l.client_id
       WHERE l.import_id = ?1 AND l.line > ?2 AND l.state = 'created' ORDER BY l.line LIMIT ${AT_ONCE}`,
    )
    .bind(id, doneLine, runId, crm)
    .all<Made>();
  return results;
}

/** The line that it did not come to; those that stay after all are told why. */
async function takeBack(work: Work<"crm">, lines: Made[]): Promise<number> {
  const { crm } = work.ports;
  // A CRM that takes many in promises as much the other way.
  if (crm.createMany) await crm.remove?.(lines.map(({ externalId }) => String(externalId)));
  // One that takes nothing back is not asked, line after line, at the pace of those that do.
  if (!crm.remove) for (const one of lines) one.why = "crm";
  const each = async (one: Made) => {
    one.why = await takeOneBack(crm, one);
  };
  const done = crm.createMany || !crm.remove ? lines.length : await paced(work, lines, each);
  return lines[done]?.line ?? Number.POSITIVE_INFINITY;
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
