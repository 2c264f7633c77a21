/** The next lines of an import become clients: in the CRM, in the directory, in the trail. */
import type { Contact } from "../clients/client.ts";
import { insertClients, type NewRow } from "../clients/client-store.ts";
import type { CrmParty } from "../clients/crm.ts";
import { PasserelleError } from "../errors.ts";
import { intentId, referenceOf } from "../runs/intent.ts";
import type { Work } from "../runs/run.ts";
import { lookedFor } from "./check-lines.ts";
import { countLines, type Import, readImport } from "./import-store.ts";
import { twinsOf } from "./line-twins.ts";
import { allAtOnce, claimedByOthers, type Made, numbersOf, oneByOne, type ToMake } from "./make-lines.ts";

const AT_ONCE = 400;

/** True when there is none left. @param alikeToo those that are perhaps known as well */
export async function createLines(work: Work<"crm">, importId: string, alikeToo: boolean): Promise<boolean> {
  const imported = await readImport(work.db, importId);
  if (!imported) throw new PasserelleError("not_found", { message: "the import is gone" });
  const lines = await nextLines(work.db, imported, alikeToo);
  if (lines.length === 0) return true;
  const made = new Map<number, Made>();
  const looked = lines.map((one) => lookedFor(one.line, one));
  // What others have created since the file was checked.
  const twins = await twinsOf(work.db, looked, { importId, earlierLines: false });
  for (const [line, twin] of twins) if (twin.certain || !alikeToo) made.set(line, { twin });
  for (const line of await claimedByOthers(work, lines)) made.set(line, { twin: { by: "claim", clientId: null } });
  const free = lines.filter(({ line }) => !made.has(line));
  const done = work.ports.crm.createMany ? await allAtOnce(work, free, made) : await oneByOne(work, { importId, alikeToo }, free, made);
  await keep(work, imported, done ? lines : lines.filter(({ line }) => made.has(line) && line <= lastOf(free, made)), made);
  return false;
}

const lastOf = (lines: ToMake[], made: Map<number, Made>) => lines.findLast(({ line }) => made.has(line))?.line ?? 0;

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

/** Into the directory, the trail and the import, in one batch; only whoever moves the import writes the trail. */
async function keep(
  { db, ports: { crm }, actor, run }: Work<"crm">,
  imported: Import,
  lines: ToMake[],
  made: Map<number, Made>,
): Promise<void> {
  const last = lines.at(-1);
  if (!last) return;
  const now = Date.now();
  const created: NewRow[] = [];
  const outcomes: { line: number; state: string; reason: string | null; clientId: string | null; externalId?: string }[] = [];
  for (const one of lines) {
    const result = made.get(one.line) as Made;
    if ("externalId" in result) {
      const id = `c${await intentId("import", imported.id, String(one.line))}`;
      created.push(rowOf(one, { id, connector: crm.id, externalId: result.externalId, createdBy: actor.id }));
      outcomes.push({ line: one.line, state: "created", reason: null, clientId: null, externalId: result.externalId });
    } else if ("twin" in result) outcomes.push({ line: one.line, state: "known", reason: result.twin.by, clientId: result.twin.clientId });
    else outcomes.push({ line: one.line, state: "wrong", reason: "refused", clientId: null });
  }
  const count = (state: string) => outcomes.filter((outcome) => outcome.state === state).length;
  const from = (state: string) => lines.filter((one) => one.state === state).length;
  const counts = countLines({
    created: count("created"),
    known: count("known"),
    wrong: count("wrong"),
    fresh: -from("fresh"),
    alike: -from("alike"),
  });
  await db.batch([
    db
      .prepare(`UPDATE imports SET done_line = ?3${counts} WHERE id = ?1 AND done_line = ?2`)
      .bind(imported.id, imported.doneLine, last.line),
    db
      .prepare(
        `INSERT INTO audit (at, actor, action, object_kind, object_id, outcome, run_id)
         SELECT ?2, ?3, 'client.create', 'client', value, 'done', ?4 FROM json_each(?1) WHERE changes() > 0`,
      )
      .bind(JSON.stringify(created.map(({ id }) => id)), now, actor.id, run.id),
    ...insertClients(db, created, now),
    db
      .prepare(
        // Somebody who looked into the CRM in between has adopted our record under an id of its own.
        `UPDATE import_lines SET state = j.value ->> 'state', reason = j.value ->> 'reason', client_id = coalesce(j.value ->> 'clientId',
           (SELECT c.id FROM clients c WHERE c.connector = ?3 AND c.external_id = j.value ->> 'externalId'))
         FROM json_each(?2) j WHERE import_id = ?1 AND line = j.value ->> 'line' AND import_lines.state IN ('fresh', 'alike')`,
      )
      .bind(imported.id, JSON.stringify(outcomes), crm.id),
    db
      .prepare("DELETE FROM claims WHERE run_id = ?2 AND (kind, key) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?1))")
      .bind(JSON.stringify(lines.flatMap(({ party }) => numbersOf(party))), run.id),
  ]);
}

/** "Not verified": the register is asked later, at its own pace. */
const rowOf = ({ party, reference }: ToMake, link: Pick<NewRow, "id" | "connector" | "externalId" | "createdBy">): NewRow => ({
  ...link,
  reference,
  name: party.name,
  kinds: party.kinds,
  company: party.company,
  siren: party.siren || null,
  siret: party.siret || null,
  vatNumber: party.vatNumber || null,
  email: party.email || null,
  postcode: party.address.postcode || null,
  city: party.address.city || null,
  country: party.address.country,
  state: "unknown",
  verification: "none",
  verifiedAt: null,
  facts: null,
});
