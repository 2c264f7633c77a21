/**
 * auth.test and users.*. E-mail addresses only with users:read.email, locales only when asked for.
 * Source: https://docs.slack.dev/reference/objects/user-object (read 2026-11).
 */
import type { Inside } from "../inside.ts";
import type { SlackPerson } from "../people.ts";
import { APP } from "../workspace.ts";
import { type Args, type Method, truthy } from "./method.ts";
import { SlackRefusal } from "./refusal.ts";

/** The person's handle: what stands before the @ of the address. */
export const handleOf = (person: SlackPerson) => person.email.split("@")[0] as string;

/** The offset of the person's time zone at this moment, in seconds. */
function offsetSeconds(timeZone: string, now: number): number {
  const name =
    new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" }).formatToParts(now).find(({ type }) => type === "timeZoneName")
      ?.value ?? "GMT";
  const [, sign, hours = "0", minutes = "0"] = /GMT([+-])(\d+):(\d+)/.exec(name) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
}

function userObject(person: SlackPerson, args: Args, slack: Inside) {
  const tz = person.tz ?? "Europe/Paris";
  const [firstName = "", ...rest] = person.name.split(" ");
  const standing = person.deleted
    ? {}
    : {
        is_admin: person.slackRole === "admin" || person.slackRole === "owner",
        is_owner: person.slackRole === "owner",
        is_primary_owner: person.slackRole === "owner",
        is_restricted: person.slackRole === "guest",
        is_ultra_restricted: false,
        tz,
        tz_label: tz,
        tz_offset: offsetSeconds(tz, slack.now()),
      };
  return {
    id: person.id,
    team_id: slack.team.id,
    name: handleOf(person),
    real_name: person.name,
    deleted: person.deleted === true,
    is_bot: false,
    is_app_user: false,
    ...standing,
    ...(truthy(args.include_locale) ? { locale: person.locale } : {}),
    profile: {
      real_name: person.name,
      display_name: person.name,
      first_name: firstName,
      last_name: rest.join(" "),
      title: person.title ?? "",
      ...(slack.scopes.includes("users:read.email") ? { email: person.email } : {}),
      team: slack.team.id,
    },
  };
}

function info(args: Args, slack: Inside) {
  const person = slack.workspace.person(String(args.user));
  if (!person) throw new SlackRefusal("user_not_found");
  return { user: userObject(person, args, slack) };
}

function lookupByEmail(args: Args, slack: Inside) {
  const person = slack.workspace.state.people.find(
    ({ email, deleted }) => !deleted && email.toLowerCase() === String(args.email).toLowerCase(),
  );
  if (!person) throw new SlackRefusal("users_not_found");
  return { user: userObject(person, args, slack) };
}

function list(args: Args, slack: Inside) {
  return { members: slack.workspace.state.people.map((person) => userObject(person, args, slack)), response_metadata: { next_cursor: "" } };
}

function authTest(_args: Args, slack: Inside) {
  return {
    url: `https://${slack.team.domain}.slack.com/`,
    team: slack.team.name,
    user: APP.handle,
    team_id: slack.team.id,
    user_id: APP.userId,
    bot_id: APP.botId,
    is_enterprise_install: false,
  };
}

export const userMethods: Record<string, Method> = {
  "auth.test": { run: authTest },
  "users.info": { scope: "users:read", formOnly: true, needs: ["user"], run: info },
  "users.lookupByEmail": { scope: "users:read.email", formOnly: true, needs: ["email"], run: lookupByEmail },
  "users.list": { scope: "users:read", formOnly: true, run: list },
};
