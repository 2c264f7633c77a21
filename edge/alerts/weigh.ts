/** Takes the rules through the trail, row by row. Pure: the same rows in the same order find the same, however they are cut into stretches. */
import type { Finding, Memory, Rule, TrailRow } from "./alert.ts";
import { bulkLooks } from "./rules/bulk-looks.ts";
import { dormantAwake } from "./rules/dormant-awake.ts";
import { newDoor } from "./rules/new-door.ts";
import { refusalBurst } from "./rules/refusal-burst.ts";
import { roleChange } from "./rules/role-change.ts";
import type { Limits, RuleId } from "./thresholds.ts";

const RULES: { [R in RuleId]?: Rule<R> } = {
  bulk: bulkLooks,
  refusals: refusalBurst,
  roles: roleChange,
  doors: newDoor,
  dormant: dormantAwake,
};

/** Person → rule → what it remembers. */
export type Memories = Map<string, Memory>;

export interface Found extends Finding {
  at: number;
}

/** Whom the rules may want to remember something of. */
export const personsOf = (rows: TrailRow[]): string[] => [
  ...new Set([
    "",
    ...rows.flatMap(({ actor, object_id, action }) => (action.startsWith("person.") && object_id ? [actor, object_id] : [actor])),
  ]),
];

/** What is found in these rows; `memories` goes on from there. A rule that is off goes on remembering. */
export function weigh(memories: Memories, rows: TrailRow[], limits: Limits): Found[] {
  const found: Found[] = [];
  for (const row of rows) {
    for (const [id, rule] of Object.entries(RULES) as [RuleId, Rule<RuleId>][]) {
      const finding = rule(row, { limits: limits[id], of: (person) => memoryOf(memories, person, id) });
      if (!finding || !limits[id].on) continue;
      const evidence = { ...finding.evidence, row: row.id, ...(row.run_id && { run: row.run_id }) };
      found.push({ ...finding, rule: id, at: row.at, evidence });
    }
  }
  return found;
}

function memoryOf(memories: Memories, person: string, id: RuleId): Memory {
  const all = memories.get(person) ?? {};
  memories.set(person, all);
  all[id] ??= {};
  return all[id] as Memory;
}
