/** `/passerelle manager @somebody @manager`: who reports to whom. "nobody" in the manager's place takes it back. */
import { asPasserelleError } from "../../edge/errors.ts";
import { setManager } from "../../edge/people/set-manager.ts";
import type { Desk, Reader } from "../desk.ts";
import { type Answer, answerOf } from "../passerelle/passerelle-messages.ts";
import { namedPerson } from "./named-person.ts";

const NOBODY = /^(nobody|none|personne|aucun|-)$/i;

export async function giveManager(desk: Desk, reader: Reader, text: string, team: string): Promise<Answer> {
  await desk.allow(reader, "person.roles", { kind: "person" });
  const { passerelle } = reader.say;
  const [who = "", whom = "", more] = readRequest(text);
  if (!who || !whom || more) return answerOf(passerelle.managerUsage);
  const person = await namedPerson(desk, reader, who, team);
  if (typeof person === "string") return answerOf(person);
  const manager = NOBODY.test(whom) ? null : await namedPerson(desk, reader, whom, team);
  if (typeof manager === "string") return answerOf(manager);
  try {
    await setManager(desk.house, reader.person, person.id, manager?.id ?? null);
    return answerOf(manager ? passerelle.managerSet(person.name, manager.name) : passerelle.managerNone(person.name));
  } catch (error) {
    const { code } = asPasserelleError(error);
    if (code === "invalid_input") return answerOf(passerelle.managerCircle);
    if (code === "not_found") return answerOf(passerelle.managerNoMember);
    throw error;
  }
}

/** Each begins like a mention, a name behind "@", or an e-mail; names may have several words. */
function readRequest(text: string): string[] {
  const [, front, nobody] = /^(.*\S)[\s,]+(\S+)$/.exec(text) ?? [];
  const named = (part: string) => part.split(/[\s,]+(?=<@|@|\S+@\S)/).map((one) => one.trim());
  return front && nobody && NOBODY.test(nobody) ? [...named(front), nobody] : named(text);
}
