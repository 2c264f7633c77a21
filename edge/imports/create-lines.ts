/** The next lines of an import become clients: in the CRM, in the directory, in the trail. */
import { adoptedRow } from "../clients/adopt-client.ts";
import type { Contact } from "../clients/client.ts";
import { insertClients, type NewRow } from "../clients/client-store.ts";
import type { CrmParty } from "../clients/crm.ts";
import { PasserelleError } from "../errors.ts";
import { referenceOf } from "../runs/intent.ts";
import type { Work } from "../runs/run.ts";
import { lookedFor } from "./check-lines.ts";
import { type Import, moveOn, type Outcome, readImport } from "./import-store.ts";
import { twinsOf } from "./line-twins.ts";
import { type Made, makeOne, paced, type ToMake } from "./make-lines.ts";

const AT_ONCE = 250;

/** True when there is none left. @param alikeToo those that are perhaps known as well */
export async function createLines(work: Work<"crm">, importId: string, alikeToo: boolean): Promise<boolean> {
  const { db, ports } = work;
  const imported = await readImport(db, importId);
  if (!imported) throw new PasserelleError("not_found", { message: "the import is gone" });
  const lines = await nextLines(db, imported, alikeToo);
  if (lines.length === 0) return true;
  const made = new Map<number, Made>();
  // What others have created since the file was checked, or are creating.
  const twins = await twinsOf(
    db,
    lines.map((one) => lookedFor(one.line, one)),
    { importId, earlierLines: false },
  );
  for (const [line, twin] of twins) if (twin.certain || !alikeToo) made.set(line, { twin });
  for (const line of await claimedByOthers(work, lines)) made.set(line, { twin: { by: "claim", clientId: null } });
  const free = lines.filter(({ line }) => !made.has(line));
  // All at once where the CRM promises that a repeat makes no second one.
  const ids = await ports.crm.createMany?.(free);
  if (ids) for (const { line, reference } of free) made.set(line, { externalId: ids.get(reference) as string });
  const done = ids
    ? free.length
    : await paced(work, free, async (one) => void made.set(one.line, await makeOne(work, importId, alikeToo, one)));
  const stop = free[done]?.line ?? Number.POSITIVE_INFINITY;
  await keep(
    work,
    imported,
    lines.filter(({ line }) => line < stop),
    made,
  );
  return false;
}

async function nextLines(db: D1Database, { id, doneLine }: Import, alikeToo: boolean): Promise<ToMake[]> {
  const states = alikeToo ? "('fresh', 'alike')" : "('fresh')";
  const { results } = await db
    .prepare(`SELECT line, state, party FROM import_lines WHERE import_id = ?1 AND line > ?2 AND state IN ${states} ORDER BY line LIMIT ?3`)
    .bind(id, doneLine, AT_ONCE)
    .all<{ line: number; state: ToMake["state"]; party: string }>();
  return Promise.all(
    results.map(async ({ line, state, party: json }) => {
      const { contact, ...party } = JSON.parse(json) as CrmParty & { contact: Contact | null };
      const key = `${id}/${line}`;
      return { line, state, party, contact, reference: await referenceOf("IM", key), contactReference: await referenceOf("IC", key) };
    }),
  );
}

const claimsOf = (lines: ToMake[]) =>
  JSON.stringify(
    lines.flatMap(({ line, party: { siren, vatNumber } }) =>
      [
        ["siren", siren, line],
        ["vat", vatNumber, line],
      ].filter(([, key]) => key),
    ),
  );

/** Lines whose SIREN or VAT number somebody is creating this moment; the others' are ours until they are in the directory. */
async function claimedByOthers({ db, run }: Pick<Work, "db" | "run">, lines: ToMake[]): Promise<number[]> {
  const claims = claimsOf(lines);
  const [, others] = await db.batch<{ line: number }>([
    db
      .prepare(
        // A claim whose run is over says nothing: what it has made is in the directory.
        `INSERT INTO claims (kind, key, run_id, claimed_at) SELECT value ->> 0, value ->> 1, ?2, ?3 FROM json_each(?1) WHERE true
         ON CONFLICT DO UPDATE SET run_id = ?2, claimed_at = ?3
           WHERE NOT EXISTS (SELECT 1 FROM runs r WHERE r.id = claims.run_id AND r.ended_at IS NULL)`,
      )
      .bind(claims, run.id, Date.now()),
    db
      .prepare(
        `SELECT value ->> 2 AS line FROM json_each(?1) CROSS JOIN claims c ON c.kind = value ->> 0 AND c.key = value ->> 1
         WHERE c.run_id <> ?2`,
      )
      .bind(claims, run.id),
  ]);
  return others?.results.map(({ line }) => line) ?? [];
}

/** Into the directory, the trail and the import, in one batch. */
async function keep(work: Work<"crm">, imported: Import, lines: ToMake[], made: Map<number, Made>): Promise<void> {
  const { db, ports, actor, run } = work;
  const created: NewRow[] = [];
  const outcomes: Outcome[] = [];
  for (const one of lines) {
    const { line, state: from, party, reference } = one;
    const result = made.get(line) as Made;
    if ("externalId" in result) {
      // Under the id that it has for whoever finds it in the CRM before this; not verified: the register is asked later.
      const row = await adoptedRow(ports.crm.id, { ...party, externalId: result.externalId, reference, url: null });
      created.push({ ...row, createdBy: actor.id });
      outcomes.push({ line, from, state: "created", clientId: row.id });
    } else if ("twin" in result) outcomes.push({ line, from, state: "known", reason: result.twin.by, clientId: result.twin.clientId });
    else outcomes.push({ line, from, state: "wrong", reason: "refused" });
  }
  const to = lines.at(-1)?.line ?? imported.doneLine;
  await moveOn(db, imported, outcomes, { at: "doneLine", to, trail: { actor: actor.id, action: "client.create", runId: run.id } }, [
    ...insertClients(db, created),
    db
      .prepare("DELETE FROM claims WHERE run_id = ?2 AND (kind, key) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?1))")
      .bind(claimsOf(lines), run.id),
  ]);
}
