/** What a new house holds: the people of the sandbox's company, with their roles. Run with the state folder as its argument. */
import { join } from "node:path";
import { getPlatformProxy } from "wrangler";
import { root } from "./set-up.mjs";
import { type SandboxPerson, sandboxPeople, sandboxTeam } from "./slack/people.ts";

async function addSampleData(folder: string) {
  const { env, dispose } = await getPlatformProxy<{ DB: D1Database }>({
    configPath: join(root, "wrangler.toml"),
    envFiles: [],
    persist: { path: join(folder, "state/v3") },
  });
  try {
    await env.DB.batch(sandboxPeople.map((person) => personRow(env.DB, person)));
  } finally {
    await dispose();
  }
}

const idOf = (slackUser: string) => `P-${slackUser}`;

function personRow(db: D1Database, person: SandboxPerson) {
  const now = Date.now();
  return db
    .prepare(
      `INSERT INTO people (id, team, slack_user, email, name, locale, standing, workspace_owner, roles, manager, refreshed_at, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    )
    .bind(
      idOf(person.id),
      sandboxTeam.id,
      person.id,
      person.email,
      person.name,
      person.locale.startsWith("en") ? "en" : "fr",
      person.slackRole === "guest" ? "guest" : "member",
      person.slackRole === "owner" ? 1 : 0,
      JSON.stringify(person.passerelleRoles),
      person.manager && idOf(person.manager),
      now,
      now,
    );
}

const [folder] = process.argv.slice(2);
if (!folder) throw new Error("sample-data.ts wants the state folder");
await addSampleData(folder);
