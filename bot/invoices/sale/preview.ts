/** The preview that only its reader sees: what the typed line comes to, what is missing, and what one can do with it. Nothing is written yet. */
import type { KnownBlock } from "@slack/types";
import type { Client } from "../../../edge/clients/client.ts";
import { readClient } from "../../../edge/clients/client-store.ts";
import { findKnown } from "../../../edge/clients/find-clients.ts";
import { searchClients } from "../../../edge/clients/search-clients.ts";
import { formatCompanyNumber } from "../../../edge/companies/company-numbers.ts";
import { may } from "../../../edge/people/may.ts";
import { companyOption } from "../../clients/new-client/company-options.ts";
import type { Desk, Reader } from "../../desk.ts";
import { button, buttons, context, divider, facts, header, markup, option, plain, section } from "../../forms.ts";
import { type Answer, answerOf } from "../../passerelle/passerelle-messages.ts";
import { mrkdwnText, oneLine, shorten } from "../../text/words.ts";
import { SET_UP } from "../set-up/hub.ts";
import type { Held, Kept } from "./kept.ts";
import { notices } from "./notices.ts";
import { lineRows, money, natureText, termsTyped, textsFor, totalRows, workFacts } from "./sale-words.ts";
import { mayIssue, problemLines, type Weighing, weigh } from "./weigh.ts";

export const CREATE = "sale_create";
export const ISSUE = "sale_issue";
export const FORM = "sale_form";
export const CANCEL = "sale_cancel";
export const REFRESH = "sale_refresh";
export const CLIENT = "sale_client";
export const NEW_CLIENT = "sale_newclient";

/** What a button of a preview carries: which one, and what it showed. A window that was opened over it and changed nothing is no change. */
export const stamp = ({ id, kept }: Pick<Held, "id" | "kept">) => `${id} ${markOf(kept)}`;

export const markOf = ({ sale, client }: Pick<Kept, "sale" | "client">) =>
  [...JSON.stringify([sale, client])].reduce((mark, sign) => (mark * 31 + sign.charCodeAt(0)) >>> 0, 7).toString(36);

const CHOICES = { known: 8, companies: 6 };

/** @param notice what is said above it */
export async function previewMessage(desk: Desk, reader: Reader, holding: Held, notice = ""): Promise<Answer> {
  const { kept } = holding;
  const t = textsFor(reader);
  const weighed = await weigh(desk, reader, kept);
  const name = oneLine(weighed.client?.name ?? (kept.client && "name" in kept.client ? kept.client.name : kept.clientText));
  const title = t.forWhom(t.preview[kept.kind], name);
  const choice = weighed.client ? [] : await clientChoice(desk, reader, holding);
  const blocks: KnownBlock[] = [
    ...(notice ? [section(notice)] : []),
    header(title),
    context([natureText(reader, kept.sale), t.notKept].filter(Boolean).join("  ·  ")),
    ...facts(factsOf(reader, kept, weighed)),
    ...choice,
    divider,
    ...(kept.sale.lines.length > 0 ? lineRows(reader, weighed.sale, weighed.totals) : [section(t.noLines)]),
    ...(kept.sale.lines.some(({ unitPrice }) => unitPrice !== null) ? totalRows(reader, weighed.sale, weighed.totals) : []),
    ...missingBlocks(reader, kept, weighed),
    ...previewButtons(reader, holding, weighed, name),
  ];
  return answerOf(`${title} – ${money(reader, weighed.totals.dueCents)}`, blocks);
}

export function factsOf(
  reader: Reader,
  kept: Pick<Kept, "kind" | "client" | "sale">,
  { client, dueOn, firm }: Weighing,
): [string, string | null][] {
  const t = textsFor(reader);
  const { sale } = kept;
  const term = sale.terms?.type === "date" || !sale.terms ? "" : ` (${termsTyped(reader, sale.terms)})`;
  const due = dueOn && `${reader.say.day(dueOn)}${term}`;
  return [
    [t.client, kept.client && "name" in kept.client ? t.beingMade(kept.client.name) : client && clientText(client)],
    kept.kind === "invoice" ? [t.due, due] : [t.valid, firm && t.validDays(String(firm.seller.quoteDays))],
    ...workFacts(reader, sale),
    [t.order, sale.purchaseOrder],
    [t.note, sale.note && shorten(sale.note, 300)],
  ];
}

const clientText = ({ name, city, siren, vatNumber }: Client) =>
  [name, city, siren ? formatCompanyNumber(siren) : vatNumber && formatCompanyNumber(vatNumber)].filter(Boolean).join(" · ");

/** Who it is for: one of several that match, a company of the register that becomes a client on the way, or somebody new. */
async function clientChoice(desk: Desk, reader: Reader, holding: Held): Promise<KnownBlock[]> {
  const { kept } = holding;
  const t = textsFor(reader);
  if (kept.client) return buttons(button(REFRESH, t.refreshClient, stamp(holding)));
  const text = shorten(kept.clientText, 100);
  const mayCreate = may(reader.person, "client.create");
  const { known, companies } = text ? await searchClients(desk.house, text, CHOICES) : { known: [], companies: [] };
  const open = mayCreate ? companies.filter(({ state }) => state === "active" || may(reader.person, "client.create/closed")) : [];
  const { say } = reader;
  const groups = [
    { label: plain(say.client.groupKnown), options: known.map((client) => option(clientText(client), `known:${client.id}`)) },
    { label: plain(say.client.groupRegister), options: open.map((company) => companyOption(say, company)) },
  ].filter(({ options }) => options.length > 0);
  const select = { type: "static_select" as const, action_id: CLIENT, placeholder: plain(t.chooseClient), option_groups: groups };
  const create = mayCreate && button(NEW_CLIENT, t.createClient(shorten(text, 40)), stamp(holding));
  const elements = [...(groups.length > 0 ? [select] : []), ...(create ? [create] : [])];
  return [
    section(known.length > 1 ? t.whichClient(text) : text ? t.unknownClient(text) : t.noClient),
    ...(elements.length > 0 ? [{ type: "actions" as const, block_id: `client ${stamp(holding)}`, elements }] : []),
  ];
}

function missingBlocks(reader: Reader, { kind, sale }: Kept, weighed: Weighing): KnownBlock[] {
  const { problems, client } = weighed;
  const t = textsFor(reader);
  // The client is asked for above already.
  const lines = problemLines(
    reader,
    problems.filter(({ field }) => field !== "client"),
    sale,
  );
  const told = notices(reader, weighed, sale);
  if (lines.length === 0) return [...told, ...(client ? [context(`✓ ${t.ready[kind]}`)] : [])];
  return [divider, problemSection(kind === "quote" ? t.missingQuote : t.missing, lines), ...told];
}

export const problemSection = (title: string, lines: string[]): KnownBlock => ({
  type: "section",
  text: markup(`*${mrkdwnText(title)}*\n${lines.map((line) => `•  ${mrkdwnText(oneLine(line))}`).join("\n")}`),
});

function previewButtons(reader: Reader, holding: Held, weighed: Weighing, name: string): KnownBlock[] {
  const t = textsFor(reader);
  const { kept } = holding;
  const value = stamp(holding);
  const drafts =
    kept.client !== null &&
    !weighed.problems.some(({ field }) => field.startsWith("lines") && field !== "lines.discount" && /price|name|^lines$/.test(field));
  const issues = kept.kind === "invoice" && weighed.client !== null && weighed.problems.length === 0 && mayIssue(reader, "invoice");
  const { title, text, confirm, deny } = t.issueAsk;
  return buttons(
    issues &&
      button(ISSUE, t.issue, value, {
        style: "primary",
        confirm: { title, text: text(money(reader, weighed.totals.dueCents), name), confirm, deny, style: "primary" },
      }),
    drafts && button(CREATE, t.create[kept.kind], value, issues ? {} : { style: "primary" }),
    button(FORM, t.edit, value),
    weighed.problems.some(({ field }) => field.startsWith("seller.")) &&
      may(reader.person, "seller.set") &&
      button(SET_UP, t.setUp.hub, "hub"),
    button(CANCEL, t.cancel, value),
  );
}

/** Who is meant by what was typed: the only one that matches, or that is called just so. Null = to be chosen. */
export async function clientTyped(desk: Desk, text: string): Promise<Client | null> {
  if (!text) return null;
  const found = await findKnown(desk.house.db, text, CHOICES.known);
  const same = found.filter(({ name }) => name.toLowerCase() === text.toLowerCase());
  return same.length === 1 ? (same[0] as Client) : found.length === 1 ? (found[0] as Client) : null;
}

export const clientById = async (desk: Desk, id: string): Promise<Client | null> => (await readClient(desk.house.db, id))?.client ?? null;
