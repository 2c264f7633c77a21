/**
 * The window of a sale: one line's fields stand open at a time, the others are shown as they will be printed; the totals follow
 * what is typed. Fields of a line change their ids with each turn, for Slack keeps what a field holds under the same id.
 */
import type { KnownBlock, ModalView } from "@slack/types";
import type { PriceItem } from "../../../../edge/prices/price-item.ts";
import { findPrices } from "../../../../edge/prices/price-store.ts";
import type { Desk, Reader } from "../../../desk.ts";
import { button, buttons, context, divider, entry, input, modal, option, plain, section } from "../../../forms.ts";
import { shorten } from "../../../text/words.ts";
import type { Held, Kept } from "../kept.ts";
import { problemSection } from "../preview.ts";
import { lineText, textsFor, totalRows } from "../sale-words.ts";
import { problemLines, type Weighing, weigh } from "../weigh.ts";
import { openLine } from "./line-fields.ts";
import { wholeBlocks } from "./whole-fields.ts";

export const SALE = "sale_submit";
export const FORM_CLIENT = "sale_who";
export const ADD = "sale_add";
export const REMOVE = "sale_remove";
export const MORE = "sale_more";
export const AFRESH = "sale_afresh";
export const OPEN_LINE = /^sale_line:\d+$/;
export const TAKE = /^sale_take:\d+$/;

export interface Memory {
  id: string;
  turn: number;
}

const SUGGESTED = 3;
/** Slack takes 100 blocks: what stands around the lines needs some. */
const MOST_LINES_SHOWN = 60;

interface Look {
  /** What is said above the fields. */
  notes?: string[];
  resumed?: boolean;
}

export async function saleForm(desk: Desk, reader: Reader, holding: Held, { notes = [], resumed = false }: Look = {}): Promise<ModalView> {
  const t = textsFor(reader);
  const { kept, id } = holding;
  const line = kept.sale.lines[kept.open];
  const [weighed, prices] = await Promise.all([
    weigh(desk, reader, kept, false),
    line?.name && line.unitPrice === null ? findPrices(desk.house.db, line.name, SUGGESTED) : [],
  ]);
  return modal({
    callback: SALE,
    title: (kept.of ? t.form.editTitle : t.form.title)[kept.kind],
    submit: kept.of ? t.form.save : t.form.create[kept.kind],
    close: reader.say.cancel,
    blocks: [
      ...notes.map((note) => section(note)),
      ...(resumed ? [{ ...section(t.form.kept, button(AFRESH, t.form.afresh, "afresh")) }] : []),
      ...(kept.text && !kept.sale.lines.some(({ name }) => name) ? [context(t.typedWas(shorten(kept.text, 1500)))] : []),
      ...clientBlocks(reader, kept, weighed),
      ...linesBlocks(reader, kept, weighed, prices),
      ...wholeBlocks(reader, kept, weighed),
      ...(kept.sale.lines.some((one) => one.unitPrice !== null) ? totalRows(reader, weighed.sale, weighed.totals) : [divider]),
      ...warnings(reader, kept, weighed),
    ],
    memory: { id, turn: kept.turn } satisfies Memory,
  });
}

function clientBlocks(reader: Reader, { client, clientText }: Kept, { client: known }: Weighing): KnownBlock[] {
  const { form, beingMade, unknownClient } = textsFor(reader);
  const label = client && "name" in client ? beingMade(client.name) : known?.name;
  const value = client && "name" in client ? `run:${client.run}` : known?.id;
  const initial = label && value ? option(label, value) : undefined;
  const element = {
    type: "external_select" as const,
    // Another client is another id, or Slack shows the former one.
    action_id: initial ? `${FORM_CLIENT}:${value}` : FORM_CLIENT,
    min_query_length: 2,
    placeholder: plain(form.clientPlaceholder),
    ...(initial && { initial_option: initial }),
  };
  return [
    ...(!client && clientText ? [context(unknownClient(shorten(clientText, 80)))] : []),
    input("client", textsFor(reader).client, element, { hint: form.clientHint, dispatch: true }),
  ];
}

function linesBlocks(reader: Reader, kept: Kept, weighed: Weighing, prices: PriceItem[]): KnownBlock[] {
  const { form } = textsFor(reader);
  const { lines } = kept.sale;
  const first = Math.max(0, Math.min(kept.open - MOST_LINES_SHOWN + 5, lines.length - MOST_LINES_SHOWN));
  const shown = lines.slice(first, first + MOST_LINES_SHOWN).map((line, i) => ({ line, at: first + i }));
  const blocks = shown.flatMap(({ line, at }): KnownBlock[] =>
    at === kept.open
      ? openLine(reader, kept, line, weighed, prices)
      : [
          entry(
            line.name || form.line(String(at + 1)),
            lineText(reader, line),
            button(`sale_line:${at}`, form.editLine, String(at), { spoken: form.editWhich(line.name || String(at + 1)) }),
          ),
        ],
  );
  const current = lines[kept.open];
  const remove = lines.length > 1 && current;
  return [
    ...blocks,
    ...buttons(
      button(ADD, form.addLine, "add"),
      remove && button(REMOVE, form.removeLine, String(kept.open), { spoken: form.removeWhich(current.name) }),
      !kept.more && button(MORE, form.more, "more"),
    ),
  ];
}

/** What the law would say against it: said while one can still mend it, it stops no draft. */
function warnings(reader: Reader, { kind, sale, client }: Kept, { problems }: Weighing): KnownBlock[] {
  const t = textsFor(reader);
  const told = problems.filter(
    ({ field, code }) =>
      !/^lines\.\d+\.(price|name)$/.test(field) &&
      code !== "no_lines" &&
      code !== "nothing_to_pay" &&
      (field !== "client" || client === null),
  );
  const lines = problemLines(
    reader,
    told.filter(({ field }) => field !== "client"),
    sale,
  );
  return lines.length > 0 ? [problemSection(kind === "quote" ? t.missingQuote : t.missing, lines)] : [];
}
