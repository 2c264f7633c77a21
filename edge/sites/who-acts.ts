/** In whose name something is done that a site's server or platform asks for. */
import { type Action, may } from "../people/may.ts";
import { listAdmins, readPerson } from "../people/people-store.ts";
import type { Person } from "../people/person.ts";
import type { Site } from "./site.ts";

/** Who made the site, while they may; else an admin: a shop goes on when somebody leaves. Null = there is none. */
export async function whoActs(db: D1Database, { createdBy }: Pick<Site, "createdBy">, action: Action): Promise<Person | null> {
  const maker = await readPerson(db, createdBy);
  return maker && may(maker, action) ? maker : ((await listAdmins(db))[0] ?? null);
}
