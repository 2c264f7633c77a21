/** What the workspace tells us: a person changed, our token was revoked, the app was removed. */
import type { App, Context } from "@slack/bolt";
import { auditRefusal } from "../edge/audit/audit.ts";
import { knowPerson } from "../edge/people/know-person.ts";
import { findPerson } from "../edge/people/people-store.ts";
import { type SlackUser, seenUser } from "./people/seen-user.ts";

export function workspace(app: App) {
  app.event("user_change", async ({ event, body, context }) => {
    const { house } = context.desk;
    const user: SlackUser = event.user ?? {};
    // Only people who have used Passerelle: we keep nothing about the others.
    if (typeof user.id !== "string" || !(await findPerson(house.db, body.team_id, user.id))) return;
    await knowPerson(house, seenUser(body.team_id, user));
  });

  // Runs wait with `misconfigured` from now on and go on when the token works again.
  const cutOff =
    (action: string) =>
    async ({ body, context }: { body: { team_id: string }; context: Context }) => {
      console.error("slack", action, body.team_id);
      await auditRefusal(context.desk.house.db, {
        actor: "slack",
        action,
        objectKind: "workspace",
        objectId: body.team_id,
        code: "misconfigured",
      });
    };
  app.event("tokens_revoked", cutOff("slack.tokens_revoked"));
  app.event("app_uninstalled", cutOff("slack.app_uninstalled"));
}
