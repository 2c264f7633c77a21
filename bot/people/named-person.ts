/** Somebody, as an admin types them: `<@U123|amelie>` where Slack made a mention, an e-mail, or `@name` where it did not. */
import { fold } from "../../edge/companies/names.ts";
import { findPeopleByName, findPerson, listPeople, readPersonByEmail } from "../../edge/people/people-store.ts";
import type { Person } from "../../edge/people/person.ts";
import type { Desk, Reader } from "../desk.ts";
import { oneLine, shorten } from "../text/words.ts";

const PAGE = 500;

/** The person, or the sentence that says why there is none. */
export async function namedPerson({ house: { db } }: Desk, { say }: Reader, who: string, team: string): Promise<Person | string> {
  const mention = /^<@([A-Z0-9]+)/.exec(who);
  if (mention) return (await findPerson(db, team, mention[1] as string)) ?? say.passerelle.personUnknown;
  if (!who.startsWith("@")) return (await readPersonByEmail(db, who)) ?? say.passerelle.personUnknown;
  const name = who.slice(1);
  const called = await peopleCalled(db, name);
  if (called.length > 1) return say.passerelle.personAmbiguous(shorten(oneLine(name), 80));
  return called[0] ?? say.passerelle.personUnknown;
}

/** By the whole name as Slack shows it, else by name or first name whatever its accents. Two are enough to know that it is not clear. */
async function peopleCalled(db: D1Database, name: string): Promise<Person[]> {
  const exact = await findPeopleByName(db, name, 2);
  if (exact.length > 0) return exact;
  const typed = fold(name);
  const found: Person[] = [];
  let after: { name: string; id: string } | null = null;
  do {
    const page: Person[] = await listPeople(db, after, PAGE);
    found.push(...page.filter((person) => [fold(person.name), fold(person.name).split(" ")[0]].includes(typed)));
    const last = page.at(-1);
    after = last && page.length === PAGE ? { name: last.name, id: last.id } : null;
  } while (after && found.length < 2);
  return found;
}
