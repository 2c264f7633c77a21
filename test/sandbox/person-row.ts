/** A person of the sandbox as a row of the Worker's table `people`: known, with their roles, before they first knock. */
import { type SandboxPerson, sandboxTeam } from "./slack/people.ts";

export const personIdOf = (slackUser: string) => `P-${slackUser}`;

export const PERSON_ROW = `INSERT INTO people (id, team, slack_user, email, name, locale, standing, workspace_owner, roles, manager, refreshed_at, created_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`;

/** In the order of PERSON_ROW. */
export function personValues(person: SandboxPerson, now = Date.now()): (string | number | null)[] {
  return [
    personIdOf(person.id),
    sandboxTeam.id,
    person.id,
    person.email,
    person.name,
    person.locale.startsWith("en") ? "en" : "fr",
    person.slackRole === "guest" ? "guest" : "member",
    person.slackRole === "owner" ? 1 : 0,
    JSON.stringify(person.passerelleRoles),
    person.manager && personIdOf(person.manager),
    now,
    now,
  ];
}
