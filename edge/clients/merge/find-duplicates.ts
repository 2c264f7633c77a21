/**
 * Clients that are perhaps one, by the same rules by which a new one is taken for known. A job of the cron goes through the
 * directory a few at a time, round after round; a person reads what it has found.
 */
import { auditRow } from "../../audit/audit.ts";
import { nearlySameName } from "../../companies/names.ts";
import type { Client } from "../client.ts";
import { clientOf } from "../client-store.ts";
import { findKnown } from "../find-clients.ts";
import { companyDomain } from "../free-mail.ts";
import { areTwo } from "./merge-plan.ts";

export type Likeness = "siren" | "vat" | "email" | "name";

const A_TURN = 20;
const CURSOR = "duplicates_looked_to";

export async function lookForDuplicates(db: D1Database, now = Date.now()): Promise<number> {
  const at = await db.prepare("SELECT value FROM settings WHERE key = ?1").bind(CURSOR).first<{ value: string }>();
  const { results } = await db
    .prepare("SELECT * FROM clients WHERE rowid > ?1 ORDER BY rowid LIMIT ?2")
    .bind(Number(at?.value ?? 0), A_TURN)
    .all<{ rowid: number }>();
  for (const row of results) await look(db, clientOf(row), now);
  const next = results.length < A_TURN ? 0 : (results.at(-1)?.rowid ?? 0);
  await db
    .prepare("INSERT INTO settings (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2")
    .bind(CURSOR, String(next))
    .run();
  return results.length;
}

async function look(db: D1Database, client: Client, now: number): Promise<void> {
  const alike = await likenessesOf(db, client);
  const pairs = [...alike].map(([id, why]) => [...[client.id, id].sort(), why]);
  await db.batch([
    // What was like it once and is no more; what somebody has decided stays.
    db.prepare("DELETE FROM likely_duplicates WHERE a = ?1 AND dismissed_by IS NULL").bind(client.id),
    db.prepare("DELETE FROM likely_duplicates WHERE b = ?1 AND dismissed_by IS NULL").bind(client.id),
    db
      .prepare(
        `INSERT INTO likely_duplicates (a, b, why, found_at) SELECT value ->> 0, value ->> 1, value ->> 2, ?2 FROM json_each(?1) WHERE true
           ON CONFLICT DO NOTHING`,
      )
      .bind(JSON.stringify(pairs), now),
  ]);
}

/** Who may be the same as this one, and by what. */
async function likenessesOf(db: D1Database, client: Client): Promise<Map<string, Likeness>> {
  const [bySiren, byVat, byEmail, byDomain] = await db.batch([
    db.prepare("SELECT * FROM clients WHERE siren = ?1 LIMIT 6").bind(client.siren),
    db.prepare("SELECT * FROM clients WHERE vat_number = ?1 LIMIT 6").bind(client.vatNumber),
    db.prepare("SELECT * FROM clients WHERE email = ?1 LIMIT 6").bind(client.email),
    db.prepare("SELECT * FROM clients WHERE email_domain = ?1 LIMIT 20").bind(client.email && companyDomain(client.email)),
  ]);
  const rows = (result: D1Result | undefined) => (result?.results ?? []).map(clientOf);
  const namesakes = [...rows(byDomain), ...(await findKnown(db, client.name, 10))].filter(({ name }) => nearlySameName(name, client.name));
  const found: [Client[], Likeness][] = [
    [rows(bySiren), "siren"],
    [rows(byVat), "vat"],
    [rows(byEmail), "email"],
    [namesakes, "name"],
  ];
  const alike = new Map<string, Likeness>();
  for (const [clients, why] of found) for (const one of clients) if (!alike.has(one.id) && !areTwo(one, client)) alike.set(one.id, why);
  return alike;
}

export interface Pair {
  a: Client;
  b: Client;
  why: Likeness;
}

/** Keyset by the two ids. @param after the last pair shown, null for the first page */
export async function listDuplicates(db: D1Database, after: { a: string; b: string } | null, limit: number): Promise<Pair[]> {
  const { results } = await db
    .prepare("SELECT a, b, why FROM likely_duplicates WHERE dismissed_by IS NULL AND (a, b) > (?1, ?2) ORDER BY a, b LIMIT ?3")
    .bind(after?.a ?? "", after?.b ?? "", limit)
    .all<{ a: string; b: string; why: Likeness }>();
  const ids = JSON.stringify(results.flatMap(({ a, b }) => [a, b]));
  const rows = await db.prepare("SELECT * FROM clients WHERE id IN (SELECT value FROM json_each(?1))").bind(ids).all();
  const clients = new Map(rows.results.map(clientOf).map((client) => [client.id, client]));
  return results.flatMap(({ a, b, why }) => {
    const [one, other] = [clients.get(a), clients.get(b)];
    return one && other ? [{ a: one, b: other, why }] : [];
  });
}

/** Somebody says that they are two: it is not asked again. */
export async function dismissPair(db: D1Database, { a, b }: { a: string; b: string }, actor: string): Promise<void> {
  await db.batch([
    db.prepare("UPDATE likely_duplicates SET dismissed_by = ?3 WHERE a = ?1 AND b = ?2 AND dismissed_by IS NULL").bind(a, b, actor),
    auditRow(db, { actor, action: "client.distinct", objectKind: "client", objectId: a, outcome: "done" }),
  ]);
}
