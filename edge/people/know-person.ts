/**
 * Gets to know a Slack user: matched to a person by e-mail once, then by user id; refreshed when Slack tells of a change.
 * Nobody's roles change here, but for the first admins: those whose e-mail is in ADMIN_EMAILS.
 */
import { auditRow } from "../audit/audit.ts";
import { PasserelleError } from "../errors.ts";
import type { House } from "../house.ts";
import { intentId } from "../runs/intent.ts";
import { findPerson, readPersonByEmail } from "./people-store.ts";
import type { Person } from "./person.ts";

/** What Slack says of one of its users (users.info, user_change). */
export interface SeenUser {
  team: string;
  slackUser: string;
  email: string | null;
  name: string;
  /** IETF tag, "fr-FR"; empty when Slack did not say. */
  locale: string;
  guest: boolean;
  gone: boolean;
  workspaceOwner: boolean;
}

/** @throws PasserelleError `other_team`: the first workspace that spoke to us is ours, a guest from another is a stranger */
export async function knowPerson(house: House, seen: SeenUser): Promise<Person> {
  const { db } = house;
  await ourTeam(db, seen.team);
  const now = Date.now();
  const email = seen.email?.toLowerCase() || null;
  const known = (await findPerson(db, seen.team, seen.slackUser)) ?? (email ? await whoLeft(db, seen.team, email) : null);
  const id = known?.id ?? `p${await intentId("person", seen.team, seen.slackUser)}`;
  const standing = seen.gone ? "gone" : seen.guest ? "guest" : "member";
  const locale = languageOf(seen.locale) ?? known?.locale ?? house.settings.language;
  await db.batch([
    // An address that somebody else has by now stays theirs; roles are given elsewhere.
    db
      .prepare(
        `INSERT INTO people (id, team, slack_user, email, name, locale, standing, workspace_owner, refreshed_at, created_at)
         VALUES (?1, ?2, ?3, (SELECT ?4 WHERE NOT EXISTS (SELECT 1 FROM people WHERE email = ?4 AND id <> ?1)), ?5, ?6, ?7, ?8, ?9, ?9)
         ON CONFLICT (id) DO UPDATE SET team = ?2, slack_user = ?3, email = coalesce(excluded.email, email), name = ?5, locale = ?6,
           standing = ?7, workspace_owner = ?8, refreshed_at = ?9`,
      )
      .bind(id, seen.team, seen.slackUser, email, seen.name, locale, standing, seen.workspaceOwner ? 1 : 0, now),
    ...(email !== null && standing === "member" && house.settings.adminEmails.includes(email) ? appoint(db, id, now) : []),
  ]);
  return (await findPerson(db, seen.team, seen.slackUser)) as Person;
}

async function ourTeam(db: D1Database, team: string): Promise<void> {
  const [, ours] = await db.batch<{ value: string }>([
    db.prepare("INSERT INTO settings (key, value) VALUES ('slack_team', ?1) ON CONFLICT DO NOTHING").bind(team),
    db.prepare("SELECT value FROM settings WHERE key = 'slack_team'"),
  ]);
  if (ours?.results[0]?.value !== team) throw new PasserelleError("other_team");
}

/** The same person under a new Slack account: only when the old one is gone, or was never there. */
async function whoLeft(db: D1Database, team: string, email: string): Promise<Person | null> {
  const person = await readPersonByEmail(db, email);
  return person && person.team === team && (person.standing === "gone" || person.slackUser === "") ? person : null;
}

const appoint = (db: D1Database, id: string, now: number) => [
  db
    .prepare(
      "UPDATE people SET roles = json_insert(roles, '$[#]', 'admin') WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM json_each(roles) WHERE value = 'admin')",
    )
    .bind(id),
  auditRow(db, { actor: id, action: "person.roles", objectKind: "person", objectId: id, outcome: "done" }, now),
  auditRow(db, { actor: "settings", action: "person.grant/admin", objectKind: "person", objectId: id, outcome: "done" }, now),
];

/** French and English we speak; null = another language, or Slack did not say. */
function languageOf(tag: string): "fr" | "en" | null {
  const language = tag.slice(0, 2).toLowerCase();
  return language === "fr" || language === "en" ? language : null;
}
