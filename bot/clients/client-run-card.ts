/** The card of a run that makes or changes a client: how far it is, what it asks, and in the end the client's own card. */
import type { KnownBlock } from "@slack/types";
import { type ClientSheet, clientSheet } from "../../edge/clients/client-sheet.ts";
import { formatCompanyNumber } from "../../edge/clients/company-numbers.ts";
import type { House } from "../../edge/house.ts";
import type { Run } from "../../edge/runs/run.ts";
import type { Reader } from "../desk.ts";
import { errorLines, shortReference } from "../errors.ts";
import { button, buttons, context, divider, facts, markup, markupContext, section } from "../forms.ts";
import { mrkdwnText, oneLine } from "../words.ts";
import { cardButtons, clientCard } from "./client-card.ts";

export const ANSWER_TWIN = /^answer_twin:(existing|new)$/;

export interface Card {
  /** For notifications and screen readers. */
  text: string;
  blocks: KnownBlock[];
}

/** The steps a person is told of, in their order; the others are plumbing. */
const TOLD = ["read the register", "look for twins", "create in the CRM", "add the contact", "verify", "change it in the CRM"];

export async function clientRunCard(house: Pick<House, "db" | "ports">, reader: Reader, run: Run): Promise<Card> {
  const crm = house.ports.crm.label || reader.say.client.card.builtin;
  const clientId = run.question ? run.question.about.clientId : run.outcome?.clientId;
  const sheet = clientId ? await clientSheet(house, String(clientId), reader.person) : null;
  const title = titleOf(reader, run, sheet);
  if (run.state === "asking" && run.question) return asking(reader, run, sheet, crm);
  if (run.state === "done") return done(reader, run, sheet, crm);
  if (run.state === "refused" || run.state === "failed") return ended(reader, run, sheet, title, crm);
  const state = run.state === "waiting" ? waiting(reader, run, crm) : [section(progressOf(reader, run))];
  return {
    text: title,
    blocks: [heading(title), ...state, ...(sheet ? [divider, ...clientCard(reader, sheet, crm)] : []), footer(reader, run)],
  };
}

const heading = (title: string): KnownBlock => ({ type: "section", text: markup(`*${mrkdwnText(title)}*`) });
const footer = ({ say }: Reader, run: Run): KnownBlock => context(say.reference(shortReference(run.id)));

interface AskedFor {
  identity?: { name?: unknown; siren?: unknown };
}

/** Whom it is about, as it was typed; "" for a change of a client, and once the input is purged. */
export function askedName({ input }: Run): string {
  const identity = (input as AskedFor | null)?.identity;
  return String(identity?.name || (identity?.siren ? formatCompanyNumber(String(identity.siren)) : ""));
}

/** The input is purged some day: then the client itself says who it is. */
function titleOf({ say }: Reader, run: Run, sheet: ClientSheet | null): string {
  const { kind } = run;
  const name = oneLine(sheet?.client.name || askedName(run)) || say.run.aClient;
  return kind === "update-client" ? say.run.updating(name) : say.run.creating(name);
}

function progressOf({ say }: Reader, { step, state }: Run): string {
  if (state === "queued" || !step) return say.run.queued;
  const at = TOLD.indexOf(step);
  const before = at > 0 && step !== "change it in the CRM" ? TOLD.slice(0, at).filter((name) => name !== "add the contact") : [];
  const finished = before.map((name) => say.run.doneMark(say.run.steps[name]?.done ?? ""));
  return [...finished, say.run.steps[step]?.doing ?? say.run.working].join("   ");
}

function waiting({ say }: Reader, { step, code, wakeAt }: Run, crm: string): KnownBlock[] {
  if (code === "maybe_written") return [section(say.run.checking)];
  const who = step === "read the register" || step === "verify" ? say.run.register : crm;
  const what =
    code === "rate_limited"
      ? say.run.limits(who)
      : code === "misconfigured"
        ? say.run.misconfigured(who)
        : code === "vendor_unavailable"
          ? say.run.doesNotAnswer(who)
          : "";
  const next = wakeAt
    ? [markupContext(`${mrkdwnText(say.run.nextTry)} : <!date^${Math.ceil(wakeAt / 1000)}^{time_secs}|${say.instant(wakeAt)}>`)]
    : [];
  return [section(say.run.waits(what || (code ? say.errors[code].what : ""))), ...next];
}

function asking(reader: Reader, run: Run, sheet: ClientSheet | null, crm: string): Card {
  const { say } = reader;
  const name = sheet?.client.name ?? say.run.aClient;
  const title = say.run.twinTitle(name);
  const why = say.run.alreadyThere[String(run.question?.about.by)] ?? "";
  const choice = buttons(
    button("answer_twin:existing", say.run.useExisting, run.id, { style: "primary" }),
    button("answer_twin:new", say.run.createNew, run.id),
  );
  return {
    text: title,
    blocks: [
      heading(titleOf(reader, run, null)),
      section(title),
      context(say.run.twinHelp(why)),
      ...(sheet ? [divider, ...clientCard(reader, sheet, crm)] : []),
      ...choice,
      footer(reader, run),
    ],
  };
}

function done(reader: Reader, run: Run, sheet: ClientSheet | null, crm: string): Card {
  const { say } = reader;
  const { existing, by } = run.outcome ?? {};
  const what =
    run.kind === "update-client" ? say.run.updated : existing ? say.run.existing(say.run.alreadyThere[String(by)] ?? "") : say.run.created;
  if (!sheet) return { text: what, blocks: [heading(titleOf(reader, run, null)), section(what), footer(reader, run)] };
  const card = [...clientCard(reader, sheet, crm), ...cardButtons(reader, sheet, crm)];
  const reference = say.reference(shortReference(run.id));
  return { text: `${sheet.client.name}. ${what}`, blocks: [...card, context(`${what} ${reference}`)] };
}

/** What happened, whether anything was created, what to do, a reference. */
function ended(reader: Reader, run: Run, sheet: ClientSheet | null, title: string, crm: string): Card {
  const { say } = reader;
  const outcome = sheet ? say.alreadyCreated : run.kind === "update-client" ? say.nothingChanged : say.nothingCreated;
  const lines = errorLines(say, { code: run.code ?? "unexpected" }, { outcome });
  const state = run.state === "failed" ? say.run.failed : say.run.refused;
  const blocks = [
    heading(`${title} – ${state}`),
    section(lines.join(" ")),
    ...(sheet ? [divider, ...clientCard(reader, sheet, crm), ...cardButtons(reader, sheet, crm)] : []),
    ...typedBack(reader, run),
  ];
  return { text: `${state}. ${lines.join(" ")}`, blocks: [...blocks, footer(reader, run)] };
}

/** Nothing typed is lost: what a refused form held can be copied from its card. */
function typedBack({ say }: Reader, { input }: Run): KnownBlock[] {
  const { contact, note } = (input ?? {}) as { contact?: { name?: string; email?: string; phone?: string }; note?: string };
  const { client } = say;
  return facts([
    [client.contactName, contact?.name],
    [client.email, contact?.email],
    [client.phone, contact?.phone],
    [client.note, note?.slice(0, 1500)],
  ]);
}
