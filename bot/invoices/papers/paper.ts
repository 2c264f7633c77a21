/** A quote, an invoice or a credit note as it is shown: on its card, in an answer, in a window. What stands there is what the books say now. */
import type { KnownBlock } from "@slack/types";
import { readClient } from "../../../edge/clients/client-store.ts";
import type { House } from "../../../edge/house.ts";
import { readInvoice, type StoredInvoice } from "../../../edge/invoices/invoice-store.ts";
import { parisDay } from "../../../edge/invoices/paris-day.ts";
import { totalsOf } from "../../../edge/invoices/part.ts";
import { may } from "../../../edge/people/may.ts";
import type { StoredQuote } from "../../../edge/quotes/quote.ts";
import { readQuote } from "../../../edge/quotes/quote-store.ts";
import type { Reader } from "../../desk.ts";
import { button, buttons, context, divider, facts, header, section } from "../../forms.ts";
import { oneLine, shorten } from "../../text/words.ts";
import { clientNotices, problemSection } from "../sale/preview.ts";
import { lineRows, money, natureText, termsTyped, textsFor, totalRows } from "../sale/sale-words.ts";
import { mayIssue, problemLines, weigh } from "../sale/weigh.ts";
import { SET_UP } from "../set-up/hub.ts";
import { pdfButtons, pdfMissing } from "./paper-file.ts";

export const ISSUE = "paper_issue";
export const EDIT = "paper_edit";
export const DELETE = "paper_delete";
export const CREDIT = "paper_credit";
export const SEND = "paper_send";
export const ACCEPT = "paper_accept";
export const REFUSE = "paper_refuse";
export const TO_INVOICE = "paper_invoice";

export type Paper = { kind: "invoice"; stored: StoredInvoice } | { kind: "quote"; stored: StoredQuote };

export async function readPaper(db: D1Database, id: string): Promise<Paper | null> {
  if (id.startsWith("q")) {
    const stored = await readQuote(db, id);
    return stored && { kind: "quote", stored };
  }
  const stored = await readInvoice(db, id);
  return stored && { kind: "invoice", stored };
}

export interface Shown {
  title: string;
  text: string;
  blocks: KnownBlock[];
}

/** Who it is for: as it was printed, or as the directory has it today. */
export async function clientName(db: D1Database, { stored }: Paper): Promise<string> {
  return oneLine(stored.document?.buyer.name ?? (await readClient(db, stored.clientId))?.client.name ?? "");
}

/** @throws nothing of a vendor's: a CRM that is down leaves its part out */
export async function paperShown(house: House, reader: Reader, paper: Paper): Promise<Shown> {
  const name = await clientName(house.db, paper);
  return paper.kind === "quote" ? quoteShown(house, reader, paper.stored, name) : invoiceShown(house, reader, paper.stored, name);
}

const seesAmounts = ({ person }: Reader) => may(person, "invoice.read/amounts");
const versioned = ({ id, version }: { id: string; version: number }) => `${id} ${version}`;

/** What it sells and comes to, as far as the reader may see. */
function saleBlocks(reader: Reader, { sale, document }: StoredInvoice | StoredQuote): KnownBlock[] {
  const t = textsFor(reader);
  const totals = document?.totals ?? totalsOf(sale);
  const shown = document ? { ...sale, lines: document.lines } : sale;
  if (!seesAmounts(reader)) return [divider, ...lineRows(reader, shown, totals, false), context(t.amountsHidden)];
  return [divider, ...lineRows(reader, shown, totals), ...totalRows(reader, shown, totals)];
}

const amountText = (reader: Reader, { totalCents }: { totalCents: number }) => (seesAmounts(reader) ? money(reader, totalCents) : "");

const heading = (reader: Reader, paper: string, name: string) => textsFor(reader).forWhom(paper, name);

async function invoiceShown(house: House, reader: Reader, stored: StoredInvoice, name: string): Promise<Shown> {
  const t = textsFor(reader);
  if (stored.state === "draft") return draftShown(house, reader, { kind: "invoice", stored }, name);
  const { db } = house;
  const { document, number } = stored;
  const title = heading(reader, `${t.papers[stored.kind]} ${number}`, name);
  const other = stored.credits ?? stored.creditedBy;
  const against = other ? await readInvoice(db, other) : null;
  const day = reader.say.day(stored.issuedOn ?? "");
  const isCredit = stored.kind === "credit-note";
  const state = isCredit ? t.card.credits(against?.number ?? "") : against ? t.card.credited(against.number ?? "") : "";
  const credit =
    !isCredit &&
    !stored.creditedBy &&
    may(reader.person, "invoice.credit") &&
    button(CREDIT, t.card.credit, stored.id, { spoken: `${t.card.credit} – ${number}` });
  return {
    title,
    text: [title, amountText(reader, stored), state].filter(Boolean).join(". "),
    blocks: [
      header(title),
      context(
        [isCredit ? t.card.creditIssuedOn(day) : t.card.issuedOn(day), natureText(reader, stored.sale)].filter(Boolean).join("  ·  "),
      ),
      ...(state ? [section(state)] : []),
      ...facts([
        [t.client, [name, document?.buyer.address.city].filter(Boolean).join(" · ")],
        [t.due, document?.dueOn && reader.say.day(document.dueOn)],
        [t.order, stored.sale.purchaseOrder],
        [t.note, document?.freeNote && shorten(document.freeNote, 300)],
      ]),
      ...saleBlocks(reader, stored),
      ...buttons(...pdfButtons(reader, [stored, ...(against ? [against] : [])]), credit),
      ...pdfMissing(reader, stored, isCredit ? "invoice.credit" : "invoice.issue"),
    ],
  };
}

async function draftShown(house: House, reader: Reader, { kind, stored }: Paper, name: string): Promise<Shown> {
  const t = textsFor(reader);
  const title = heading(reader, t.card.draft[kind], name);
  const weighed = await weigh({ house }, reader, { kind, client: { id: stored.clientId }, sale: stored.sale });
  const { problems, totals, dueOn, firm } = weighed;
  const lines = problemLines(reader, problems, stored.sale);
  const ready = problems.length === 0;
  const isQuote = kind === "quote";
  const terms = stored.sale.terms && stored.sale.terms.type !== "date" ? termsTyped(reader, stored.sale.terms) : "";
  const { issueAsk, card } = t;
  const asked = isQuote ? card.sendAsk : { ...issueAsk, text: issueAsk.text(money(reader, totals.dueCents), name) };
  const ask = { ...asked, style: "primary" as const };
  const value = versioned(stored);
  const spoken = (label: string) => ({ spoken: `${label} – ${name}` });
  const allowed = mayIssue(reader, kind);
  return {
    title,
    text: [title, amountText(reader, stored)].filter(Boolean).join(". "),
    blocks: [
      header(title),
      context(natureText(reader, stored.sale)),
      ...facts([
        [t.client, [name, weighed.client?.city].filter(Boolean).join(" · ")],
        isQuote
          ? [t.valid, firm && t.validDays(String(firm.seller.quoteDays))]
          : [t.due, dueOn && (terms || t.onIssue(reader.say.day(dueOn)))],
        [t.order, stored.sale.purchaseOrder],
        [t.note, stored.sale.note && shorten(stored.sale.note, 300)],
      ]),
      ...saleBlocks(reader, stored),
      ...(lines.length > 0 ? [divider, problemSection(isQuote ? t.missingQuote : t.missing, lines)] : []),
      ...clientNotices(reader, weighed.client, stored.sale),
      ...(ready && !allowed ? [context(card.askWhom)] : []),
      ...buttons(
        ready &&
          allowed &&
          button(isQuote ? SEND : ISSUE, isQuote ? card.send : t.issue, value, {
            style: "primary",
            confirm: ask,
            ...spoken(isQuote ? card.send : t.issue),
          }),
        may(reader.person, "invoice.draft") && button(EDIT, t.edit, stored.id, spoken(t.edit)),
        problems.some(({ field }) => field.startsWith("seller.")) && may(reader.person, "seller.set") && button(SET_UP, t.setUp.hub, "hub"),
        may(reader.person, "invoice.draft") && button(DELETE, isQuote ? card.removeQuote : card.remove, value, { confirm: card.removeAsk }),
      ),
    ],
  };
}

async function quoteShown(house: House, reader: Reader, stored: StoredQuote, name: string): Promise<Shown> {
  const t = textsFor(reader);
  if (stored.state === "draft") return draftShown(house, reader, { kind: "quote", stored }, name);
  const { card } = t;
  const title = heading(reader, `${t.papers.quote} ${stored.number}`, name);
  const decided = stored.decidedAt ? reader.say.day(parisDay(stored.decidedAt)) : "";
  const until = reader.say.day(stored.validUntil ?? "");
  const invoice = stored.invoice ? await readInvoice(house.db, stored.invoice) : null;
  const states: Partial<Record<StoredQuote["state"], string>> = {
    sent: card.sentOn(reader.say.day(stored.sentOn ?? ""), until),
    accepted: card.decidedOn.accepted(decided),
    refused: card.decidedOn.refused(decided),
    expired: card.expiredOn(until),
    invoiced: invoice?.number ? heading(reader, card.states.invoiced, invoice.number) : card.becameInvoice,
  };
  const value = versioned(stored);
  const decides = stored.state === "sent" && may(reader.person, "quote.decide");
  const spoken = (label: string) => ({ spoken: `${label} – ${stored.number}` });
  return {
    title,
    text: [title, amountText(reader, stored), states[stored.state]].filter(Boolean).join(". "),
    blocks: [
      header(title),
      section(states[stored.state] ?? ""),
      ...facts([
        [t.client, [name, stored.document?.buyer.address.city].filter(Boolean).join(" · ")],
        [t.order, stored.sale.purchaseOrder],
        [t.note, stored.sale.note && shorten(stored.sale.note, 300)],
      ]),
      ...saleBlocks(reader, stored),
      ...buttons(
        decides && button(ACCEPT, card.accept, value, { style: "primary", ...spoken(card.accept) }),
        stored.state === "accepted" &&
          may(reader.person, "invoice.draft") &&
          button(TO_INVOICE, card.toInvoice, value, { style: "primary", ...spoken(card.toInvoice) }),
        ...pdfButtons(reader, [stored], "quote"),
        decides && button(REFUSE, card.refuse, value, { confirm: card.refuseAsk, ...spoken(card.refuse) }),
      ),
      ...pdfMissing(reader, stored, "quote.send"),
    ],
  };
}
