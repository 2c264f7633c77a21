/** Who somebody reports to: approvals go there. Given by an admin. */
import { auditRefusal, auditRow } from "../audit/audit.ts";
import { PasserelleError } from "../errors.ts";
import type { House } from "../house.ts";
import { may } from "./may.ts";
import { readPerson } from "./people-store.ts";
import type { Person } from "./person.ts";

/** More levels than any firm has: a chain that is longer is a circle. */
const LEVELS = 50;

/**
 * @param managerId null = nobody
 * @throws PasserelleError `forbidden`, `not_found`, `invalid_input` (field manager: they would manage each other)
 */
export async function setManager(house: House, actor: Person, personId: string, managerId: string | null): Promise<Person> {
  const { db } = house;
  if (!may(actor, "person.roles")) {
    await auditRefusal(db, { actor: actor.id, action: "person.manager", objectKind: "person", objectId: personId, code: "forbidden" });
    throw new PasserelleError("forbidden");
  }
  const person = await readPerson(db, personId);
  if (!person) throw new PasserelleError("not_found");
  await checkManager(db, personId, managerId);
  await db.batch([
    db.prepare("UPDATE people SET manager = ?2 WHERE id = ?1").bind(personId, managerId),
    auditRow(db, { actor: actor.id, action: "person.manager", objectKind: "person", objectId: personId, outcome: "done" }),
  ]);
  return { ...person, manager: managerId };
}

/** @throws as setManager: may this person manage that one? */
export async function checkManager(db: D1Database, personId: string, managerId: string | null): Promise<void> {
  const manager = managerId === null ? null : await readPerson(db, managerId);
  if (managerId !== null && manager?.standing !== "member") throw new PasserelleError("not_found");
  if (await leadsTo(db, managerId, personId)) throw new PasserelleError("invalid_input", { field: "manager" });
}

/** Does the chain of managers above `from` come by `to`? */
async function leadsTo(db: D1Database, from: string | null, to: string): Promise<boolean> {
  let at = from;
  for (let level = 0; at !== null; level++) {
    if (at === to || level > LEVELS) return true;
    at = (await readPerson(db, at))?.manager ?? null;
  }
  return false;
}
