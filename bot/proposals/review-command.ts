/** `/passerelle review`: one's own list; with a client, it is read again right now; with a person, an admin gives them what nobody looks after. */
import { findKnown } from "../../edge/clients/find-clients.ts";
import { may } from "../../edge/people/may.ts";
import { dealProposals } from "../../edge/proposals/deal-proposals.ts";
import { countWaiting } from "../../edge/proposals/proposal-store.ts";
import { readAgain } from "../../edge/proposals/read-again.ts";
import { chooseReviewer } from "../../edge/proposals/reviewer.ts";
import type { Desk, Reader } from "../desk.ts";
import { button, buttons, context, section } from "../forms.ts";
import { type Answer, answerOf } from "../passerelle/passerelle-messages.ts";
import { namedPerson } from "../people/named-person.ts";
import { oneLine, shorten } from "../text/words.ts";
import { countText, OPEN_REVIEW } from "./proposal-card.ts";

const NOBODY = /^(nobody|none|personne|aucun|-)$/i;

export async function review(desk: Desk, reader: Reader, typed: string, team: string): Promise<Answer> {
  if (/^(<@|@)/.test(typed) || NOBODY.test(typed)) return assign(desk, reader, typed, team);
  await desk.allow(reader, "client.update", { kind: "client" });
  return typed ? readNow(desk, reader, typed) : ownList(desk, reader);
}

async function ownList({ house: { db } }: Desk, reader: Reader): Promise<Answer> {
  const { proposal } = reader.say;
  const count = await countWaiting(db, reader.person.id);
  const title = count === 0 ? proposal.none : countText(reader, count);
  const open = buttons(count > 0 && button(OPEN_REVIEW, proposal.listOpen, "", { style: "primary" }));
  return answerOf(title, [section(title), ...open, context(proposal.readUsage)]);
}

async function readNow({ house }: Desk, { say: { proposal } }: Reader, typed: string): Promise<Answer> {
  const text = shorten(oneLine(typed), 80);
  const [client, another] = await findKnown(house.db, text, 2);
  if (!client) return answerOf(proposal.readNone(text));
  if (another) return answerOf(proposal.readSeveral(text));
  if (!client.siren && !client.vatNumber) return answerOf(proposal.read.unknown(client.name));
  // What the register said a moment ago is not what was asked for.
  const seen = await readAgain(house, client.id, 0);
  await dealProposals(house);
  return answerOf(proposal.read[seen](client.name));
}

async function assign(desk: Desk, reader: Reader, typed: string, team: string): Promise<Answer> {
  await desk.allow(reader, "review.assign", { kind: "person" });
  const { proposal } = reader.say;
  const chosen = NOBODY.test(typed) ? null : await namedPerson(desk, reader, typed, team);
  if (typeof chosen === "string") return answerOf(chosen);
  if (chosen && !may(chosen, "client.update")) return answerOf(proposal.reviewerMayNot(chosen.name));
  await chooseReviewer(desk.house.db, reader.person, chosen?.id ?? null);
  return answerOf(chosen ? proposal.reviewer(chosen.name) : proposal.reviewerNone);
}
