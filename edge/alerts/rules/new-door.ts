/** A way in or out of the house that the company has never used, or a grave one that this person has not. */
import { DAY_MS, isPerson, type Rule } from "../alert.ts";

/** By what the action is called. `own`: each person's first time counts too. */
const DOORS: { door: string; is: RegExp; own?: true }[] = [
  { door: "export", is: /export/, own: true },
  { door: "erase", is: /eras/, own: true },
  { door: "key", is: /^http\.|key/, own: true },
  { door: "import", is: /import/ },
  { door: "mail", is: /^mail-in\.|^mail\.(in|receive)/ },
];

export const doorOf = (action: string) => DOORS.find(({ is }) => is.test(action));

export const newDoor: Rule<"doors"> = (row, { limits, of }) => {
  const company = of("");
  company.since ??= row.at;
  const used = row.outcome === "done" && doorOf(row.action);
  if (!used) return null;
  const { door, own } = used;
  const newToUs = isNew(company, door);
  const newToThem = isNew(of(row.actor), door);
  if (!(newToUs || (own && newToThem)) || row.at < company.since + limits.days * DAY_MS) return null;
  return {
    level: "alert",
    person: isPerson(row.actor) ? row.actor : null,
    what: newToUs ? `/${door}` : door,
    count: 1,
    evidence: { door, first: newToUs ? "company" : "person" },
  };
};

function isNew(memory: { doors?: string[] }, door: string): boolean {
  if (memory.doors?.includes(door)) return false;
  memory.doors = [...(memory.doors ?? []), door];
  return true;
}
