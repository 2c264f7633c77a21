/** Merging two clients: the button of a card, the list of likely duplicates for admins, the windows, the card of the run. */
import type { App, BlockAction, ButtonAction, ExternalSelectAction } from "@slack/bolt";
import type { KnownBlock } from "@slack/types";
import { clientSheet } from "../../../edge/clients/client-sheet.ts";
import { dismissPair, listDuplicates, type Pair } from "../../../edge/clients/merge/find-duplicates.ts";
import { formatCompanyNumber } from "../../../edge/companies/company-numbers.ts";
import { readMemory } from "../../answers.ts";
import type { Desk, Reader } from "../../desk.ts";
import { button, buttons, divider, entry, header, section } from "../../forms.ts";
import { type Answer, answerOf } from "../../passerelle/passerelle-messages.ts";
import type { DrawCard } from "../../run-cards.ts";
import { simpleRunCard } from "../../simple-run-card.ts";
import { oneLine } from "../../text/words.ts";
import { cardButtons, clientCard, MERGE } from "../client-card.ts";
import { MERGE_CLIENTS, MERGE_WITH, openComparison, openMerge, otherOptions, submitMerge } from "./merge-form.ts";

const MORE = "duplicates_more";
const PAIR = /^pair_(compare|distinct):\d+$/;
const PAGE = 8;

interface Ids {
  a: string;
  b: string;
}

export function mergeClients(app: App) {
  app.action<BlockAction<ButtonAction>>(MERGE, async ({ ack, body, action, context: { desk } }) => {
    await ack();
    await openMerge(desk, body, String(action.value ?? ""));
  });
  app.options<"block_suggestion">(MERGE_WITH, async ({ ack, options, context: { desk } }) => {
    const reader = await desk.known(options);
    await ack(await otherOptions(desk, reader, String(options.value ?? "").trim(), (options as { view?: unknown }).view));
  });
  app.action<BlockAction<ExternalSelectAction>>(MERGE_WITH, async ({ ack, body, action, context: { desk } }) => {
    await ack();
    const { a } = readMemory<{ a: { id?: unknown } }>(body.view?.private_metadata);
    const other = action.selected_option?.value;
    if (typeof a?.id === "string" && other && other !== "none") await openComparison(desk, body, [a.id, other]);
  });
  app.view(MERGE_CLIENTS, async ({ ack, body, context: { desk } }) => {
    const answer = await submitMerge(desk, body);
    await (ack as (answer?: object) => Promise<void>)(answer);
  });
  app.action<BlockAction<ButtonAction>>(PAIR, async ({ ack, body, action, respond, context: { desk } }) => {
    await ack();
    const pair = idsOf(action.value);
    if (!pair) return;
    if (action.action_id.startsWith("pair_compare")) return openComparison(desk, body, [pair.a, pair.b]);
    const reader = await desk.meet(body);
    await desk.allow(reader, "client.duplicates", { kind: "client" });
    await dismissPair(desk.house.db, pair, reader.person.id);
    await respond({ response_type: "ephemeral", replace_original: true, ...(await duplicatesMessage(desk, reader, null)) });
  });
  app.action<BlockAction<ButtonAction>>(MORE, async ({ ack, body, action, respond, context: { desk } }) => {
    await ack();
    const message = await duplicatesMessage(desk, await desk.meet(body), idsOf(action.value));
    await respond({ response_type: "ephemeral", replace_original: true, ...message });
  });
}

function idsOf(value: unknown): Ids | null {
  const { a, b } = readMemory<{ a: unknown; b: unknown }>(value);
  return typeof a === "string" && typeof b === "string" ? { a, b } : null;
}

/** /passerelle duplicates. @param after the last pair shown, null for the first page */
export async function duplicatesMessage(desk: Desk, reader: Reader, after: Ids | null): Promise<Answer> {
  await desk.allow(reader, "client.duplicates", { kind: "client" });
  const { merge } = reader.say;
  const pairs = await listDuplicates(desk.house.db, after, PAGE + 1);
  const shown = pairs.slice(0, PAGE);
  if (shown.length === 0) return answerOf(merge.noDuplicates);
  const last = shown.at(-1) as Pair;
  const more = pairs.length > PAGE ? buttons(button(MORE, merge.more, JSON.stringify({ a: last.a.id, b: last.b.id }))) : [];
  return answerOf(merge.duplicates, [
    header(merge.duplicates),
    ...shown.flatMap((pair, i) => pairBlocks(reader, pair, i)),
    divider,
    ...more,
  ]);
}

function pairBlocks({ say }: Reader, { a, b, why }: Pair, i: number): KnownBlock[] {
  const { merge } = say;
  const line = ({ city, siren, email }: Pair["a"]) => [city, siren && formatCompanyNumber(siren), email].filter(Boolean).join(" · ");
  const value = JSON.stringify({ a: a.id, b: b.id });
  const both = `${oneLine(a.name)} / ${oneLine(b.name)}`;
  const details = [say.run.alreadyThere[why], ...new Set([line(a), line(b)])].filter(Boolean).join("  –  ");
  return [
    entry(both, details),
    ...buttons(
      button(`pair_compare:${i}`, merge.compare, value, { spoken: `${merge.compare} ${both}` }),
      button(`pair_distinct:${i}`, merge.distinct, value, { spoken: `${merge.distinct} ${both}` }),
    ),
  ];
}

export const mergeCard: DrawCard = async (house, reader, run) => {
  const { say, person } = reader;
  const crm = house.ports.crm.label || say.client.card.builtin;
  const sheet = run.outcome?.clientId ? await clientSheet(house, String(run.outcome.clientId), person) : null;
  const card = sheet ? [divider, ...clientCard(reader, sheet, crm), ...cardButtons(reader, sheet, crm)] : [];
  const more = [...(run.outcome?.inCrm === false ? [section(say.merge.notInCrm(crm))] : []), ...card];
  const outcome = run.state === "failed" && run.step !== "reserve the merge" ? say.merge.begun(crm) : say.nothingChanged;
  return simpleRunCard(reader, run, { title: say.merge.run, crm, done: say.merge.done, more, outcome });
};
