/**
 * Blocking somebody: from now on may() denies them everything, and what runs for them stops at its next step. Nobody blocks
 * themself or the last admin, whom nobody could let in again.
 */
import { auditRefusal, auditRow } from "../audit/audit.ts";
import { may } from "./may.ts";
import { readPerson } from "./people-store.ts";
import type { Actor } from "./person.ts";

export type BlockAnswer = "done" | "forbidden" | "not_found" | "self" | "last_admin";

/** No run lives longer: runs/executor.ts. */
const OLDEST_MS = 30 * 86_400_000;

/** @param then goes into the same batch */
export async function blockPerson(db: D1Database, actor: Actor, personId: string, then: D1PreparedStatement[] = []): Promise<BlockAnswer> {
  const no = await refusal(db, actor, personId, "person.block");
  if (no) return no;
  const person = await readPerson(db, personId);
  if (!person) return "not_found";
  if (person.standing === "blocked" && then.length === 0) return "done";
  const now = Date.now();
  const action = person.roles.includes("admin") ? "person.block/admin" : "person.block";
  await db.batch([
    db
      .prepare(
        // In one statement, so that two admins who block each other at once do not leave the company without one.
        `UPDATE people SET blocked_at = ?3, blocked_by = ?2 WHERE id = ?1 AND blocked_at IS NULL AND EXISTS (
           SELECT 1 FROM people p, json_each(p.roles) r WHERE r.value = 'admin' AND p.id <> ?1 AND p.standing = 'member' AND p.blocked_at IS NULL)`,
      )
      .bind(personId, actor.id, now),
    auditRow(db, { actor: actor.id, action, objectKind: "person", objectId: personId, outcome: "done" }, now),
    // Those that wait are woken, to learn it.
    db
      .prepare(
        `UPDATE runs SET wake_at = ?2 WHERE actor = ?1 AND created_at > ?3 AND ended_at IS NULL AND wake_at > ?2
           AND EXISTS (SELECT 1 FROM people WHERE id = ?1 AND blocked_at IS NOT NULL)`,
      )
      .bind(personId, now, now - OLDEST_MS),
    ...then,
  ]);
  return (await readPerson(db, personId))?.standing === "blocked" ? "done" : "last_admin";
}

export async function unblockPerson(db: D1Database, actor: Actor, personId: string): Promise<BlockAnswer> {
  const no = await refusal(db, actor, personId, "person.unblock");
  if (no) return no;
  const [freed] = await db.batch([
    db.prepare("UPDATE people SET blocked_at = NULL, blocked_by = NULL WHERE id = ?1 AND blocked_at IS NOT NULL").bind(personId),
    auditRow(db, { actor: actor.id, action: "person.unblock", objectKind: "person", objectId: personId, outcome: "done" }),
  ]);
  return freed?.meta.changes || (await readPerson(db, personId)) ? "done" : "not_found";
}

async function refusal(db: D1Database, actor: Actor, personId: string, action: string): Promise<"forbidden" | "self" | null> {
  if (may(actor, "person.block")) return actor.id === personId ? "self" : null;
  await auditRefusal(db, { actor: actor.id, action, objectKind: "person", objectId: personId, code: "forbidden" });
  return "forbidden";
}
