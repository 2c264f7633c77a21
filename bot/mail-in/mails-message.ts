/** /passerelle mail-in, for admins: the latest mails and what became of each, and who is asked about strangers. */
import type { KnownBlock } from "@slack/types";
import { asPasserelleError } from "../../edge/errors.ts";
import { countMails, type ListedMail, listMails, type MailPlace } from "../../edge/mail-in/list-mails.ts";
import { setMailOwner, whomToAsk } from "../../edge/mail-in/mail-owner.ts";
import { may } from "../../edge/people/may.ts";
import type { Desk, Reader } from "../desk.ts";
import { shortReference } from "../errors.ts";
import { button, buttons, context, entry, header, section } from "../forms.ts";
import { type Answer, answerOf } from "../passerelle/passerelle-messages.ts";
import { namedPerson } from "../people/named-person.ts";
import { oneLine } from "../text/words.ts";
import { TAKE_BACK } from "./sender-card.ts";

export const OLDER_MAILS = "mails_older";
const PAGE = 15;
const NOBODY = /^(nobody|none|personne|aucun|-)$/i;

/** `/passerelle mail-in`, or with somebody behind it: who is asked from now on. */
export async function mailIn(desk: Desk, reader: Reader, text: string, team: string): Promise<Answer> {
  return text ? nameOwner(desk, reader, text, team) : mailsMessage(desk, reader, null);
}

/** @param before the mail shown last, null for the first page */
export async function mailsMessage(desk: Desk, reader: Reader, before: MailPlace | null): Promise<Answer> {
  await desk.allow(reader, "mail-in.read", { kind: "mail" });
  const { say } = reader;
  const mails = await listMails(desk.house.db, before, PAGE + 1);
  const shown = mails.slice(0, PAGE);
  const last = shown.at(-1);
  const older =
    mails.length > PAGE && last
      ? buttons(button(OLDER_MAILS, say.mailIn.older, JSON.stringify({ receivedAt: last.receivedAt, id: last.id })))
      : [];
  const rows = shown.length > 0 ? shown.map((mail) => mailEntry(reader, mail)) : [section(say.mailIn.empty)];
  const blocks: KnownBlock[] = [
    header(say.mailIn.listTitle),
    ...(before ? [] : await headLines(desk, reader)),
    ...rows,
    context(say.mailIn.foot),
    ...older,
  ];
  return answerOf(say.mailIn.listTitle, blocks);
}

async function headLines({ house: { db, settings } }: Desk, { say: { mailIn } }: Reader): Promise<KnownBlock[]> {
  const [asked, counts] = [await whomToAsk(db, ""), await countMails(db)];
  const address = settings.mailAddress ? mailIn.address(settings.mailAddress) : mailIn.noAddress;
  const parts = counts.map(({ reason, mails }) => mailIn.count(mailIn.reasons[reason], mails));
  return [
    section([asked ? mailIn.owner(oneLine(asked.name)) : "", address].join("\n")),
    ...(parts.length > 0 ? [context(mailIn.counts(parts))] : []),
  ];
}

function mailEntry({ say, person }: Reader, { receivedAt, state, reason, sender, runId, ignoredIn }: ListedMail) {
  const { mailIn } = say;
  const who = (may(person, "client.read/contact") && sender) || mailIn.hidden;
  const what = state === "new" ? mailIn.waiting : mailIn.reasons[reason ?? "asked"];
  const back = ignoredIn ? button(TAKE_BACK, mailIn.takeBack, ignoredIn, { spoken: mailIn.spoken(mailIn.takeBack, who) }) : undefined;
  return entry(who, [what, say.instant(receivedAt), runId ? mailIn.run(shortReference(runId)) : ""].filter(Boolean).join(" · "), back);
}

async function nameOwner(desk: Desk, reader: Reader, text: string, team: string): Promise<Answer> {
  await desk.allow(reader, "mail-in.owner", { kind: "person" });
  const { mailIn } = reader.say;
  const { db } = desk.house;
  const owner = NOBODY.test(text) ? null : await namedPerson(desk, reader, text, team);
  if (typeof owner === "string") return answerOf(owner);
  try {
    await setMailOwner(db, reader.person, owner);
  } catch (error) {
    if (owner && asPasserelleError(error).code === "invalid_input") return answerOf(mailIn.ownerMayNot(owner.name));
    throw error;
  }
  return answerOf(owner ? mailIn.ownerSet(owner.name) : mailIn.ownerNone);
}
