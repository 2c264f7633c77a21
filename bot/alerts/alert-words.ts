/** What stood out, in a sentence or two. */
import type { Alert } from "../../edge/alerts/alert.ts";
import type { LimitsId } from "../../edge/alerts/thresholds.ts";
import type { Role } from "../../edge/people/person.ts";
import type { Texts } from "../text/text.ts";

/** @param nameOf of a person's id */
export function alertSentences(say: Texts, { rule, person, evidence, count }: Alert, nameOf: (id: string) => string): string {
  const { alerts, number, instant } = say;
  const who = person ? nameOf(person) : alerts.somebody;
  const { kind, span, usual, minutes, door, first, days, action, since, until, why, role, object } = evidence;
  switch (rule) {
    case "bulk":
      return alerts.looked(who, number(count), kind === "opened", span === "day", usual ? number(Number(usual)) : "");
    case "refusals":
      return alerts.refused(who, number(count), number(Number(minutes)));
    case "doors":
      return alerts.first(alerts.doors[String(door)] ?? String(door), person ? who : "", first === "company");
    case "dormant":
      return alerts.awake(who, number(Number(days)), action ? alerts.grave : alerts.acts(number(count)));
    case "cron":
      return until ? alerts.cronBack(instant(Number(since)), instant(Number(until))) : alerts.cronStopped(instant(Number(since)));
    case "roles": {
      const whom = nameOf(String(object));
      if (!role) return alerts.changed(who, alerts.rules[object as LimitsId] ?? String(object));
      if (why === "blocked") return alerts.shutOut(who, whom);
      // ADMIN_EMAILS makes admins too: of whoever can change a deployment, or an e-mail address.
      const giver = why === "settings" ? "ADMIN_EMAILS" : who;
      return [alerts.granted(giver, say.roles[role as Role] ?? String(role), whom), alerts.whys[String(why)]].filter(Boolean).join(" ");
    }
  }
}
