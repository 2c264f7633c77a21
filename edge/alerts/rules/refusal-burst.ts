/** Somebody tries many doors that are closed to them. Who is blocked is refused too, and that is no news. */
import { isPerson, type Rule } from "../alert.ts";
import { type Counts, countUp, isNews } from "./counts.ts";

const CODES = ["forbidden", "guest", "other_team"];

export const refusalBurst: Rule<"refusals"> = (row, { limits, of }) => {
  if (row.outcome !== "refused" || !CODES.includes(row.code ?? "")) return null;
  const memory = of(row.actor);
  memory.minutes ??= [];
  const count = countUp(memory.minutes as Counts, Math.floor(row.at / 60_000), limits.minutes);
  if (count < limits.count || !isNews(memory, row.at, count)) return null;
  // A stranger through a shared channel has nothing here that could be blocked.
  const person = isPerson(row.actor) ? row.actor : null;
  return { level: "alert", person, what: person ? "" : row.actor, count, evidence: { minutes: limits.minutes, code: row.code ?? "" } };
};
