/** SQL of people. */
import type { Reads } from "../store/reads-together.ts";
import type { Actor, Locale, Person, Role } from "./person.ts";
import { ROLES } from "./person.ts";

interface Row {
  id: string;
  team: string;
  slack_user: string;
  email: string | null;
  name: string;
  locale: Locale;
  standing: Exclude<Person["standing"], "blocked">;
  blocked_at: number | null;
  workspace_owner: number;
  roles: string;
  manager: string | null;
  dm_channel: string | null;
  refreshed_at: number;
  home_at: number | null;
}

const fromRow = (row: Row): Person => ({
  id: row.id,
  team: row.team,
  slackUser: row.slack_user,
  email: row.email,
  name: row.name,
  locale: row.locale,
  standing: row.blocked_at === null || row.standing === "gone" ? row.standing : "blocked",
  workspaceOwner: row.workspace_owner === 1,
  roles: (JSON.parse(row.roles) as Role[]).filter((role) => ROLES.includes(role)),
  manager: row.manager,
  dmChannel: row.dm_channel,
  refreshedAt: row.refreshed_at,
  homeAt: row.home_at,
});

/** @param row of `people`, if there is one */
export const personOf = (row: unknown): Person | null => (row ? fromRow(row as Row) : null);

export const personBySlackUser = (db: Reads, team: string, slackUser: string): D1PreparedStatement =>
  db.prepare("SELECT * FROM people WHERE team = ?1 AND slack_user = ?2").bind(team, slackUser);

/** @param reads what it shares a round trip with */
export async function findPerson(reads: Reads, team: string, slackUser: string): Promise<Person | null> {
  const [found] = await reads.batch([personBySlackUser(reads, team, slackUser)]);
  return personOf(found?.results[0]);
}

export async function readPerson(db: D1Database, id: string): Promise<Person | null> {
  const row = await db.prepare("SELECT * FROM people WHERE id = ?1").bind(id).first<Row>();
  return personOf(row);
}

export async function readPersonByEmail(db: D1Database, email: string): Promise<Person | null> {
  const row = await db.prepare("SELECT * FROM people WHERE email = ?1").bind(email.toLowerCase()).first<Row>();
  return personOf(row);
}

/** As the policy sees them, read anew: roles change between a form and its run. */
export async function actorOf(db: D1Database, personId: string): Promise<Actor | null> {
  const person = await readPerson(db, personId);
  return (
    person && {
      id: person.id,
      standing: person.standing,
      roles: person.roles,
      locale: person.locale,
      workspaceOwner: person.workspaceOwner,
    }
  );
}

/** People by name, for an admin; keyset by (name, id). */
export async function listPeople(db: D1Database, after: { name: string; id: string } | null, limit: number): Promise<Person[]> {
  const { results } = await db
    .prepare("SELECT * FROM people WHERE (name, id) > (?1, ?2) AND standing <> 'gone' ORDER BY name, id LIMIT ?3")
    .bind(after?.name ?? "", after?.id ?? "", limit)
    .all<Row>();
  return results.map(fromRow);
}

/** By the name that Slack shows, whole. */
export async function findPeopleByName(db: D1Database, name: string, limit: number): Promise<Person[]> {
  const { results } = await db
    .prepare("SELECT * FROM people WHERE name = ?1 COLLATE NOCASE AND standing <> 'gone' ORDER BY id LIMIT ?2")
    .bind(name.trim(), limit)
    .all<Row>();
  return results.map(fromRow);
}

export async function noteHome(db: D1Database, personId: string, at: number | null): Promise<void> {
  await db.prepare("UPDATE people SET home_at = ?2 WHERE id = ?1").bind(personId, at).run();
}

/** Who is told what admins should know. */
export const listAdmins = (db: D1Database): Promise<Person[]> => listMembers(db, "admin");

export async function listMembers(db: D1Database, role: Role): Promise<Person[]> {
  const { results } = await db
    .prepare(
      "SELECT * FROM people WHERE standing = 'member' AND blocked_at IS NULL AND EXISTS (SELECT 1 FROM json_each(roles) WHERE value = ?1) ORDER BY name, id LIMIT 50",
    )
    .bind(role)
    .all<Row>();
  return results.map(fromRow);
}

export async function keepDmChannel(db: D1Database, personId: string, channel: string): Promise<void> {
  await db.prepare("UPDATE people SET dm_channel = ?2 WHERE id = ?1 AND dm_channel IS NOT ?2").bind(personId, channel).run();
}
