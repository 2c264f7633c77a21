/** Changing a client: kinds, e-mail, phone and note; its name only when no register gave it. */

import type { SlackViewAction } from "@slack/bolt";
import type { KnownBlock, ModalView } from "@slack/types";
import { auditLooks } from "../../edge/audit/audit-looks.ts";
import { KINDS } from "../../edge/clients/client.ts";
import { type ClientSheet, clientSheet } from "../../edge/clients/client-sheet.ts";
import { ClientUpdate } from "../../edge/clients/update-client.ts";
import { PasserelleError } from "../../edge/errors.ts";
import { startRun } from "../../edge/runs/start-run.ts";
import { memoryOf, ticked, typed } from "../answers.ts";
import { callerOf, type Desk, type Reader } from "../desk.ts";
import { checkboxes, context, emailBox, header, input, modal, option, section, textBox } from "../forms.ts";
import type { Texts } from "../text/text.ts";
import { crmLabel } from "./new-client/known-client-view.ts";
import { contactProblems, isEmail, type Problems } from "./new-client/read-draft.ts";

export const EDIT_CLIENT = "edit_client";

const NOTE_MOST = 2000;

interface Memory {
  clientId: string;
  version: number;
}

export async function openEditClient(desk: Desk, body: object, clientId: string): Promise<void> {
  const draw = async (reader: Reader) => {
    await desk.allow(reader, "client.update", { kind: "client", id: clientId });
    const sheet = await clientSheet(desk.house, clientId, reader.person);
    if (!sheet) throw new PasserelleError("not_found");
    desk.house.later(auditLooks(desk.house.db, reader.person.id, "client.read", [clientId]));
    return sheet.record ? editForm(reader, sheet, crmLabel(desk, reader)) : unavailable(desk, reader, sheet);
  };
  await desk.open(body, draw, { slow: true });
}

function unavailable(desk: Desk, reader: Reader, { trouble }: ClientSheet): ModalView {
  const { edit } = reader.say.client;
  const sentence = trouble ? edit.crmDown(crmLabel(desk, reader)) : edit.gone;
  return modal({ callback: "error", title: edit.title, close: reader.say.close, blocks: [section(sentence)] });
}

/** What the CRM holds may be what no form of ours would take: it is shown, and only checked once it was changed. */
function editForm({ say }: Reader, { client, record }: ClientSheet, crm: string): ModalView {
  const text = say.client;
  const named: KnownBlock[] = client.siren
    ? [header(client.name), context(text.edit.fromRegister)]
    : [input("name", text.edit.name, textBox("name", { initial: client.name }))];
  const options = KINDS.map((kind) => option(say.kinds[kind], kind));
  return modal({
    callback: EDIT_CLIENT,
    title: text.edit.title,
    submit: text.edit.submit,
    close: say.cancel,
    blocks: [
      ...named,
      input("kinds", text.kind, checkboxes("kinds", options, client.kinds), { optional: client.kinds.length === 0 }),
      input("email", text.email, emailInput(record?.email), { optional: true }),
      input("phone", text.phone, textBox("phone", { initial: record?.phone, most: 40 }), { optional: true }),
      noteBlock(say, record?.note ?? "", crm),
    ],
    memory: { clientId: client.id, version: client.version } satisfies Memory,
  });
}

/** Slack lets no window go whose e-mail field it does not like. */
const emailInput = (email = "") =>
  email === "" || isEmail(email) ? emailBox("email", email) : textBox("email", { initial: email, most: 254 });

/** A note that does not fit would come back cut: it is not offered. */
function noteBlock(say: Texts, note: string, crm: string): KnownBlock {
  if (note.length > NOTE_MOST) return context(say.client.edit.noteTooLong(crm, note.length));
  return input("note", say.client.note, textBox("note", { initial: note, most: NOTE_MOST, multiline: true }), { optional: true });
}

/** What Slack is answered: undefined closes the window. */
export async function submitEditClient(desk: Desk, body: SlackViewAction): Promise<object | undefined> {
  const reader = await desk.known(body);
  const { clientId = "", version = 0 } = memoryOf<Memory>(body.view);
  await desk.allow(reader, "client.update", { kind: "client", id: clientId });
  const before = shownBefore(body.view.blocks);
  const changes: Record<string, string | string[]> = {};
  for (const [field, shown] of Object.entries(before)) {
    const now = field === "kinds" ? ticked(body.view, field) : typed(body.view, field);
    if (!same(shown, now)) changes[field] = now;
  }
  const problems = changeProblems(reader, changes);
  if (Object.keys(problems).length > 0) return { response_action: "errors", errors: problems };
  if (Object.keys(changes).length === 0) return { response_action: "errors", errors: { kinds: reader.say.client.edit.nothing } };
  const update = ClientUpdate.safeParse({ clientId, version, changes });
  if (!update.success) throw new PasserelleError("invalid_input");
  const intent = ["modal", callerOf(body)?.team ?? "", body.view.id];
  await startRun(desk.house, { kind: "update-client", intent, input: update.data, actor: reader.person });
  return undefined;
}

/** Only what was changed is checked: the rest is the CRM's own. */
function changeProblems(reader: Reader, changes: Record<string, string | string[]>): Problems {
  const all = { kinds: ["client"], email: "", phone: "", note: "", contactName: "", name: "", ...changes };
  const problems = contactProblems(reader, all);
  return changes.name === "" ? { ...problems, name: reader.say.client.problems.nameMissing } : problems;
}

/** What each field held when the window opened: Slack hands the blocks back, so only what was changed is written. */
function shownBefore(blocks: unknown): Record<string, string | string[]> {
  const before: Record<string, string | string[]> = {};
  for (const block of Array.isArray(blocks) ? blocks : []) {
    const element = block?.type === "input" ? block.element : undefined;
    if (!element) continue;
    const boxes = Array.isArray(element.initial_options)
      ? element.initial_options.map((box: { value?: unknown }) => String(box?.value))
      : [];
    before[String(block.block_id)] = element.type === "checkboxes" ? boxes : String(element.initial_value ?? "");
  }
  return before;
}

/** Blanks at the ends and kinds of line break are Slack's doing, not the person's. */
const same = (a: string | string[], b: string | string[]) => bare(a) === bare(b);
const bare = (value: string | string[]) => (Array.isArray(value) ? [...value].sort().join(" ") : value.replace(/\r\n?/g, "\n").trim());
