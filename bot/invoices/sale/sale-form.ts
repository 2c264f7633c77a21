/**
 * The window of a sale: one line's fields stand open at a time, the others are shown as they will be printed; the totals follow
 * what is typed. Fields of a line change their ids with each turn, for Slack keeps what a field holds under the same id.
 */
import type { InputBlock, KnownBlock, ModalView, StaticSelect } from "@slack/types";
import type { OpenLine } from "../../../edge/invoices/drafts/open-sale.ts";
import { parisDay } from "../../../edge/invoices/paris-day.ts";
import { allInForce, EXEMPTIONS, ratesOf, UNITS } from "../../../edge/invoices/part.ts";
import type { Vat } from "../../../edge/invoices/sale.ts";
import type { PriceItem } from "../../../edge/prices/price-item.ts";
import { findPrices } from "../../../edge/prices/price-store.ts";
import type { Desk, Reader } from "../../desk.ts";
import { button, buttons, context, divider, entry, header, input, modal, option, plain, section, textBox } from "../../forms.ts";
import { shorten } from "../../text/words.ts";
import type { Held, Kept } from "./kept.ts";
import { problemSection } from "./preview.ts";
import { discountText, figure, lineText, percent, price, termsTyped, textsFor, totalRows } from "./sale-words.ts";
import { problemLines, type Weighing, weigh } from "./weigh.ts";

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

/** What is typed is kept as it is typed. */
export const watched = (block: InputBlock): InputBlock => ({
  ...block,
  dispatch_action: true,
  element: { ...block.element, dispatch_action_config: { trigger_actions_on: ["on_character_entered"] } } as InputBlock["element"],
});

export const select = (name: string, options: [value: string, label: string][], chosen: string): StaticSelect => {
  const all = options.map(([value, label]) => option(label, value));
  const initial = all.find(({ value }) => value === chosen);
  return { type: "static_select", action_id: name, options: all, ...(initial && { initial_option: initial }) };
};

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

function openLine(reader: Reader, { turn, open, more, raw }: Kept, line: OpenLine, { firm }: Weighing, prices: PriceItem[]): KnownBlock[] {
  const t = textsFor(reader);
  const { form } = t;
  const id = (name: string) => `${name}_${turn}`;
  const box = (name: string, initial: string, most = 40, placeholder = "") =>
    textBox(id(name), { initial: raw[name] ?? initial, most, ...(placeholder && { placeholder }) });
  const shown = line.unitPriceWithVat ?? line.unitPrice;
  const units = UNITS.map((unit): [string, string] => [unit, t.units[unit][1]]);
  const suggestions = prices.filter(({ labelFr, labelEn }) => ![labelFr, labelEn].includes(line.name));
  return [
    header(form.line(String(open + 1))),
    watched(input(id("name"), form.name, textBox(id("name"), { initial: line.name, most: 500, focus: turn > 0 }), { hint: form.nameHint })),
    ...(suggestions.length > 0
      ? [
          context(form.fromList),
          ...buttons(
            ...suggestions.map((item, i) => {
              const label = reader.say.locale === "en" ? item.labelEn : item.labelFr;
              return button(`sale_take:${i}`, form.take(shorten(label, 45), price(reader, item.unitPrice)), item.code);
            }),
          ),
        ]
      : []),
    watched(
      input(id("quantity"), form.quantity, box("quantity", line.quantity === "1" && !line.name ? "1" : figure(reader, line.quantity))),
    ),
    input(id("unit"), form.unit, select(id("unit"), units, line.unit), { dispatch: true }),
    watched(
      input(
        id("price"),
        form.price,
        box("price", shown === null ? "" : `${figure(reader, shown)}${line.unitPriceWithVat === null ? "" : ` ${t.withVat}`}`),
        { hint: form.priceHint, optional: true },
      ),
    ),
    input(id("vat"), form.vat, vatSelect(reader, id("vat"), line.vat, firm), { dispatch: true }),
    ...(more
      ? [
          watched(
            input(id("off"), form.lineDiscount, box("off", line.discount ? discountText(reader, line.discount) : ""), {
              hint: form.discountHint,
              optional: true,
            }),
          ),
          input(id("nature"), form.nature, select(id("nature"), Object.entries(form.natures), line.nature), { dispatch: true }),
        ]
      : []),
  ];
}

/** "20" is a rate, "=VATEX-FR-AE" the reason why there is none. */
export const vatValue = (vat: Vat) => (vat.category === "S" ? vat.percent : `=${vat.exemption ?? ""}`);

function vatSelect(reader: Reader, name: string, vat: Vat, firm: Weighing["firm"]): StaticSelect {
  const { form } = textsFor(reader);
  const day = parisDay();
  const franchise = firm?.seller.vatRegime === "franchise";
  const rates = franchise ? [] : ratesOf({ seller: firm?.seller ?? null, day });
  const reasons = allInForce(EXEMPTIONS, day).filter(({ offered, id }) => offered || (franchise && id === "VATEX-FR-FRANCHISE"));
  const options: [string, string][] = [
    ...rates.map((rate): [string, string] => [rate, percent(reader, rate)]),
    ...reasons.map(({ id, fr, en }): [string, string] => [`=${id}`, form.exempt[id] ?? (reader.say.locale === "fr" ? fr : en)]),
  ];
  const current = vatValue(vat);
  if (!options.some(([value]) => value === current))
    options.unshift([current, vat.category === "S" ? percent(reader, vat.percent) : (form.exempt[vat.exemption ?? ""] ?? "–")]);
  return select(name, options, current);
}

function wholeBlocks(reader: Reader, { sale, more, raw, turn }: Kept, { firm }: Weighing): KnownBlock[] {
  const { form } = textsFor(reader);
  const box = (name: string, initial: string, most = 40, multiline = false) =>
    textBox(name, { initial: raw[name] ?? initial, most, multiline });
  const days = String(firm?.seller.termsDays ?? 30);
  const terms = input("terms", form.terms, box("terms", termsTyped(reader, sale.terms)), { hint: form.termsHint(days), optional: true });
  if (!more) return [watched(terms)];
  const off = sale.discount ? discountText(reader, sale.discount.off) : "";
  return [
    header(form.more),
    watched(terms),
    watched(input("discount", form.discount, box("discount", off), { hint: form.discountHint, optional: true })),
    watched(input("order", form.order, box("order", sale.purchaseOrder ?? "", 50), { optional: true })),
    input(
      "supplied",
      form.supplied,
      { type: "datepicker", action_id: `supplied_${turn}`, ...(sale.suppliedOn && { initial_date: sale.suppliedOn }) },
      { optional: true, dispatch: true },
    ),
    watched(input("note", form.note, box("note", sale.note, 2000, true), { optional: true })),
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
