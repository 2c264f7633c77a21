/**
 * Gets to know a Slack user: matched to a person by e-mail once, then by user id; refreshed when Slack tells of a change.
 * Nobody's roles change here, but for the first admins: those whose e-mail is in ADMIN_EMAILS.
 */
import { auditRow } from "../audit/audit.ts";
import type { House } from "../house.ts";
import { intentId } from "../runs/intent.ts";
import { findPerson, readPersonByEmail } from "./people-store.ts";
import type { Person, Role } from "./person.ts";

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

export async function knowPerson(house: House, seen: SeenUser): Promise<Person> {
  const { db, settings } = house;
  const now = Date.now();
  const email = seen.email?.toLowerCase() || null;
  const known = (await findPerson(db, seen.team, seen.slackUser)) ?? (email ? await readPersonByEmail(db, email) : null);
  const id = known?.id ?? `p${await intentId("person", seen.team, seen.slackUser)}`;
  const standing = seen.gone ? "gone" : seen.guest ? "guest" : "member";
  const roles: Role[] = known?.roles ?? ["employee"];
  const appointed = email !== null && settings.adminEmails.includes(email) && standing === "member";
  if (appointed && !roles.includes("admin")) roles.push("admin");
  await db.batch([
    db
      .prepare(
        `INSERT INTO people (id, team, slack_user, email, name, locale, standing, workspace_owner, roles, refreshed_at, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10)
         ON CONFLICT (id) DO UPDATE SET team = ?2, slack_user = ?3, email = coalesce(?4, email), name = ?5, locale = ?6, standing = ?7,
           workspace_owner = ?8, roles = ?9, refreshed_at = ?10`,
      )
      .bind(
        id,
        seen.team,
        seen.slackUser,
        email,
        seen.name,
        languageOf(seen.locale, house),
        standing,
        seen.workspaceOwner ? 1 : 0,
        JSON.stringify(roles),
        now,
      ),
    ...(appointed && !known?.roles.includes("admin")
      ? [auditRow(db, { actor: id, action: "person.roles", objectKind: "person", objectId: id, outcome: "done" }, now)]
      : []),
  ]);
  return (await findPerson(db, seen.team, seen.slackUser)) as Person;
}

/** French and English we speak; anybody else is spoken to in the company's language. */
function languageOf(tag: string, house: House): "fr" | "en" {
  const language = tag.slice(0, 2).toLowerCase();
  return language === "fr" || language === "en" ? language : house.settings.language;
}
