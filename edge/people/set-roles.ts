/** Roles: given by an admin, or claimed once by a workspace owner when the deployment names no admin. */
import { raiseAlerts } from "../alerts/tell-alerts.ts";
import { auditRefusal, auditRow } from "../audit/audit.ts";
import { PasserelleError } from "../errors.ts";
import type { House } from "../house.ts";
import { may } from "./may.ts";
import { readPerson } from "./people-store.ts";
import type { Person, Role } from "./person.ts";

const POWERFUL: Role[] = ["admin", "director", "accounting", "hr"];

/** @throws PasserelleError `forbidden`, `not_found`, `conflict` (the last admin would be gone) */
export async function setRoles(house: House, actor: Person, personId: string, roles: Role[]): Promise<Person> {
  const { db } = house;
  if (!may(actor, "person.roles")) {
    await auditRefusal(db, { actor: actor.id, action: "person.roles", objectKind: "person", objectId: personId, code: "forbidden" });
    throw new PasserelleError("forbidden");
  }
  const person = await readPerson(db, personId);
  if (!person) throw new PasserelleError("not_found");
  const next = [...new Set<Role>([...roles, "employee"])];
  // With power over people or money: each by its name, for who watches the trail (alerts/rules/role-change.ts).
  const powerful = POWERFUL.filter((role) => next.includes(role) && !person.roles.includes(role));
  // In one statement, so that two admins who demote each other at once do not leave the company without one.
  const [changed] = await db.batch([
    db
      .prepare(
        `UPDATE people SET roles = ?2 WHERE id = ?1 AND (?3 OR EXISTS (
           SELECT 1 FROM people p, json_each(p.roles) r WHERE r.value = 'admin' AND p.id <> ?1 AND p.standing = 'member' AND p.blocked_at IS NULL))`,
      )
      .bind(personId, JSON.stringify(next), next.includes("admin") || !person.roles.includes("admin") ? 1 : 0),
    auditRow(db, { actor: actor.id, action: "person.roles", objectKind: "person", objectId: personId, outcome: "done" }),
    ...powerful.map((role) =>
      auditRow(db, { actor: actor.id, action: `person.grant/${role}`, objectKind: "person", objectId: personId, outcome: "done" }),
    ),
  ]);
  if (!changed?.meta.changes) {
    await auditRefusal(db, { actor: actor.id, action: "person.roles", objectKind: "person", objectId: personId, code: "conflict" });
    throw new PasserelleError("conflict", { message: "the last admin" });
  }
  if (powerful.length > 0) house.later(raiseAlerts(house));
  return { ...person, roles: next };
}

/** The first admin, when ADMIN_EMAILS is unset: a workspace owner, once. */
export async function claimAdmin(house: House, person: Person): Promise<"claimed" | "refused"> {
  const { db, settings } = house;
  const eligible = settings.adminEmails.length === 0 && person.workspaceOwner && person.standing === "member";
  const roles = JSON.stringify([...new Set<Role>(["admin", ...person.roles])]);
  const changed =
    eligible &&
    (
      await db.batch([
        db
          .prepare(
            "UPDATE people SET roles = ?2 WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM people p, json_each(p.roles) r WHERE r.value = 'admin' AND p.standing = 'member')",
          )
          .bind(person.id, roles),
        auditRow(db, { actor: person.id, action: "person.claim", objectKind: "person", objectId: person.id, outcome: "done" }),
      ])
    )[0]?.meta.changes === 1;
  if (changed) return "claimed";
  await auditRefusal(db, { actor: person.id, action: "person.claim", objectKind: "person", objectId: person.id, code: "forbidden" });
  return "refused";
}
