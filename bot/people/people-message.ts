/** For admins: who Passerelle knows, which roles they have, and who manages them. */
import type { KnownBlock } from "@slack/types";
import { may } from "../../edge/people/may.ts";
import { listPeople, readPerson } from "../../edge/people/people-store.ts";
import type { Person, Role } from "../../edge/people/person.ts";
import { sureToBlock, UNBLOCK } from "../alerts/alert-card.ts";
import { BLOCK } from "../alerts/alerts.ts";
import type { Desk, Reader } from "../desk.ts";
import { button, buttons, entry, header } from "../forms.ts";
import { type Answer, answerOf } from "../passerelle/passerelle-messages.ts";
import type { Texts } from "../text/text.ts";

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
  const managers = await namesOf(
    desk.house.db,
    shown.map(({ manager }) => manager),
  );
  const last = shown.at(-1);
  const more =
    people.length > PAGE && last
      ? buttons(button(MORE_PEOPLE, say.passerelle.peopleMore, JSON.stringify({ name: last.name, id: last.id })))
      : [];
  const blocks: KnownBlock[] = [
    header(title),
    ...shown.map((person, index) => personEntry(reader, person, managers.get(person.manager ?? ""), index)),
    ...more,
  ];
  return answerOf(title, blocks);
}

function personEntry({ say, person: reader }: Reader, person: Person, manager: string | undefined, index: number) {
  const name = person.name || person.slackUser;
  return entry(
    name,
    [say.passerelle.standing[person.standing], rolesText(say, person.roles), person.email, manager && say.passerelle.managedBy(manager)]
      .filter(Boolean)
      .join(" · "),
    person.id !== reader.id && may(reader, "person.block") ? blockButton(say, person, name, index) : undefined,
  );
}

function blockButton(say: Texts, { id, standing }: Person, name: string, index: number) {
  const { alerts } = say;
  if (standing === "blocked") return button(`${UNBLOCK}:${index}`, alerts.unblockShort, id, { spoken: alerts.unblock(name) });
  return button(`${BLOCK}:${index}`, alerts.blockShort, id, { spoken: alerts.block(name), confirm: sureToBlock(say, name) });
}

export async function namesOf(db: D1Database, ids: (string | null)[]): Promise<Map<string, string>> {
  const known = [...new Set(ids)].filter((id) => id !== null);
  const people = await Promise.all(known.map((id) => readPerson(db, id)));
  return new Map(people.filter((person) => person !== null).map(({ id, name, slackUser }) => [id, name || slackUser]));
}

export const rolesText = (say: Texts, roles: Role[]) => say.list(roles.map((role) => say.roles[role]));
