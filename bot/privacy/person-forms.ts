/** The windows of an export and of an erasure: what it will hold, what will go, what must stay. */
import type { SlackViewAction } from "@slack/bolt";
import type { InputBlock, KnownBlock, ModalView } from "@slack/types";
import { PasserelleError } from "../../edge/errors.ts";
import { filesOf } from "../../edge/privacy/forget-client.ts";
import { isKnown, type Who, whoIs } from "../../edge/privacy/subject.ts";
import { REASONS, Subject } from "../../edge/privacy/wishes.ts";
import { startRun } from "../../edge/runs/start-run.ts";
import { chosen, memoryOf, typed } from "../answers.ts";
import { callerOf, type Desk, type Reader } from "../desk.ts";
import { context, emailBox, input, modal, option, plain, section, textBox } from "../forms.ts";
import { oneLine } from "../text/words.ts";
import { staying } from "./staying.ts";
import type { Wish } from "./subject-message.ts";

export const FORMS: Record<Wish, string> = { export: "export_person", erase: "erase_person" };
const LISTED = 8;

/** A window remembers ids; an e-mail stands in a field of it, where one sees it. */
interface Memory {
  kind: Subject["kind"];
  id: string;
}

export async function openForm(desk: Desk, body: object, wish: Wish, value: unknown): Promise<void> {
  const draw = async (reader: Reader) => {
    await desk.allow(reader, `person.${wish}`, { kind: "person" });
    const subject = Subject.safeParse(value);
    if (!subject.success) throw new PasserelleError("not_found");
    const who = await whoIs(desk.house, subject.data);
    if (!isKnown(who)) throw new PasserelleError("not_found");
    return wish === "export" ? exportForm(reader, subject.data, who) : eraseForm(desk, reader, subject.data, who);
  };
  await desk.open(body, draw, { slow: true });
}

const memory = (subject: Subject): Memory => ({ kind: subject.kind, id: "id" in subject ? subject.id : "" });

const about = ({ say }: Reader, subject: Subject): InputBlock[] =>
  subject.kind === "contact" ? [input("email", say.client.email, emailBox("email", subject.email ?? ""))] : [];

/** Who it is, and where they are. */
function found({ say }: Reader, who: Who, crm: string): string {
  const { privacy } = say;
  const names = (list: { name: string; email?: string | null }[]) =>
    say.list(list.slice(0, LISTED).map(({ name, email }) => oneLine(name || email || "?"))) + (list.length > LISTED ? "…" : "");
  const lines = [
    who.own.length > 0 && privacy.ofClients(names(who.own), crm),
    who.contacts.length > 0 && privacy.ofContacts(names(who.contacts), crm),
    who.companies.length > 0 && privacy.ofCompanies(names(who.companies)),
    privacy.ofShop(who.shop),
    who.person && privacy.ofEmployee(who.person.name || who.person.slackUser),
    !who.person && privacy.ofRequests,
  ];
  return lines
    .filter(Boolean)
    .map((line) => `• ${line}`)
    .join("\n");
}

function exportForm(reader: Reader, subject: Subject, who: Who): ModalView {
  const { say } = reader;
  const { privacy } = say;
  const blocks = [...about(reader, subject), section(`${privacy.exportWhat}\n${found(reader, who, "")}`), context(privacy.exportHow)];
  return modal({
    callback: FORMS.export,
    title: privacy.exportTitle,
    submit: privacy.exportGo,
    close: say.cancel,
    blocks,
    memory: memory(subject),
  });
}

async function eraseForm(desk: Desk, reader: Reader, subject: Subject, who: Who): Promise<ModalView> {
  const { say } = reader;
  const { privacy } = say;
  if (who.person && who.person.standing !== "gone")
    return modal({ callback: "error", title: privacy.eraseTitle, close: say.close, blocks: [section(privacy.stillHere(who.person.name))] });
  const held = (await Promise.all(who.own.map(({ id }) => filesOf(desk.house.db, id)))).reduce((sum, files) => sum + files.held.length, 0);
  const blocks: KnownBlock[] = [
    ...about(reader, subject),
    section(`${privacy.eraseWhat}\n${found(reader, who, desk.house.ports.crm.label)}`),
    ...(held > 0 ? [section(privacy.held(held))] : []),
    context([...staying(reader, who.shop), privacy.auditStays].join(" ")),
    input("reason", privacy.reason, {
      type: "static_select",
      action_id: "reason",
      placeholder: plain(privacy.reasonPlaceholder),
      options: REASONS.map((reason) => option(privacy.reasons[reason], reason)),
    }),
    input("word", privacy.typeWord(privacy.word), textBox("word", { most: 40, placeholder: privacy.word })),
  ];
  return modal({
    callback: FORMS.erase,
    title: privacy.eraseTitle,
    submit: privacy.eraseGo,
    close: say.cancel,
    blocks,
    memory: memory(subject),
  });
}

/** What Slack is answered: undefined closes the window. */
export async function submitForm(desk: Desk, body: SlackViewAction, wish: Wish): Promise<object | undefined> {
  const reader = await desk.known(body);
  await desk.allow(reader, `person.${wish}`, { kind: "person" });
  const { privacy } = reader.say;
  const { kind, id } = memoryOf<Memory>(body.view);
  const subject = Subject.safeParse(kind === "contact" ? { kind, email: typed(body.view, "email").toLowerCase() } : { kind, id });
  if (!subject.success) throw new PasserelleError("invalid_input");
  const intent = ["modal", callerOf(body)?.team ?? "", body.view.id];
  if (wish === "export") {
    await startRun(desk.house, { kind: "export-person", intent, input: { subject: subject.data }, actor: reader.person });
    return undefined;
  }
  if (typed(body.view, "word").toUpperCase() !== privacy.word)
    return { response_action: "errors", errors: { word: privacy.wrongWord(privacy.word) } };
  const reason = REASONS.find((one) => one === chosen(body.view, "reason"));
  if (!reason) return { response_action: "errors", errors: { reason: privacy.reasonMissing } };
  await startRun(desk.house, { kind: "erase-person", intent, input: { subject: subject.data, reason }, actor: reader.person });
  return undefined;
}
