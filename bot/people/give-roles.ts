/** `/passerelle role @somebody sales, accounting`: for admins. */
import { fold } from "../../edge/companies/names.ts";
import { asPasserelleError } from "../../edge/errors.ts";
import { ROLES, type Role } from "../../edge/people/person.ts";
import { setRoles } from "../../edge/people/set-roles.ts";
import type { Desk, Reader } from "../desk.ts";
import { type Answer, answerOf } from "../passerelle/passerelle-messages.ts";
import { nearest } from "../passerelle/unknown-commands.ts";
import { textsOf } from "../text/text.ts";
import { oneLine, shorten } from "../text/words.ts";
import { namedPerson } from "./named-person.ts";
import { rolesText } from "./people-message.ts";

/** Replaces what they had; everybody stays an employee. */
export async function giveRoles(desk: Desk, reader: Reader, text: string, team: string): Promise<Answer> {
  await desk.allow(reader, "person.roles", { kind: "person" });
  const { say } = reader;
  const labels = ROLES.map((role) => say.roles[role]);
  const { who, words } = readRequest(text);
  if (!who || words.length === 0) return answerOf(say.passerelle.roleUsage(labels.join(", ")));
  const wrong = words.find((word) => !roleOf(word));
  if (wrong) return answerOf(say.passerelle.roleUnknown(shorten(oneLine(wrong), 40), nearest(wrong, [...ROLES, ...labels])));
  const person = await namedPerson(desk, reader, who, team);
  if (typeof person === "string") return answerOf(person);
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

/** Somebody, then roles: a mention and an e-mail are one word, a name behind "@" ends where the roles begin. */
function readRequest(text: string): { who: string; words: string[] } {
  const [, who = "", rest = ""] = /^(<@[^>]+>|[^\s@]\S*@\S+)(?:[\s,]+(.*))?$/s.exec(text) ?? [];
  if (who) return { who, words: wordsOf(rest) };
  if (!text.startsWith("@")) return { who: "", words: [] };
  const [named = "", ...more] = text.split(",");
  const name = named.split(/\s+/).filter(Boolean);
  const words: string[] = [];
  // The last word stands for a role even when it is none: it is then named as mistyped.
  while (name.length > 1 && (words.length + more.length === 0 || roleOf(name.at(-1) as string))) words.unshift(name.pop() as string);
  return { who: name.join(" "), words: [...words, ...more.flatMap(wordsOf)] };
}

const wordsOf = (text: string) => text.split(/[\s,]+/).filter(Boolean);

/** By its English word, which is what the README's table says, or as either language shows it. */
function roleOf(word: string): Role | undefined {
  const typed = fold(word);
  return ROLES.find((role) => [role, fold(textsOf("fr").roles[role]), fold(textsOf("en").roles[role])].includes(typed));
}
