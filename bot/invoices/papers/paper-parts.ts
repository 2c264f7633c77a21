/** What the cards of drafts, invoices and quotes have in common: the names of their buttons, what is sold, how it is headed. */
import type { KnownBlock } from "@slack/types";
import type { StoredInvoice } from "../../../edge/invoices/invoice-store.ts";
import { totalsOf } from "../../../edge/invoices/part.ts";
import { may } from "../../../edge/people/may.ts";
import type { StoredQuote } from "../../../edge/quotes/quote.ts";
import type { Reader } from "../../desk.ts";
import { context, divider } from "../../forms.ts";
import { lineRows, money, textsFor, totalRows } from "../sale/sale-words.ts";

export const ISSUE = "paper_issue";
export const EDIT = "paper_edit";
export const DELETE = "paper_delete";
export const CREDIT = "paper_credit";
export const SEND = "paper_send";
export const ACCEPT = "paper_accept";
export const REFUSE = "paper_refuse";
export const TO_INVOICE = "paper_invoice";

export type Paper = { kind: "invoice"; stored: StoredInvoice } | { kind: "quote"; stored: StoredQuote };

export interface Shown {
  title: string;
  text: string;
  blocks: KnownBlock[];
}

export const seesAmounts = ({ person }: Reader) => may(person, "invoice.read/amounts");
export const versioned = ({ id, version }: { id: string; version: number }) => `${id} ${version}`;

/** What it sells and comes to, as far as the reader may see. */
export function saleBlocks(reader: Reader, { sale, document }: StoredInvoice | StoredQuote): KnownBlock[] {
  const t = textsFor(reader);
  const totals = document?.totals ?? totalsOf(sale);
  const shown = document ? { ...sale, lines: document.lines } : sale;
  if (!seesAmounts(reader)) return [divider, ...lineRows(reader, shown, totals, false), context(t.amountsHidden)];
  return [divider, ...lineRows(reader, shown, totals), ...totalRows(reader, shown, totals)];
}

export const amountText = (reader: Reader, { totalCents }: { totalCents: number }) =>
  seesAmounts(reader) ? money(reader, totalCents) : "";

export const heading = (reader: Reader, paper: string, name: string) => textsFor(reader).forWhom(paper, name);
