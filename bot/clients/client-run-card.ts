/** The card of a run that makes or changes a client: how far it is, what it asks, and in the end the client's own card. */
import type { KnownBlock } from "@slack/types";
import type { NewClient } from "../../edge/clients/client.ts";
import { type ClientSheet, clientSheet } from "../../edge/clients/client-sheet.ts";
import type { ClientUpdate } from "../../edge/clients/update-client.ts";
import { formatCompanyNumber } from "../../edge/companies/company-numbers.ts";
import type { House } from "../../edge/house.ts";
import { may } from "../../edge/people/may.ts";
import { referenceOf } from "../../edge/runs/intent.ts";
import type { Run } from "../../edge/runs/run.ts";
import { writesOf } from "../../edge/runs/write-once.ts";
import type { Reader } from "../desk.ts";
import { errorLines, shortReference } from "../errors.ts";
import { button, buttons, context, divider, facts, markup, section } from "../forms.ts";
import { answerButton } from "../run-answers.ts";
import type { Card } from "../run-cards.ts";
import { mrkdwnText, oneLine } from "../text/words.ts";
import { cardButtons, clientCard } from "./client-card.ts";
import { pickValue } from "./new-client/pick.ts";
import { progressOf, waiting } from "./run-progress.ts";
import { CREATE } from "./search-message.ts";

/** A card being drawn: who reads it, of which run, about which client, of which CRM. */
interface Drawn {
  reader: Reader;
  run: Run;
  sheet: ClientSheet | null;
  crm: string;
}

export async function clientRunCard(house: Pick<House, "db" | "ports">, reader: Reader, run: Run): Promise<Card> {
  const crm = house.ports.crm.label || reader.say.client.card.builtin;
  // A question stays on record once it was answered: the state says whether it still stands.
  const question = run.state === "asking" ? run.question : null;
  const clientId = question ? question.about.clientId : run.outcome?.clientId;
  const sheet = clientId ? await clientSheet(house, String(clientId), reader.person) : null;
  const drawn: Drawn = { reader, run, sheet, crm };
  if (question) return asking(drawn);
  if (run.state === "done") return done(drawn);
  if (run.state === "refused" || run.state === "failed") return ended(drawn, await outcomeOf(house.db, drawn));
  const title = titleOf(drawn);
  const state = run.state === "waiting" ? waiting(reader, run, crm) : [section(progressOf(reader, run))];
  return { text: title, blocks: [heading(title), ...state, ...sheetBlocks(drawn), footer(drawn)] };
}

const heading = (title: string): KnownBlock => ({ type: "section", text: markup(`*${mrkdwnText(title)}*`) });
const footer = ({ reader, run }: Drawn): KnownBlock => context(reader.say.reference(shortReference(run.id)));
const sheetBlocks = ({ reader, sheet, crm }: Drawn): KnownBlock[] => (sheet ? [divider, ...clientCard(reader, sheet, crm)] : []);

interface AskedFor {
  identity?: { name?: unknown; siren?: unknown };
}

/** Whom it is about, as it was typed; "" for a change of a client, and once the input is purged. */
export function askedName({ input }: Run): string {
  const identity = (input as AskedFor | null)?.identity;
  return String(identity?.name || (identity?.siren ? formatCompanyNumber(String(identity.siren)) : ""));
}

/** The input is purged some day: then the client itself says who it is. */
function titleOf({ reader: { say }, run, sheet }: Drawn): string {
  const name = oneLine(sheet?.client.name || askedName(run)) || say.run.aClient;
  return run.kind === "update-client" ? say.run.updating(name) : say.run.creating(name);
}

function asking(drawn: Drawn): Card {
  const { reader, run, sheet } = drawn;
  const { say } = reader;
  const title = say.run.twinTitle(sheet?.client.name ?? say.run.aClient);
  const why = say.run.alreadyThere[String(run.question?.about.by)] ?? "";
  const asks = { runId: run.id, question: "twin" };
  const choice = buttons(
    answerButton(asks, "existing", say.run.useExisting, { style: "primary" }),
    answerButton(asks, "new", say.run.createNew),
  );
  const asked = heading(titleOf({ ...drawn, sheet: null }));
  return {
    text: title,
    blocks: [asked, section(title), context(say.run.twinHelp(why)), ...sheetBlocks(drawn), ...choice, footer(drawn)],
  };
}

function done(drawn: Drawn): Card {
  const { reader, run, sheet, crm } = drawn;
  const { say } = reader;
  const { existing, by, contact } = run.outcome ?? {};
  const why = say.run.alreadyThere[String(by)] ?? "";
  const what = run.kind === "update-client" ? say.run.updated : existing ? say.run.existing(why) : say.run.created;
  const left = existing
    ? typedBack(drawn, say.run.notAdded)
    : contact === "refused"
      ? typedBack(drawn, say.run.contactRefused(crm), { contactOnly: true })
      : [];
  if (!sheet) return { text: what, blocks: [heading(titleOf(drawn)), section(what), ...left, footer(drawn)] };
  const card = [...clientCard(reader, sheet, crm), ...cardButtons(reader, sheet, crm)];
  return {
    text: `${sheet.client.name}. ${what}`,
    blocks: [...card, ...left, context(`${what} ${say.reference(shortReference(run.id))}`)],
  };
}

/** What came of a run that was refused or given up: never "nothing" while a lost answer may hide a success. */
async function outcomeOf(db: D1Database, { reader: { say }, run, sheet, crm }: Drawn): Promise<string> {
  if (run.kind === "update-client")
    return run.state === "failed" && run.step === "change it in the CRM" ? say.run.maybeChanged(crm) : say.nothingChanged;
  if (sheet) return say.alreadyCreated;
  const writes = await writesOf(db, run.id);
  if (writes === "none") return say.nothingCreated;
  const reference = await referenceOf("CL", run.id);
  return writes === "open" ? say.run.maybeCreated(crm, reference) : say.run.createdNotLinked(crm, reference);
}

/** What happened, whether anything was created, what to do, a reference. */
function ended(drawn: Drawn, outcome: string): Card {
  const { reader, run, sheet, crm } = drawn;
  const { say } = reader;
  const lines = errorLines(say, { code: run.code ?? "unexpected" }, { outcome });
  const state = run.state === "failed" ? say.run.failed : say.run.refused;
  const blocks = [
    heading(`${titleOf(drawn)} – ${state}`),
    section(lines.join(" ")),
    ...withReason(drawn),
    ...sheetBlocks(drawn),
    ...(sheet ? cardButtons(reader, sheet, crm) : []),
    ...typedBack(drawn),
  ];
  return { text: `${state}. ${lines.join(" ")}`, blocks: [...blocks, footer(drawn)] };
}

/** A company typed by hand turned out to be closed: who may create it all the same gets the window that asks why. */
function withReason({ reader: { say, person }, run }: Drawn): KnownBlock[] {
  const identity = (run.input as Partial<NewClient> | null)?.identity;
  if (run.code !== "closed_company" || identity?.type !== "french" || !may(person, "client.create/closed")) return [];
  const pick = pickValue({ type: "register", siren: identity.siren, closed: true, name: identity.name });
  return buttons(button(CREATE, say.run.giveReason, pick));
}

/** Nothing typed is lost: what is not in the record now can be copied from the card. */
function typedBack({ reader: { say }, run: { input }, sheet }: Drawn, why = "", { contactOnly = false } = {}): KnownBlock[] {
  const typed = (input ?? {}) as Partial<NewClient & ClientUpdate>;
  const { email, phone, note } = typed.changes ?? { ...typed.contact, note: typed.note };
  const { client } = say;
  const pairs: [string, string | undefined, string?][] = [
    [client.contactName, typed.contact?.name, sheet?.record?.contactName],
    [client.email, email, sheet?.record?.email],
    [client.phone, phone, sheet?.record?.phone],
    [client.note, contactOnly ? undefined : note?.slice(0, 1500), sheet?.record?.note],
  ];
  const back = facts(pairs.filter(([, value, there]) => value !== there).map(([label, value]) => [label, value]));
  return back.length > 0 && why ? [section(why), ...back] : back;
}
