/** The window that makes one client of two: first the other one is picked, then both stand side by side, and one chooses. */
import type { SlackViewAction } from "@slack/bolt";
import type { InputBlock, KnownBlock, ModalView, PlainTextOption, SectionBlock } from "@slack/types";
import type { Client } from "../../../edge/clients/client.ts";
import { type ClientSheet, clientSheet } from "../../../edge/clients/client-sheet.ts";
import { findKnown } from "../../../edge/clients/find-clients.ts";
import { areTwo, betterOf, CHOICES, type Choice, MergeClients, mergesInCrm } from "../../../edge/clients/merge/merge-plan.ts";
import { formatCompanyNumber } from "../../../edge/companies/company-numbers.ts";
import { PasserelleError } from "../../../edge/errors.ts";
import { startRun } from "../../../edge/runs/start-run.ts";
import { chosen, memoryOf } from "../../answers.ts";
import { callerOf, type Desk, type Reader } from "../../desk.ts";
import { context, divider, input, markup, modal, option, plain, section } from "../../forms.ts";
import { mrkdwnText, oneLine, shorten } from "../../text/words.ts";
import { labelled } from "../new-client/company-options.ts";
import { crmLabel } from "../new-client/known-client-view.ts";

export const MERGE_CLIENTS = "merge_clients";
export const MERGE_WITH = "merge_with";

interface Memory {
  a: { id: string; version: number };
  b: { id: string; version: number };
}

/** First the other one. */
export async function openMerge(desk: Desk, body: object, clientId: string): Promise<void> {
  await desk.open(body, async (reader) => {
    const { client } = await sheetOf(desk, reader, clientId);
    const { merge } = reader.say;
    const pick: SectionBlock = {
      type: "section",
      block_id: MERGE_WITH,
      text: plain(merge.pick(client.name)),
      accessory: {
        type: "external_select",
        action_id: MERGE_WITH,
        min_query_length: 2,
        placeholder: plain(merge.pickPlaceholder),
        focus_on_load: true,
      },
    };
    return modal({
      callback: MERGE_CLIENTS,
      title: merge.title,
      close: reader.say.cancel,
      blocks: [pick, context(merge.pickHint)],
      memory: { a: { id: client.id } },
    });
  });
}

/** Known clients, without the one that asks. */
export async function otherOptions(desk: Desk, reader: Reader, text: string, view: unknown): Promise<{ options: PlainTextOption[] }> {
  await desk.allow(reader, "client.merge", { kind: "client" });
  const { a } = memoryOf<Memory>((view ?? {}) as object);
  const known = (await findKnown(desk.house.db, text, 20)).filter(({ id }) => id !== a?.id);
  const label = ({ name, city, siren }: Client) => labelled(name, [shorten(city ?? "", 16), siren ? formatCompanyNumber(siren) : ""]);
  return {
    options: known.length > 0 ? known.map((client) => option(label(client), client.id)) : [option(reader.say.merge.nobody, "none")],
  };
}

/** Both side by side. */
export async function openComparison(desk: Desk, body: object, [a, b]: [string, string]): Promise<void> {
  const draw = async (reader: Reader) => {
    const [left, right] = [await sheetOf(desk, reader, a), await sheetOf(desk, reader, b)];
    return comparison(desk, reader, left, right);
  };
  await desk.open(body, draw, { slow: true });
}

async function sheetOf(desk: Desk, reader: Reader, id: string): Promise<ClientSheet> {
  await desk.allow(reader, "client.merge", { kind: "client", id });
  const sheet = await clientSheet(desk.house, id, reader.person);
  if (!sheet) throw new PasserelleError("not_found");
  return sheet;
}

function comparison(desk: Desk, reader: Reader, a: ClientSheet, b: ClientSheet): ModalView {
  const { say } = reader;
  const { merge } = say;
  const crm = crmLabel(desk, reader);
  const look = (blocks: KnownBlock[], submit?: string) => {
    const memory = { a: { id: a.client.id, version: a.client.version }, b: { id: b.client.id, version: b.client.version } };
    return modal({ callback: MERGE_CLIENTS, title: merge.title, submit, close: say.cancel, blocks, memory });
  };
  const rows = rowsOf(reader, a, b);
  if (areTwo(a.client, b.client)) return look([...rows, divider, section(merge.two(a.client.id === b.client.id))]);
  const inCrm = mergesInCrm(desk.house.ports.crm, a.client, b.client);
  // Without the records one cannot tell what would be lost.
  if (inCrm && !(a.record && b.record)) return look([section(say.client.edit.crmDown(crm))]);
  const better = betterOf(a, b) === a ? "a" : "b";
  return look(
    [
      ...rows,
      divider,
      radios("survivor", merge.survivor, [option(`A · ${a.client.name}`, "a"), option(`B · ${b.client.name}`, "b")], better),
      ...choices(reader, a, b, better),
      context(inCrm ? merge.inCrm(desk.house.ports.crm.label) : merge.notInCrm(crm)),
    ],
    merge.submit,
  );
}

type Values = Record<Choice, string>;

function valuesOf({ client, record }: ClientSheet): Values {
  const { line = "", postcode = client.postcode ?? "", city = client.city ?? "" } = record?.address ?? {};
  const address = [line, `${postcode} ${city}`.trim()].filter(Boolean).join(", ");
  return { name: client.name, email: record?.email ?? client.email ?? "", phone: record?.phone ?? "", address, note: record?.note ?? "" };
}

/** Label, then A's value and B's. */
function rowsOf(reader: Reader, a: ClientSheet, b: ClientSheet): KnownBlock[] {
  const { client: text, kindsOf } = reader.say;
  const { card } = text;
  const [left, right] = [valuesOf(a), valuesOf(b)];
  const number = (value: string | null) => (value ? formatCompanyNumber(value) : "");
  const rows: [string, string, string][] = [
    [text.edit.name, left.name, right.name],
    [text.kind, kindsOf(a.client.kinds), kindsOf(b.client.kinds)],
    [card.siren, number(a.client.siren), number(b.client.siren)],
    [card.vatNumber, number(a.client.vatNumber), number(b.client.vatNumber)],
    [card.address, left.address, right.address],
    [card.email, left.email, right.email],
    [card.phone, left.phone, right.phone],
    [card.note, left.note, right.note],
    [card.reference, a.client.reference, b.client.reference],
  ];
  const shown = (letter: string, label: string, value: string) =>
    markup(`*${letter} · ${mrkdwnText(label)}*\n${mrkdwnText(shorten(oneLine(value), 200)) || "–"}`);
  return rows
    .filter(([, one, other]) => one || other)
    .map(([label, one, other]) => ({ type: "section", fields: [shown("A", label, one), shown("B", label, other)] }));
}

/** Only where both say something, and not the same. */
function choices(reader: Reader, a: ClientSheet, b: ClientSheet, better: string): InputBlock[] {
  const { merge, client } = reader.say;
  const [left, right] = [valuesOf(a), valuesOf(b)];
  const labels: Record<Choice, string> = {
    ...{ name: client.edit.name, email: client.email, phone: client.phone },
    address: client.card.address,
    note: client.note,
  };
  const differ = CHOICES.filter((field) => left[field] && right[field] && left[field] !== right[field]);
  // A name that the register gave is the register's.
  return differ
    .filter((field) => field !== "name" || !(a.client.siren || b.client.siren))
    .map((field) => {
      const options = [option(`A · ${left[field]}`, "a"), option(`B · ${right[field]}`, "b")];
      if (field !== "note") return radios(field, labels[field], options, better);
      return radios(field, labels[field], [option(merge.both, "both"), ...options], "both");
    });
}

function radios(name: string, label: string, options: PlainTextOption[], first: string): InputBlock {
  const initial = options.find(({ value }) => value === first) as PlainTextOption;
  return input(name, label, { type: "radio_buttons", action_id: name, options, initial_option: initial });
}

/** What Slack is answered: undefined closes the window. */
export async function submitMerge(desk: Desk, body: SlackViewAction): Promise<object | undefined> {
  const reader = await desk.known(body);
  await desk.allow(reader, "client.merge", { kind: "client" });
  const { a, b } = memoryOf<Memory>(body.view);
  const survivor = chosen(body.view, "survivor");
  const whose = (letter: string) => (letter === "both" || letter === "" ? letter || undefined : letter === survivor ? "survivor" : "other");
  const choose = Object.fromEntries(CHOICES.map((field) => [field, whose(chosen(body.view, field))]));
  const wish = MergeClients.safeParse(survivor === "b" ? { survivor: b, other: a, choose } : { survivor: a, other: b, choose });
  if (!wish.success) throw new PasserelleError("invalid_input");
  const intent = ["modal", callerOf(body)?.team ?? "", body.view.id];
  await startRun(desk.house, { kind: "merge-clients", intent, input: wish.data, actor: reader.person });
  return undefined;
}
