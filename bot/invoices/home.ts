/** App Home: one's latest quotes and invoices, drafts among them, and what one began and did not finish. */
import type { KnownBlock } from "@slack/types";
import { PasserelleError } from "../../edge/errors.ts";
import type { House } from "../../edge/house.ts";
import { listInvoices } from "../../edge/invoices/list-invoices.ts";
import { may } from "../../edge/people/may.ts";
import { listQuotes } from "../../edge/quotes/quote-store.ts";
import type { Desk, Reader } from "../desk.ts";
import { button, buttons, context, divider, header, modal, section } from "../forms.ts";
import { type Pages, pager } from "../home/home-parts.ts";
import { shorten } from "../text/words.ts";
import { NEW, paperEntry } from "./papers/look-up.ts";
import { paperShown, readPaper } from "./papers/paper.ts";
import type { Paper } from "./papers/paper-parts.ts";
import { FORM } from "./sale/preview.ts";
import { textsFor } from "./sale/sale-words.ts";

const SHOWN = 5;
/** In a window of its own. */
export const SEE = /^paper_see:\d+$/;

export async function homeBlocks(house: House, reader: Reader, pages: Pages): Promise<KnownBlock[]> {
  const { person, say } = reader;
  if (!may(person, "invoice.draft")) return [];
  const t = textsFor(reader);
  const { db } = house;
  const after = pages.papers ?? null;
  const of = { createdBy: person.id };
  const [invoices, quotes, begun] = await Promise.all([
    listInvoices(db, of, after, SHOWN + 1),
    listQuotes(db, of, after, SHOWN + 1),
    unfinished(db, person.id),
  ]);
  const papers = [
    ...invoices.map((stored): Paper => ({ kind: "invoice", stored })),
    ...quotes.map((stored): Paper => ({ kind: "quote", stored })),
  ].sort((a, b) => b.stored.createdAt - a.stored.createdAt || (a.stored.id < b.stored.id ? 1 : -1));
  const last = papers[SHOWN - 1]?.stored;
  const next: Pages["papers"] = papers.length > SHOWN && last ? [last.createdAt, last.id] : undefined;
  const shown = await Promise.all(papers.slice(0, SHOWN).map((paper, i) => paperEntry({ house }, reader, paper, i, "paper_see")));
  return [
    divider,
    header(t.home.title),
    ...begun.map(({ id, text }, i) => ({
      ...section(t.forWhom(t.home.unfinished, shorten(text, 120)), {
        ...button(FORM, t.home.resume, `${id} 0`, { spoken: `${t.home.resume} ${shorten(text, 50)}` }),
        action_id: `${FORM}:${i}`,
      }),
    })),
    ...(shown.length > 0 ? shown : [section(t.home.none)]),
    ...buttons(button(`${NEW}:invoice`, t.list.new.invoice, "invoice "), button(`${NEW}:quote`, t.list.new.quote, "quote ")),
    ...pager(say, "papers", pages, next),
    ...(begun.length > 0 ? [context(t.home.kept)] : []),
    ...(await toIssueBlocks(house, reader, pages)),
  ];
}

/** For those who issue: drafts of everybody, the latest first, page by page; one's own stand among one's papers already. */
async function toIssueBlocks(house: House, reader: Reader, pages: Pages): Promise<KnownBlock[]> {
  const { person, say } = reader;
  if (!may(person, "invoice.issue")) return [];
  const found = await listInvoices(house.db, { state: "draft" }, pages.toIssue ?? null, SHOWN + 1);
  const last = found[SHOWN - 1];
  const next: Pages["toIssue"] = found.length > SHOWN && last ? [last.createdAt, last.id] : undefined;
  const others = found.slice(0, SHOWN).filter(({ createdBy }) => createdBy !== person.id);
  if (others.length === 0 && !pages.toIssue && !next) return [];
  const shown = await Promise.all(
    others.map((stored, i) => paperEntry({ house }, reader, { kind: "invoice", stored }, i + SHOWN, "paper_see")),
  );
  return [divider, header(textsFor(reader).home.toIssue), ...shown, ...pager(say, "toIssue", pages, next)];
}

/** Typed lines that never became anything: a preview that was lost on its way is found again here. */
async function unfinished(db: D1Database, person: string): Promise<{ id: string; text: string }[]> {
  const { results } = await db
    .prepare(
      `SELECT id, body ->> '$.text' AS text FROM sale_previews WHERE person = ?1 AND body ->> '$.text' <> '' AND body ->> '$.run' IS NULL
       ORDER BY updated_at DESC LIMIT 2`,
    )
    .bind(person)
    .all<{ id: string; text: string }>();
  return results;
}

export async function openPaper(desk: Desk, body: object, id: string): Promise<void> {
  const draw = async (reader: Reader) => {
    await desk.allow(reader, "invoice.read", { kind: id.startsWith("q") ? "quote" : "invoice", id });
    const paper = await readPaper(desk.house.db, id);
    if (!paper) throw new PasserelleError("not_found");
    const { blocks } = await paperShown(desk.house, reader, paper);
    const t = textsFor(reader);
    return modal({ callback: "paper_window", title: t.papers[paper.kind], close: reader.say.close, blocks });
  };
  await desk.open(body, draw, { slow: true });
}
