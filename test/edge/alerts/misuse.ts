/** One fixture a rule: what somebody does who means no good, and who should be named for it. */
import { DAY_MS, type Entry, entry, granted, HOUR_MS, looked, MINUTE_MS, personId, refused } from "./trail.ts";

export interface Misuse {
  name: string;
  rule: string;
  /** Person it is about; null = nobody of ours. */
  person: string | null;
  entries: Entry[];
}

const times = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

/** @param at a working day at ten in the morning, Paris; @param first number of persons that nobody else has */
export function misuses(at: number, first: number): Misuse[] {
  const who = (i: number) => personId(first + i);
  const night = at + 13 * HOUR_MS;
  /** Within the months that the bench puts around it. */
  const asleep = (person: string) => looked(at - 66 * DAY_MS, person, "old");
  return [
    {
      name: "opens 60 clients in half an hour",
      rule: "bulk",
      person: who(0),
      entries: times(60, (i) => looked(at + i * 30_000, who(0), `bulk${i}`)),
    },
    {
      name: "searches through 400 clients in an hour",
      rule: "bulk",
      person: who(1),
      entries: times(400, (i) => looked(at + i * 8_000, who(1), `found${i}`, "client.search")),
    },
    {
      name: "opens 30 clients an hour, all day long",
      rule: "bulk",
      person: who(2),
      entries: times(210, (i) => looked(at + i * 2 * MINUTE_MS, who(2), `slow${i}`)),
    },
    {
      name: "is refused 25 times",
      rule: "refusals",
      person: who(3),
      entries: times(25, (i) => refused(at + i * MINUTE_MS, who(3))),
    },
    {
      name: "a stranger knocks 12 times",
      rule: "refusals",
      person: null,
      entries: times(12, (i) => refused(at + i * MINUTE_MS, "U0STRANGER", "other_team")),
    },
    { name: "makes themself accountant", rule: "roles", person: who(4), entries: [granted(at, who(4), "accounting", who(4))] },
    { name: "appoints an admin at night", rule: "roles", person: who(5), entries: [granted(night, who(5), "admin", who(6))] },
    {
      name: "is made admin, and appoints another the same day",
      rule: "roles",
      person: who(7),
      entries: [granted(at, who(8), "admin", who(7)), granted(at + 2 * HOUR_MS, who(7), "admin", who(9))],
    },
    {
      name: "is made admin by an address in ADMIN_EMAILS",
      rule: "roles",
      person: who(10),
      entries: [granted(at, "settings", "admin", who(10))],
    },
    {
      name: "blocks an admin",
      rule: "roles",
      person: who(11),
      entries: [entry(at, who(11), "person.block/admin", { object_kind: "person", object_id: who(12) })],
    },
    {
      name: "exports for the first time",
      rule: "doors",
      person: who(13),
      entries: [entry(at, who(13), "client.export"), entry(at + HOUR_MS, who(13), "client.export")],
    },
    {
      name: "reads with an HTTP key that nobody has used before",
      rule: "doors",
      person: null,
      entries: [entry(at, "http", "http.health"), entry(at + DAY_MS, "http", "http.health")],
    },
    {
      name: "wakes after two months and changes 40 clients",
      rule: "dormant",
      person: who(14),
      entries: [asleep(who(14)), ...times(40, (i) => entry(at + i * 5 * MINUTE_MS, who(14), "client.update", { object_id: `c${i}` }))],
    },
    {
      name: "wakes after two months and gives a role",
      rule: "dormant",
      person: who(15),
      entries: [asleep(who(15)), granted(at, who(15), "hr", who(16))],
    },
  ];
}
