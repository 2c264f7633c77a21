/** For admins: who Passerelle knows, and which roles they have. */
import type { KnownBlock } from "@slack/types";
import { fold } from "../edge/companies/names.ts";
import { asPasserelleError } from "../edge/errors.ts";
import { findPerson, listPeople, readPersonByEmail } from "../edge/people/people-store.ts";
import { type Person, ROLES, type Role } from "../edge/people/person.ts";
import { setRoles } from "../edge/people/set-roles.ts";
import type { Desk, Reader } from "./desk.ts";
import { button, buttons, entry, header } from "./forms.ts";
import { type Answer, answerOf } from "./passerelle-messages.ts";
import { type Texts, textsOf } from "./text/text.ts";
import { nearest } from "./unknown-commands.ts";
import { oneLine, shorten } from "./words.ts";

export const MORE_PEOPLE = "people_more";
const PAGE = 20;

/** @param after the last one shown, null for the first page */
export async function peopleMessage(desk: Desk, reader: Reader, after: { name: string; id: string } | null): Promise<Answer> {
  await desk.allow(reader, "person.read", { kind: "person" });
  const { say } = reader;
  const people = await listPeople(desk.house.db, after, PAGE + 1);
  const shown = people.slice(0, PAGE);
  // A page among several says nothing of how many there are.
  const title = people.length > PAGE || after ? say.passerelle.helpPeople : say.passerelle.people(people.length);
  const last = shown.at(-1);
  const more =
    people.length > PAGE && last
      ? buttons(button(MORE_PEOPLE, say.passerelle.peopleMore, JSON.stringify({ name: last.name, id: last.id })))
      : [];
  const blocks: KnownBlock[] = [header(title), ...shown.map((person) => personEntry(say, person)), ...more];
  return answerOf(title, blocks);
}

const personEntry = (say: Texts, person: Person) =>
  entry(
    person.name || person.slackUser,
    [say.passerelle.standing[person.standing], rolesText(say, person.roles), person.email].filter(Boolean).join(" · "),
  );

const rolesText = (say: Texts, roles: Role[]) => say.list(roles.map((role) => say.roles[role]));

/** `role @somebody sales, accounting`: replaces what they had; everybody stays an employee. */
export async function giveRoles(desk: Desk, reader: Reader, text: string, team: string): Promise<Answer> {
  await desk.allow(reader, "person.roles", { kind: "person" });
  const { say } = reader;
  const all = ROLES.join(", ");
  const { who, words } = readRequest(text);
  if (!who || words.length === 0) return answerOf(say.passerelle.roleUsage(all));
  const wrong = words.find((word) => !roleOf(word));
  if (wrong) return answerOf(say.passerelle.roleUnknown(shorten(oneLine(wrong), 40), nearest(wrong, [...ROLES])));
  const person = await personOf(desk, who, team);
  if (!person) return answerOf(say.passerelle.personUnknown);
  try {
    const changed = await setRoles(
      desk.house,
      reader.person,
      person.id,
      words.map((word) => roleOf(word) as Role),
    );
    return answerOf(say.passerelle.roleSet(changed.name, rolesText(say, changed.roles)));
  } catch (error) {
    if (asPasserelleError(error).code === "conflict") return answerOf(say.passerelle.lastAdmin);
    throw error;
  }
}

/** `<@U123|amelie>` as Slack writes a mention, an e-mail, or `@name` where Slack did not make a mention of it. */
function readRequest(text: string): { who: string; words: string[] } {
  const [, who = "", rest = ""] = /^(<@[^>]+>|\S+@\S+|@[^,]*?)(?:[\s,]+([\p{L}, ]*))?$/u.exec(text) ?? [];
  return { who, words: rest.split(/[\s,]+/).filter(Boolean) };
}

/** By its English word, which is what the README's table says, or as either language shows it. */
function roleOf(word: string): Role | undefined {
  const typed = fold(word);
  return ROLES.find((role) => [role, fold(textsOf("fr").roles[role]), fold(textsOf("en").roles[role])].includes(typed));
}

async function personOf({ house: { db } }: Desk, who: string, team: string): Promise<Person | null> {
  const mention = /^<@([A-Z0-9]+)/.exec(who);
  if (mention) return findPerson(db, team, mention[1] as string);
  return who.startsWith("@") ? personByName(db, who.slice(1)) : readPersonByEmail(db, who);
}

/** Null when nobody, or more than one, is called that. */
async function personByName(db: D1Database, name: string): Promise<Person | null> {
  const typed = fold(name);
  const named = (await listPeople(db, null, 500)).filter((person) => [fold(person.name), fold(person.name).split(" ")[0]].includes(typed));
  return named.length === 1 ? (named[0] as Person) : null;
}
