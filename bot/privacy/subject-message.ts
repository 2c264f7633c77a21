/** /passerelle export-person and erase-person: whom the words may mean, each with the button that goes on. Only its reader sees it. */
import type { KnownBlock } from "@slack/types";
import { readClient } from "../../edge/clients/client-store.ts";
import { findKnown } from "../../edge/clients/find-clients.ts";
import { isKnown, isPerson, type Who, whoIs } from "../../edge/privacy/subject.ts";
import type { Subject } from "../../edge/privacy/wishes.ts";
import type { Desk, Reader } from "../desk.ts";
import { button, context, entry, section } from "../forms.ts";
import { type Answer, answerOf } from "../passerelle/passerelle-messages.ts";
import { namedPerson } from "../people/named-person.ts";

export type Wish = "export" | "erase";
export const WISH = /^privacy_(export|erase)(:\d+)?$/;

interface Meant {
  subject: Subject;
  title: string;
  details: string;
}

const SHOWN = 5;

export const personOf = (wish: Wish) => async (desk: Desk, reader: Reader, typed: string, team: string) => {
  await desk.allow(reader, `person.${wish}`, { kind: "person" });
  const { privacy } = reader.say;
  if (!typed) return answerOf(privacy.usage(`${wish}-person`));
  const meant = await meantBy(desk, reader, typed, team);
  if (typeof meant === "string") return answerOf(meant);
  return messageOf(reader, wish, meant);
};

function messageOf({ say }: Reader, wish: Wish, { persons, company }: { persons: Meant[]; company: boolean }): Answer {
  const { privacy } = say;
  const hint = company ? [context(privacy.companyHint)] : [];
  if (persons.length === 0) return answerOf(privacy.nobody, [section(privacy.nobody), ...hint]);
  const title = privacy.whom[wish];
  const entries = persons.map(({ subject, title: name, details }, i): KnownBlock => {
    const label = privacy.go[wish];
    return entry(name, details, button(`privacy_${wish}:${i}`, label, JSON.stringify(subject), { spoken: `${label} ${name}` }));
  });
  return answerOf(title, [section(title), ...entries, ...hint]);
}

/** Or the sentence that says why there is nobody. */
async function meantBy(desk: Desk, reader: Reader, typed: string, team: string): Promise<{ persons: Meant[]; company: boolean } | string> {
  const { db } = desk.house;
  const { privacy } = reader.say;
  const persons: Meant[] = [];
  const address = typed.replace(/^<mailto:([^|>]+).*$/, "$1").trim();
  if (/^<@|^@/.test(typed)) {
    const person = await namedPerson(desk, reader, typed, team);
    return typeof person === "string" ? person : { persons: [employeeMeant(reader, person)], company: false };
  }
  if (/^[^\s@]+@[^\s@]+$/.test(address)) {
    const person = await namedPerson(desk, reader, address, team);
    if (typeof person !== "string") persons.push(employeeMeant(reader, person));
    const subject = { kind: "contact", email: address.toLowerCase() } as const;
    const who = await whoIs(desk.house, subject);
    if (isKnown(who)) persons.push({ subject, title: address, details: privacy.asContact(who.own.length, contactsIn(who), who.shop) });
    return { persons, company: false };
  }
  const known = await findKnown(db, typed, SHOWN * 2);
  for (const client of known) {
    const found = await readClient(db, client.id);
    if (!found || !isPerson(found.client, found.facts)) continue;
    const details = [reader.say.kindsOf(client.kinds), client.city, client.email].filter(Boolean).join(" · ");
    persons.push({ subject: { kind: "client", id: client.id }, title: client.name, details });
  }
  return { persons: persons.slice(0, SHOWN), company: known.length > persons.length };
}

const employeeMeant = (
  { say }: Reader,
  { id, name, slackUser, email }: { id: string; name: string; slackUser: string; email: string | null },
): Meant => ({
  subject: { kind: "employee", id },
  title: name || slackUser,
  details: [say.privacy.employee, email].filter(Boolean).join(" · "),
});

/** A company's record and the contact person in it, both with this address, are one person to a reader. */
const contactsIn = ({ contacts, companies }: Who): number =>
  contacts.length + companies.filter(({ externalId }) => !contacts.some(({ party }) => party === externalId)).length;
