/** /passerelle mail, for admins: who carries our mail, what waits, what went wrong; `test` sends one to oneself and says how it went. */
import type { KnownBlock } from "@slack/types";
import { asPasserelleError, type ErrorCode } from "../../edge/errors.ts";
import { letter } from "../../edge/mail/letter.ts";
import { type MailTrouble, MOST_COUNTED, readMails } from "../../edge/mail/read-mails.ts";
import { sendTestMail, type TestMail } from "../../edge/mail/send-test-mail.ts";
import type { Desk, Reader } from "../desk.ts";
import { context, entry, header, section } from "../forms.ts";
import type { Texts } from "../text/text.ts";
import { type Answer, answerOf } from "./passerelle-messages.ts";

/** Then what is known so far is said; the sending goes on. */
const PATIENCE_MS = 4_000;

export async function mail(desk: Desk, reader: Reader, typed: string): Promise<Answer> {
  const { say } = reader;
  if (typed === "") return overview(desk, reader);
  if (typed.toLowerCase() === "test") return testMail(desk, reader);
  return answerOf(say.mail.usage);
}

async function overview(desk: Desk, reader: Reader): Promise<Answer> {
  await desk.allow(reader, "mail.read", { kind: "mail" });
  const { say } = reader;
  const { ports, settings, db } = desk.house;
  const { waiting, troubled, lastTroubles } = await readMails(db);
  const counted = (count: number) => (count >= MOST_COUNTED ? `≥ ${say.number(count)}` : say.number(count));
  const blocks: KnownBlock[] = [
    header(say.mail.title),
    section(ports.mailer.id === "none" ? say.mail.unchosen : say.mail.carriedBy(ports.mailer.label, settings.mailFrom)),
    section(say.mail.counts(counted(waiting), counted(troubled))),
    ...lastTroubles.map((one) => troubleEntry(say, one)),
    context(say.mail.usage),
  ];
  return answerOf(say.mail.title, blocks);
}

const troubleEntry = (say: Texts, { kind, state, code, endedAt }: MailTrouble) =>
  entry(
    `${say.mail.kinds[kind] ?? kind} · ${say.mail.states[state]}`,
    [say.instant(endedAt), state === "unknown" ? "" : whyOf(say, code)].filter(Boolean).join(" · "),
  );

async function testMail(desk: Desk, reader: Reader): Promise<Answer> {
  await desk.allow(reader, "mail.test", { kind: "mail" });
  const { person, say } = reader;
  const { mailer } = desk.house.ports;
  if (mailer.id === "none") return answerOf(say.mail.unchosen);
  const { title, body, foot } = say.mail.test;
  const faces = letter({ locale: person.locale, title, paragraphs: [body(mailer.label)], foot });
  try {
    const sent = await sendTestMail(desk.house, person, { subject: title, ...faces }, PATIENCE_MS);
    return answerOf(outcomeOf(say, sent, mailer.label, person.email ?? ""));
  } catch (error) {
    if (asPasserelleError(error).code === "invalid_input") return answerOf(say.mail.noAddress);
    throw error;
  }
}

function outcomeOf(say: Texts, { state, code }: TestMail, carrier: string, email: string): string {
  if (state === "sent") return say.mail.sent(carrier, email);
  if (state === "unknown") return say.mail.unknown(carrier);
  if (state === "refused" || state === "failed") return say.mail.refused(whyOf(say, code));
  // Without a code it is under way, and has not answered so far.
  return say.mail.waits(whyOf(say, code ?? "vendor_unavailable"));
}

/** What the general sentence says of a CRM. */
const whyOf = (say: Texts, code: ErrorCode | null): string =>
  code === "vendor_refused" ? say.mail.vendorRefused : code ? say.errors[code].what : "";
