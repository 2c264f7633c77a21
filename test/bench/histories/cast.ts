/** Who plays in which history: people, a company and marks that no other history has, so that every request tells whose it is. */
import type { SampleCompany } from "../../fixtures/companies.ts";
import type { ForeignCompany } from "../../fixtures/foreign-companies.ts";
import type { SandboxPerson } from "../../sandbox/slack/people.ts";
import { dice } from "../many-clients.ts";
import { manyCompanies, manyPeople } from "../many-people.ts";
import { hashOf } from "../world/breaks.ts";
import type { History, Subject } from "./plan.ts";

export interface Party {
  name: string;
  /** "" where the subject has none. */
  siren: string;
  vatNumber: string;
  /** Of a private person: their own, whoever creates them. */
  email: string;
}

export interface Cast {
  history: History;
  people: SandboxPerson[];
  party: Party;
}

export interface Company {
  cast: Cast[];
  people: SandboxPerson[];
  companies: SampleCompany[];
  abroad: ForeignCompany[];
}

export function castOf(histories: History[]): Company {
  const people = manyPeople(histories.reduce((sum, history) => sum + history.people, 0));
  const french = manyCompanies(histories.length);
  let next = 0;
  const cast = histories.map((history, i): Cast => {
    const own = people.slice(next, next + history.people);
    next += history.people;
    return { history, people: own, party: partyOf(history.subject, i, french[i]?.siren ?? "", own[0]?.id ?? "") };
  });
  const named = (subject: Subject) => cast.filter(({ history }) => history.subject === subject);
  return {
    cast,
    people,
    companies: named("french").map(({ party }) => ({
      ...(french.find(({ siren }) => siren === party.siren) as SampleCompany),
      name: party.name,
    })),
    abroad: named("abroad").map(({ party: { name, vatNumber } }) => ({ name, vatNumber, address: "Rue Inventée 1\n4020 Liège" })),
  };
}

function partyOf(subject: Subject, index: number, siren: string, person: string): Party {
  const name = inventedName(index);
  switch (subject) {
    case "french":
      return { name, siren, vatNumber: "", email: "" };
    case "abroad":
      return { name, siren: "", vatNumber: belgian(index), email: "" };
    case "person":
      return { name, siren: "", vatNumber: "", email: `${person.toLowerCase()}.privat@free.fr` };
  }
}

/** A number that no other history has, with a valid key. */
function belgian(index: number): string {
  const digits = String(1_000_000 + index * 13);
  return `BE0${digits}${String(97 - (Number(digits) % 97)).padStart(2, "0")}`;
}

const SYLLABLES = "ba ce do fi gu ha je ki lo mu na pe qui ro su ta ve xi zo bri cla dro fle gri plo stu tra vle".split(" ");

/** Two words that are like nobody else's: a near name would raise a question. */
export function inventedName(index: number): string {
  const roll = dice(hashOf(`name ${index}`));
  const word = () => Array.from({ length: 4 }, () => SYLLABLES[Math.floor(roll() * SYLLABLES.length)]).join("");
  return [word(), word()].map((text) => text.charAt(0).toUpperCase() + text.slice(1)).join(" ");
}
