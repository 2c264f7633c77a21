/** Who decides about a client: the one who made or changed it last, else the person whom the admins chose, else an admin. */
import { auditRow } from "../audit/audit.ts";
import { may } from "../people/may.ts";
import { listAdmins, readPerson } from "../people/people-store.ts";
import type { Person } from "../people/person.ts";

const CHOSEN = "reviewer";

/** Null = there is nobody yet. */
export async function reviewerOf(db: D1Database, owner: string | null): Promise<Person | null> {
  const chosen = await db.prepare("SELECT value FROM settings WHERE key = ?1").bind(CHOSEN).first<{ value: string }>();
  for (const id of [owner, chosen?.value]) {
    const person = id ? await readPerson(db, id) : null;
    if (person && may(person, "client.update")) return person;
  }
  return (await listAdmins(db))[0] ?? null;
}

/** For clients that nobody of the house made: from a first sync, or of somebody who has left. Null = the admins again. */
export async function chooseReviewer(db: D1Database, actor: Person, personId: string | null): Promise<void> {
  const change = personId
    ? db.prepare("INSERT INTO settings (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2").bind(CHOSEN, personId)
    : db.prepare("DELETE FROM settings WHERE key = ?1").bind(CHOSEN);
  const audit = auditRow(db, { actor: actor.id, action: "review.assign", objectKind: "person", objectId: personId, outcome: "done" });
  await db.batch([change, audit]);
}
