/** Who is signed in: a cookie that holds a token, and a row that holds its hash. Over after twelve hours, or when they sign out. */
import { auditRow } from "../audit/audit.ts";
import { personOf } from "../people/people-store.ts";
import type { Person } from "../people/person.ts";
import { hashOf, isToken, newToken } from "../sites/keys.ts";

export const SESSION_MS = 12 * 3_600_000;

/** @returns what the cookie holds */
export async function beginSession(db: D1Database, person: Person): Promise<string> {
  const token = newToken();
  const now = Date.now();
  await db.batch([
    db
      .prepare("INSERT INTO studio_sessions (hash, person, created_at, ends_at) VALUES (?1, ?2, ?3, ?4)")
      .bind(await hashOf(token), person.id, now, now + SESSION_MS),
    auditRow(db, { actor: person.id, action: "studio.sign-in", objectKind: "person", objectId: person.id, outcome: "done" }, now),
  ]);
  return token;
}

/** As they are now: roles change while somebody is signed in. */
export async function personOfSession(db: D1Database, token: string): Promise<Person | null> {
  if (!isToken(token)) return null;
  const row = await db
    .prepare("SELECT p.* FROM studio_sessions s JOIN people p ON p.id = s.person WHERE s.hash = ?1 AND s.ends_at > ?2")
    .bind(await hashOf(token), Date.now())
    .first();
  return personOf(row);
}

export async function endSession(db: D1Database, token: string): Promise<void> {
  if (!isToken(token)) return;
  await db
    .prepare("DELETE FROM studio_sessions WHERE hash = ?1")
    .bind(await hashOf(token))
    .run();
}
