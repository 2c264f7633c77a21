/** What Slack says of one of its users, in our words. */
import type { SeenUser } from "../../edge/people/know-person.ts";

/** The part of users.info and user_change that we read. */
export interface SlackUser {
  id?: string;
  deleted?: boolean;
  is_bot?: boolean;
  is_owner?: boolean;
  is_primary_owner?: boolean;
  is_restricted?: boolean;
  is_ultra_restricted?: boolean;
  is_stranger?: boolean;
  locale?: string;
  name?: string;
  real_name?: string;
  profile?: { email?: string; real_name?: string; display_name?: string };
}

/** Mistyped is as good as not said. */
const text = (value: unknown) => (typeof value === "string" ? value : "");

export const seenUser = (team: string, user: SlackUser): SeenUser => ({
  team,
  slackUser: String(user.id),
  email: text(user.profile?.email) || null,
  name: text(user.profile?.real_name) || text(user.real_name) || text(user.profile?.display_name) || text(user.name),
  locale: text(user.locale),
  guest: Boolean(user.is_restricted || user.is_ultra_restricted),
  gone: Boolean(user.deleted),
  workspaceOwner: Boolean(user.is_owner || user.is_primary_owner),
});
