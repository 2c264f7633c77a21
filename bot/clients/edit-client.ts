/** Changing a client: kinds, e-mail, phone and note; its name only when no register gave it. */

import type { SlackViewAction } from "@slack/bolt";
import type { KnownBlock, ModalView } from "@slack/types";
import { KINDS } from "../../edge/clients/client.ts";
import { type ClientSheet, clientSheet } from "../../edge/clients/client-sheet.ts";
import { ClientUpdate } from "../../edge/clients/update-client.ts";
import { PasserelleError } from "../../edge/errors.ts";
import { startRun } from "../../edge/runs/start-run.ts";
import { memoryOf, ticked, typed } from "../answers.ts";
import { callerOf, type Desk, type Reader } from "../desk.ts";
import { checkboxes, context, emailBox, input, modal, option, section, textBox } from "../forms.ts";
import { crmLabel } from "./known-client-view.ts";
import { contactProblems } from "./read-draft.ts";

export const EDIT_CLIENT = "edit_client";

interface Memory {
  clientId: string;
  version: number;
}

export async function openEditClient(desk: Desk, body: object, clientId: string): Promise<void> {
  const draw = async (reader: Reader) => {
    await desk.allow(reader, "client.update", { kind: "client", id: clientId });
    const sheet = await clientSheet(desk.house, clientId, reader.person);
    if (!sheet) throw new PasserelleError("not_found");
    return sheet.record ? editForm(reader, sheet) : unavailable(desk, reader, sheet);
  };
  await desk.open(body, draw, { slow: true });
}

function unavailable(desk: Desk, reader: Reader, { trouble }: ClientSheet): ModalView {
  const { edit } = reader.say.client;
  const sentence = trouble ? edit.crmDown(crmLabel(desk, reader)) : edit.gone;
  return modal({ callback: "error", title: edit.title, close: reader.say.close, blocks: [section(sentence)] });
}

function editForm({ say }: Reader, { client, record }: ClientSheet): ModalView {
  const text = say.client;
  const named: KnownBlock[] = client.siren
    ? [section(client.name), context(text.edit.fromRegister)]
    : [input("name", text.edit.name, textBox("name", { initial: client.name }))];
  const options = KINDS.map((kind) => option(say.kinds[kind], kind));
  return modal({
    callback: EDIT_CLIENT,
    title: text.edit.title,
    submit: text.edit.submit,
    close: say.cancel,
    blocks: [
      ...named,
      input("kinds", text.kind, checkboxes("kinds", options, client.kinds)),
      input("email", text.email, emailBox("email", record?.email), { optional: true }),
      input("phone", text.phone, textBox("phone", { initial: record?.phone, most: 40 }), { optional: true }),
      input("note", text.note, textBox("note", { initial: record?.note, most: 2000, multiline: true }), { optional: true }),
    ],
    memory: { clientId: client.id, version: client.version } satisfies Memory,
  });
}

/** What Slack is answered: undefined closes the window. */
export async function submitEditClient(desk: Desk, body: SlackViewAction): Promise<object | undefined> {
  const reader = await desk.known(body);
  const { clientId = "", version = 0 } = memoryOf<Memory>(body.view);
  await desk.allow(reader, "client.update", { kind: "client", id: clientId });
  const text = (name: string) => typed(body.view, name);
  const draft = {
    kinds: ticked(body.view, "kinds"),
    email: text("email"),
    phone: text("phone"),
    note: text("note"),
    contactName: "",
    name: text("name"),
  };
  const problems = contactProblems(reader, draft);
  const before = shownBefore(body.view.blocks);
  if ("name" in before && !draft.name) problems.name = reader.say.client.problems.nameMissing;
  if (Object.keys(problems).length > 0) return { response_action: "errors", errors: problems };

  const { name, kinds, email, phone, note } = draft;
  const now: Record<string, string | string[]> = { ...("name" in before && { name }), kinds, email, phone, note };
  const changes = Object.fromEntries(Object.entries(now).filter(([field, value]) => !same(before[field], value)));
  if (Object.keys(changes).length === 0) return { response_action: "errors", errors: { kinds: reader.say.client.edit.nothing } };
  const update = ClientUpdate.safeParse({ clientId, version, changes });
  if (!update.success) throw new PasserelleError("invalid_input");
  const intent = ["modal", callerOf(body)?.team ?? "", body.view.id];
  await startRun(desk.house, { kind: "update-client", intent, input: update.data, actor: reader.person });
  return undefined;
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

const same = (a: string | string[] | undefined, b: string | string[]) =>
  JSON.stringify([a ?? ""].flat().sort()) === JSON.stringify([b].flat().sort());
