/** The card about a stranger who wrote: who it seems to be, what to make of them; once chosen, the client's own card with who chose and when. */
import type { KnownBlock } from "@slack/types";
import { KINDS, type Kind } from "../../edge/clients/client.ts";
import { formatCompanyNumber } from "../../edge/companies/company-numbers.ts";
import type { House } from "../../edge/house.ts";
import { COMPANY_QUESTION, NO_COMPANY, SENDER_QUESTION, Sender } from "../../edge/mail-in/mail.ts";
import { clientOf } from "../../edge/mail-in/sender-client.ts";
import { isIgnoredBy } from "../../edge/mail-in/take-back.ts";
import { may } from "../../edge/people/may.ts";
import type { Run } from "../../edge/runs/run.ts";
import { answeredAt } from "../../edge/runs/run-store.ts";
import { clientRunCard } from "../clients/client-run-card.ts";
import type { Reader } from "../desk.ts";
import { shortReference } from "../errors.ts";
import { button, buttons, context, facts, header, section } from "../forms.ts";
import { answerButton } from "../run-answers.ts";
import type { Card } from "../run-cards.ts";
import { oneLine, shorten } from "../text/words.ts";

export const TAKE_BACK = "mail_take_back";

export async function senderCard(house: House, reader: Reader, run: Run): Promise<Card> {
  const { say } = reader;
  // Null once it is forgotten, 30 days after the end.
  const sender = Sender.safeParse(run.input).data ?? null;
  const name = nameOf(reader, sender);
  const asked = run.state === "asking" ? run.question?.name : undefined;
  if (asked === SENDER_QUESTION && sender) return withFooter(reader, run, whoIsIt(reader, run, sender));
  if (asked === COMPANY_QUESTION && sender) return withFooter(reader, run, whichCompany(reader, run, sender));
  if (run.outcome?.lapsed) return withFooter(reader, run, told(say.mailIn.title(name), say.mailIn.lapsed));
  if (run.outcome?.ignored || run.answers[SENDER_QUESTION] === "ignore")
    return withFooter(reader, run, await ignored(house, reader, run, name));
  if (!isKind(run.answers[SENDER_QUESTION])) return begun(house, reader, run, name);
  const card = await clientRunCard(house, reader, { ...run, input: sender && clientOf(sender, chosenIn(run, sender)) });
  return { ...card, blocks: [...card.blocks, ...(await decidedBy(house, reader, run))] };
}

const isKind = (answer: string | undefined): answer is Kind => KINDS.includes(answer as Kind);

function chosenIn({ answers }: Run, { siren }: Sender) {
  const company = answers[COMPANY_QUESTION];
  return { kind: answers[SENDER_QUESTION] as Kind, siren: company ? (company === NO_COMPANY ? "" : company) : siren };
}

/** Contact details are for those who may see them. */
function nameOf({ say, person }: Reader, sender: Sender | null): string {
  if (!sender || !may(person, "client.read/contact")) return say.run.aClient;
  return oneLine(sender.name || (sender.companyByDomain ? "" : sender.company) || sender.address);
}

const told = (title: string, sentence: string): Card => ({ text: `${title} ${sentence}`, blocks: [header(title), section(sentence)] });

function withFooter({ say }: Reader, run: Run, card: Card): Card {
  return { ...card, blocks: [...card.blocks, context(say.reference(shortReference(run.id)))] };
}

/** Nobody has been asked yet, or it ended before anybody was. */
async function begun(house: House, reader: Reader, run: Run, name: string): Promise<Card> {
  if (run.endedAt !== null) return clientRunCard(house, reader, { ...run, input: null });
  return withFooter(reader, run, told(reader.say.mailIn.title(name), reader.say.mailIn.looking));
}

function whoIsIt(reader: Reader, run: Run, sender: Sender): Card {
  const { say } = reader;
  const { mailIn } = say;
  const name = nameOf(reader, sender);
  const asks = { runId: run.id, question: SENDER_QUESTION };
  const choice = (option: string, label: string, style?: "primary") =>
    answerButton(asks, option, label, { spoken: mailIn.spoken(label, name), ...(style && { style }) });
  const origin = [mailIn.proof[sender.proof], sender.forwardedBy && mailIn.forwardedBy(sender.forwardedBy)].filter(Boolean).join(" ");
  const blocks: KnownBlock[] = [
    header(mailIn.title(name)),
    ...(sender.lookalike ? [section(mailIn.lookalike)] : []),
    ...details(reader, sender, String(run.question?.about.siren ?? "")),
    context(origin),
    ...buttons(
      choice("client", say.kinds.client, "primary"),
      choice("supplier", say.kinds.supplier),
      choice("contractor", say.kinds.contractor),
      choice("ignore", mailIn.ignore),
    ),
    context(mailIn.help),
  ];
  return { text: `${mailIn.title(name)} ${origin}`, blocks };
}

function details({ say, person }: Reader, sender: Sender, siren: string): KnownBlock[] {
  const { mailIn } = say;
  if (!may(person, "client.read/contact")) return [];
  const company = sender.companyByDomain ? mailIn.companyByDomain(sender.company) : sender.company;
  const known = facts([
    [mailIn.name, sender.name],
    [mailIn.email, sender.address],
    [mailIn.company, company],
    [mailIn.phone, sender.phone],
    [mailIn.number, siren && formatCompanyNumber(siren)],
    [mailIn.vatNumber, sender.vatNumber],
    [mailIn.subject, sender.subject],
  ]);
  const excerpt = sender.excerpt.trim();
  return [...known, ...(excerpt ? [section(mailIn.quote(shorten(excerpt, 380)))] : [])];
}

function whichCompany(reader: Reader, run: Run, sender: Sender): Card {
  const { say } = reader;
  const { mailIn } = say;
  const asks = { runId: run.id, question: COMPANY_QUESTION };
  const about = run.question?.about ?? {};
  const choices = Object.entries(about).map(([siren, name]) =>
    answerButton(asks, siren, `${oneLine(String(name))} – ${formatCompanyNumber(siren)}`),
  );
  const sentence = mailIn.whichCompany(oneLine(sender.company));
  const title = mailIn.title(nameOf(reader, sender));
  return {
    text: `${title} ${sentence}`,
    blocks: [
      header(title),
      section(sentence),
      ...buttons(...choices, answerButton(asks, NO_COMPANY, mailIn.noneOfThese)),
      context(mailIn.help),
    ],
  };
}

async function ignored(house: House, reader: Reader, run: Run, name: string): Promise<Card> {
  const { mailIn } = reader.say;
  const stands = run.endedAt === null || (await isIgnoredBy(house.db, run.id));
  const sentence = stands ? mailIn.ignored(name) : mailIn.ignoredNoMore(name);
  const back =
    stands && run.endedAt !== null
      ? buttons(button(TAKE_BACK, mailIn.takeBack, run.id, { spoken: mailIn.spoken(mailIn.takeBack, name) }))
      : [];
  return { text: sentence, blocks: [section(sentence), ...back, ...(await decidedBy(house, reader, run))] };
}

/** Who chose what, and when: only the person whom the run is for can have. */
async function decidedBy({ db }: House, { say, person }: Reader, run: Run): Promise<KnownBlock[]> {
  const answer = run.answers[SENDER_QUESTION];
  const at = answer ? await answeredAt(db, run.id, SENDER_QUESTION) : null;
  if (!at) return [];
  return [context(say.mailIn.chosen(isKind(answer) ? say.kinds[answer] : say.mailIn.ignore, oneLine(person.name), say.instant(at)))];
}
