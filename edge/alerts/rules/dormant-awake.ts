/** An account that slept for weeks does much on the day it comes back, or something grave. Coming back from leave is neither. */
import { DAY_MS, isPerson, type Rule } from "../alert.ts";
import { doorOf } from "./new-door.ts";

const GRAVE = /^person\.(grant|block)\b/;

export const dormantAwake: Rule<"dormant"> = (row, { limits, of }) => {
  if (!isPerson(row.actor)) return null;
  const memory = of(row.actor);
  const idleMs = row.at - (memory.last ?? row.at);
  memory.last = row.at;
  if (idleMs >= limits.days * DAY_MS) Object.assign(memory, { woke: row.at, slept: Math.floor(idleMs / DAY_MS), acts: 0 });
  if (memory.woke === undefined || row.outcome !== "done" || row.action === "client.search") return null;
  if (row.at >= memory.woke + DAY_MS) {
    delete memory.woke;
    return null;
  }
  memory.acts++;
  const grave = GRAVE.test(row.action) || Boolean(doorOf(row.action));
  if (!grave && memory.acts < limits.acts) return null;
  delete memory.woke;
  return {
    level: "alert",
    person: row.actor,
    what: "",
    count: memory.acts,
    evidence: { days: memory.slept, action: grave ? row.action : "" },
  };
};
