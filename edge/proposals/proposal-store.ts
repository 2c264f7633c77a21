/** SQL of proposals, and of the clients they are about. */

import type { Client } from "../clients/client.ts";
import { clientOf } from "../clients/client-store.ts";
import { loadCodeNames } from "../companies/code-names.ts";
import type { Company } from "../companies/company.ts";
import { markOf, type Proposal } from "./proposal.ts";

export interface Waiting extends Proposal {
  person: string;
  hash: string;
  foundAt: number;
  runId: string | null;
}

interface Row {
  client_id: string;
  person: string;
  edition: number;
  hash: string;
  body: string;
  found_at: number;
  run_id: string | null;
}

const waitingOf = (row: Row): Waiting => ({
  ...(JSON.parse(row.body) as Pick<Proposal, "differences" | "company">),
  clientId: row.client_id,
  edition: row.edition,
  person: row.person,
  hash: row.hash,
  foundAt: row.found_at,
  runId: row.run_id,
});

export interface Kept {
  client: Client;
  facts: Company | null;
  owner: string | null;
  /** Field → mark of what was ignored. */
  ignored: Record<string, string>;
  /** What stands open; null also when its run is over. */
  open: Waiting | null;
}

export async function readKept(db: D1Database, clientId: string): Promise<Kept | null> {
  const [clients, proposals] = await db.batch([
    db.prepare("SELECT * FROM clients WHERE id = ?1").bind(clientId),
    db
      .prepare("SELECT p.* FROM proposals p LEFT JOIN runs r ON r.id = p.run_id WHERE p.client_id = ?1 AND r.ended_at IS NULL")
      .bind(clientId),
  ]);
  const row = clients?.results[0] as { company_facts: string | null; owner: string | null; ignored: string } | undefined;
  const open = proposals?.results[0] as Row | undefined;
  if (!row) return null;
  return {
    client: clientOf(row),
    facts: row.company_facts ? (JSON.parse(row.company_facts) as Company) : null,
    owner: row.owner,
    ignored: JSON.parse(row.ignored) as Record<string, string>,
    open: open ? waitingOf(open) : null,
  };
}

const bodyOf = ({ differences, company }: Proposal) => JSON.stringify({ differences, company });
export const hashOf = ({ differences }: Pick<Proposal, "differences">): Promise<string> => markOf(differences);

/** A new one: it waits until it is dealt to its person. */
export const putProposal = (db: D1Database, proposal: Proposal, hash: string, person: string, now: number): D1PreparedStatement =>
  db
    .prepare(
      `INSERT INTO proposals (client_id, person, edition, hash, body, found_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
       ON CONFLICT (client_id) DO UPDATE SET person = ?2, edition = ?3, hash = ?4, body = ?5, found_at = ?6, run_id = NULL`,
    )
    .bind(proposal.clientId, person, proposal.edition, hash, bodyOf(proposal), now);

/** Into the batch behind what makes it so: written only when that changed something. */
export const rewriteProposal = (db: D1Database, proposal: Proposal, hash: string): D1PreparedStatement =>
  db
    .prepare("UPDATE proposals SET edition = ?2, hash = ?3, body = ?4 WHERE client_id = ?1 AND changes() > 0")
    .bind(proposal.clientId, proposal.edition, hash, bodyOf(proposal));

/** @param runId whose answer it was; null = it was dealt to nobody yet */
export const dropProposal = (db: D1Database, clientId: string, runId: string | null): D1PreparedStatement =>
  db.prepare("DELETE FROM proposals WHERE client_id = ?1 AND (run_id IS NULL OR run_id = ?2)").bind(clientId, runId);

export const holdProposal = (db: D1Database, clientId: string, runId: string): D1PreparedStatement =>
  db.prepare("UPDATE proposals SET run_id = ?2 WHERE client_id = ?1 AND run_id IS NULL").bind(clientId, runId);

export async function readProposal(db: D1Database, clientId: string): Promise<Waiting | null> {
  await loadCodeNames(db);
  const row = await db.prepare("SELECT * FROM proposals WHERE client_id = ?1").bind(clientId).first<Row>();
  return row && waitingOf(row);
}

/** What waits in a person's list, oldest first; keyset by (found_at, client_id). */
export async function listWaiting(
  db: D1Database,
  person: string,
  after: { foundAt: number; clientId: string } | null,
  limit: number,
): Promise<Waiting[]> {
  await loadCodeNames(db);
  const { results } = await db
    .prepare(
      `SELECT * FROM proposals WHERE person = ?1 AND run_id IS NULL AND (found_at, client_id) > (?2, ?3)
       ORDER BY found_at, client_id LIMIT ?4`,
    )
    .bind(person, after?.foundAt ?? -1, after?.clientId ?? "", limit)
    .all<Row>();
  return results.map(waitingOf);
}

export const MOST_WAITING = 1_000;

/** Counted up to MOST_WAITING. */
export async function countWaiting(db: D1Database, person: string): Promise<number> {
  const row = await db
    .prepare("SELECT count(*) AS n FROM (SELECT 1 FROM proposals WHERE person = ?1 AND run_id IS NULL LIMIT ?2)")
    .bind(person, MOST_WAITING)
    .first<{ n: number }>();
  return row?.n ?? 0;
}

/** Everybody for whom something waits: one step of the index each, however much that is. */
export async function peopleWaitedFor(db: D1Database): Promise<string[]> {
  const { results } = await db
    .prepare(
      `WITH RECURSIVE waited (person) AS (
         SELECT min(person) FROM proposals WHERE run_id IS NULL
         UNION ALL SELECT (SELECT min(person) FROM proposals WHERE run_id IS NULL AND person > waited.person) FROM waited WHERE person IS NOT NULL
       ) SELECT person FROM waited WHERE person IS NOT NULL`,
    )
    .all<{ person: string }>();
  return results.map(({ person }) => person);
}
