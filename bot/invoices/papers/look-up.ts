/** Looked up by number, or by client: one paper is shown whole, several are listed, page by page. Only its reader sees it. */
import type { KnownBlock } from "@slack/types";
import { findKnown } from "../../../edge/clients/find-clients.ts";
import type { StoredInvoice } from "../../../edge/invoices/invoice-store.ts";
import { type After, listInvoices, searchInvoices } from "../../../edge/invoices/list-invoices.ts";
import { may } from "../../../edge/people/may.ts";
import { listQuotes, searchQuotes } from "../../../edge/quotes/quote-store.ts";
import { readMemory } from "../../answers.ts";
import type { Desk, Reader } from "../../desk.ts";
import { button, buttons, context, entry, section } from "../../forms.ts";
import { type Answer, answerOf } from "../../passerelle/passerelle-messages.ts";
import { oneLine, shorten } from "../../text/words.ts";
import type { PaperKind } from "../sale/kept.ts";
import type { Respond } from "../sale/respond.ts";
import { money, textsFor } from "../sale/sale-words.ts";
import { clientName, paperShown, readPaper } from "./paper.ts";
import type { Paper } from "./paper-parts.ts";

export const SHOW = /^paper_show:\d+$/;
export const MORE = "paper_more";
export const NEW = "paper_new";

const PAGE = 6;
export type Wanted = PaperKind | "credit";

interface Page {
  wanted: Wanted;
  clientId: string | null;
  name: string;
  after: After;
}

const asPaper = (wanted: Wanted) => (stored: StoredInvoice | Awaited<ReturnType<typeof listQuotes>>[number]) =>
  (wanted === "quote" ? { kind: "quote", stored } : { kind: "invoice", stored }) as Paper;

/** False = there is no such number, and what was typed may mean something else. */
export async function openPapers(
  desk: Desk,
  reader: Reader,
  wanted: Wanted,
  typed: string,
  respond: Respond,
  { numbersOnly = false } = {},
): Promise<boolean> {
  await desk.allow(reader, "invoice.read", { kind: wanted });
  const text = shorten(oneLine(typed), 120);
  const { db } = desk.house;
  const found = (wanted === "quote" ? await searchQuotes(db, text, PAGE) : await searchInvoices(db, text, PAGE)).map(asPaper(wanted));
  const key = text.toUpperCase();
  const numbered = found.filter(({ stored }) => stored.number && (stored.number.startsWith(key) || /^\d+$/.test(text)));
  const [one] = numbered;
  if (one && numbered.length === 1) {
    await respond(await shownAnswer(desk, reader, one));
    return true;
  }
  if (numbered.length > 0) {
    await respond(await listAnswer(desk, reader, { wanted, clientId: null, name: text, after: null }, numbered));
    return true;
  }
  if (numbersOnly) return false;
  const [client, another] = await findKnown(db, text, 2);
  const only = client && (!another || client.name.toLowerCase() === text.toLowerCase()) ? client : null;
  const page: Page = { wanted, clientId: only?.id ?? null, name: only?.name ?? text, after: null };
  await respond(only ? await pageAnswer(desk, reader, page) : await listAnswer(desk, reader, page, found));
  return true;
}

/** `/avoir` alone: the latest that can still be credited. */
export async function latestToCredit(desk: Desk, reader: Reader): Promise<Answer> {
  await desk.allow(reader, "invoice.credit", { kind: "invoice" });
  return pageAnswer(desk, reader, { wanted: "credit", clientId: null, name: textsFor(reader).list.latest, after: null });
}

async function shownAnswer(desk: Desk, reader: Reader, paper: Paper): Promise<Answer> {
  const { text, blocks } = await paperShown(desk.house, reader, paper);
  return answerOf(text, blocks);
}

export async function showPaper(desk: Desk, reader: Reader, id: string): Promise<Answer> {
  await desk.allow(reader, "invoice.read", { kind: id.startsWith("q") ? "quote" : "invoice", id });
  const paper = await readPaper(desk.house.db, id);
  return paper ? shownAnswer(desk, reader, paper) : answerOf(reader.say.errors.not_found.what);
}

/** @param cursor of the button "more" */
export async function nextPapers(desk: Desk, reader: Reader, cursor: string): Promise<Answer> {
  await desk.allow(reader, "invoice.read", { kind: "invoice" });
  const { wanted, clientId, name, after } = readMemory<Record<keyof Page, unknown>>(cursor);
  const isMoment = Array.isArray(after) && after.length === 2 && Number.isSafeInteger(after[0]) && typeof after[1] === "string";
  return pageAnswer(desk, reader, {
    wanted: wanted === "quote" || wanted === "credit" ? wanted : "invoice",
    clientId: typeof clientId === "string" ? clientId : null,
    name: String(name ?? ""),
    after: isMoment ? (after as After) : null,
  });
}

async function pageAnswer(desk: Desk, reader: Reader, page: Page): Promise<Answer> {
  const { db } = desk.house;
  const { wanted, clientId, after } = page;
  const of = clientId ? { clientId } : wanted === "credit" ? { state: "issued" as const } : { createdBy: reader.person.id };
  const found = wanted === "quote" ? await listQuotes(db, of as never, after, PAGE + 1) : await listInvoices(db, of, after, PAGE + 1);
  return listAnswer(desk, reader, page, found.map(asPaper(wanted)));
}

/** Issued, and not taken back yet. */
const isCreditable = ({ kind, stored }: Paper) =>
  kind === "invoice" && stored.kind === "invoice" && stored.state === "issued" && stored.creditedBy === null;

async function listAnswer(desk: Desk, reader: Reader, page: Page, found: Paper[]): Promise<Answer> {
  const t = textsFor(reader);
  const { wanted, name, clientId } = page;
  const onPage = found.slice(0, PAGE);
  const shown = wanted === "credit" ? onPage.filter(isCreditable) : onPage;
  const title = shown.length > 0 ? t.list.of[wanted](name) : t.list.none[wanted](name);
  const last = onPage.at(-1)?.stored;
  const cursor = last && JSON.stringify({ ...page, name: shorten(name, 80), after: [last.createdAt, last.id] });
  const kind: PaperKind = wanted === "quote" ? "quote" : "invoice";
  const draws = wanted !== "credit" && may(reader.person, "invoice.draft");
  return answerOf(title, [
    section(title),
    ...(await Promise.all(shown.map((paper, i) => paperEntry(desk, reader, paper, i)))),
    ...(wanted === "credit" && shown.length > 0 ? [context(t.list.creditUsage)] : []),
    ...buttons(
      found.length > PAGE && button(MORE, t.list.more, cursor ?? ""),
      draws && button(NEW, t.list.new[kind], `${kind} ${clientId ?? ""}`),
    ),
  ]);
}

export async function paperEntry(
  { house: { db } }: Pick<Desk, "house">,
  reader: Reader,
  paper: Paper,
  i: number,
  action = "paper_show",
): Promise<KnownBlock> {
  const t = textsFor(reader);
  const { stored } = paper;
  const isCredit = paper.kind === "invoice" && paper.stored.kind === "credit-note";
  const label = isCredit ? t.papers["credit-note"] : t.papers[paper.kind];
  const name = await clientName(db, paper);
  const title = [label, stored.number].filter(Boolean).join(" ");
  const state = paper.kind === "invoice" && paper.stored.creditedBy ? t.card.states.credited : isCredit ? "" : t.card.states[stored.state];
  const day = paper.kind === "invoice" ? paper.stored.issuedOn : paper.stored.sentOn;
  const amount = may(reader.person, "invoice.read/amounts") ? money(reader, stored.totalCents) : "";
  const details = [amount, state, day && reader.say.day(day)].filter(Boolean).join(" · ");
  return entry(
    t.forWhom(title, name),
    details,
    button(`${action}:${i}`, t.card.see, stored.id, { spoken: t.card.seeWhich(`${title} ${name}`) }),
  );
}
