/**
 * Who gives power to whom. A role given at the office, by an admin of some days' standing, to somebody else, is told to the
 * other admins and no more; anything else about power is an alert.
 */
import { DAY_MS, type Finding, HOUR_MS, isPerson, type Rule, type TrailRow } from "../alert.ts";
import { inOfficeHours } from "../office-hours.ts";
import { type Counts, countUp } from "./counts.ts";

/** An admin who was made one since then appoints others. */
const FRESH_MS = 7 * DAY_MS;
const GRANT = /^person\.grant\/(\w+)$/;

export const roleChange: Rule<"roles"> = (row, { limits, of }) => {
  if (row.outcome !== "done") return null;
  const [, role = ""] = GRANT.exec(row.action) ?? [];
  if (!role) return otherPower(row);
  const object = row.object_id ?? "";
  const giver = of(row.actor);
  const why = whyOdd(row, role, giver.adminSince as number | undefined) ?? (inOfficeHours(row.at, limits) ? null : "hours");
  if (role !== "admin") return finding(row, why, role);
  of(object).adminSince = row.at;
  giver.appointed ??= [];
  const many = countUp(giver.appointed as Counts, Math.floor(row.at / HOUR_MS), 24) > 1;
  return finding(row, why ?? (many ? "many" : null), role);
};

function whyOdd(row: TrailRow, role: string, adminSince: number | undefined): string | null {
  // ADMIN_EMAILS makes admins too: of whoever can change a deployment, or an e-mail address.
  if (!isPerson(row.actor)) return "settings";
  if (row.actor === row.object_id) return "self";
  return role === "admin" && adminSince !== undefined && row.at < adminSince + FRESH_MS ? "fresh" : null;
}

/** An admin is blocked, or the watch itself is changed. */
function otherPower(row: TrailRow): ReturnType<Rule<"roles">> {
  if (row.action === "person.block/admin") return finding(row, "blocked", "admin");
  return row.action === "alert.settings" ? finding(row, null, "") : null;
}

function finding({ actor, object_id }: TrailRow, why: string | null, role: string): Omit<Finding, "rule"> {
  const object = object_id ?? "";
  const person = isPerson(actor) ? actor : isPerson(object) ? object : null;
  return { level: why ? "alert" : "notice", person, what: `${object}/${role}`, count: 1, evidence: { why: why ?? "", role, object } };
}
