/** A sale in words: amounts, lines, totals, when it is to be paid. Whatever people wrote passes through words.ts. */
import type { KnownBlock, SectionBlock } from "@slack/types";
import type { OpenLine, OpenSale } from "../../../edge/invoices/drafts/open-sale.ts";
import type { Discount, Terms, Vat } from "../../../edge/invoices/sale.ts";
import type { Totals } from "../../../edge/invoices/totals.ts";
import type { Locale } from "../../../edge/people/person.ts";
import type { Reader } from "../../desk.ts";
import { context, divider, markup } from "../../forms.ts";
import { mrkdwnText, oneLine, shorten } from "../../text/words.ts";
import { type SellingTexts, sellingTexts } from "../text/texts.ts";

export const textsFor = ({ say }: Reader): SellingTexts => sellingTexts(say.locale);

const formats: Partial<Record<string, Intl.NumberFormat>> = {};

function format(locale: Locale, key: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const made = formats[locale + key] ?? new Intl.NumberFormat(locale === "fr" ? "fr-FR" : "en-IE", options);
  formats[locale + key] = made;
  return made;
}

/** Whole numbers and decimal strings go through unrounded. */
export const money = ({ say }: Reader, amountCents: number): string =>
  format(say.locale, "money", { style: "currency", currency: "EUR" })
    .format(amountCents / 100)
    .replace("-", "−");

/** A unit price keeps as many places as it has, two at least. */
export const price = ({ say }: Reader, decimal: string): string =>
  format(say.locale, "price", { style: "currency", currency: "EUR", maximumFractionDigits: 6 }).format(decimal as unknown as number);

export const figure = ({ say }: Reader, decimal: string): string =>
  format(say.locale, "figure", { maximumFractionDigits: 6 }).format(decimal as unknown as number);

export const percent = (reader: Reader, decimal: string): string =>
  reader.say.locale === "fr" ? `${figure(reader, decimal)}\u00a0%` : `${figure(reader, decimal)}%`;

export function vatText(reader: Reader, vat: Vat): string {
  const t = textsFor(reader);
  if (vat.category === "S") return t.vat(percent(reader, vat.percent));
  return t.form.exempt[vat.exemption ?? ""] ?? t.noVat;
}

export const discountText = (reader: Reader, discount: Discount): string =>
  discount.type === "percent" ? percent(reader, discount.percent) : money(reader, discount.amountCents);

/** "3 jours × 800,00 € · TVA 20 % · remise 5 %" */
export function lineText(reader: Reader, line: OpenLine): string {
  const t = textsFor(reader);
  const count = Math.abs(Number(line.quantity)) < 2 ? 0 : 1;
  const unit = line.unit === "piece" ? "" : t.units[line.unit][count];
  const shown = line.unitPriceWithVat ?? line.unitPrice;
  const amount = shown === null ? t.noPrice : `${price(reader, shown)}${line.unitPriceWithVat === null ? "" : ` ${t.withVat}`}`;
  const quantity = [figure(reader, line.quantity), unit].filter(Boolean).join("\u00a0");
  const discount = line.discount && t.discountOf(discountText(reader, line.discount)).toLowerCase();
  return [`${quantity} × ${amount}`, vatText(reader, line.vat), discount].filter(Boolean).join("  ·  ");
}

/** As it could be typed again. */
export function termsTyped({ say }: Reader, terms: Terms | null): string {
  if (!terms) return "";
  if (terms.type === "date") return say.locale === "fr" ? terms.dueOn.split("-").reverse().join("/") : terms.dueOn;
  const days = say.locale === "fr" ? `${terms.days} jours` : `${terms.days} days`;
  return terms.type === "days" ? days : `${days} ${say.locale === "fr" ? "fin de mois" : "end of month"}`;
}

type Row = [label: string, value: string];

/** Two columns that stand below each other: what, how much. Five rows to a section, for Slack takes ten fields. */
export function rows(pairs: Row[]): SectionBlock[] {
  const sections: SectionBlock[] = [];
  for (let i = 0; i < pairs.length; i += 5)
    sections.push({ type: "section", fields: pairs.slice(i, i + 5).flatMap(([label, value]) => [markup(label), markup(value)]) });
  return sections;
}

const bold = (text: string) => `*${mrkdwnText(text)}*`;

const MOST_SHOWN = 15;

/** @param amounts false = for who may not see them */
export function lineRows(reader: Reader, { lines }: OpenSale, totals: Totals, amounts = true): KnownBlock[] {
  const t = textsFor(reader);
  let known = 0;
  const shown = lines.slice(0, MOST_SHOWN).map((line): Row => {
    const net = line.unitPrice === null || !line.name ? null : totals.lines[known++]?.netCents;
    const name = shorten(oneLine(line.name), 200);
    if (!amounts) return [bold(name), mrkdwnText(figure(reader, line.quantity))];
    return [
      `${bold(name)}\n${mrkdwnText(lineText(reader, line))}`,
      net === null || net === undefined ? "–" : mrkdwnText(money(reader, net)),
    ];
  });
  const left = lines.length - shown.length;
  return [...rows(shown), ...(left > 0 ? [context(t.moreLines(String(left)))] : [])];
}

export function totalRows(reader: Reader, sale: OpenSale, totals: Totals): KnownBlock[] {
  const t = textsFor(reader);
  const bears = totals.vat.some(({ vat }) => vat.category === "S");
  const off = sale.discount?.off;
  const pairs: [string, number][] = [];
  if (totals.discountCents > 0 && off)
    pairs.push([off.type === "percent" ? t.discountOf(discountText(reader, off)) : t.discount, -totals.discountCents]);
  if (bears) pairs.push([t.net, totals.netCents]);
  for (const { vat, baseCents, vatCents } of totals.vat)
    if (vat.category === "S") pairs.push([t.vatOn(percent(reader, vat.percent), money(reader, baseCents)), vatCents]);
  if (totals.roundingCents !== 0) pairs.push([t.rounding, totals.roundingCents]);
  const said = pairs.map(([label, cents]): Row => [mrkdwnText(label), mrkdwnText(money(reader, cents))]);
  const all: Row[] = [...said, [bold(bears ? t.total : t.totalNoVat), bold(money(reader, totals.dueCents))]];
  const free = totals.vat.filter(({ vat }) => vat.category !== "S").map(({ vat }) => vatText(reader, vat));
  return [divider, ...rows(all), ...(free.length > 0 ? [context([...new Set(free)].join("  ·  "))] : [])];
}

/** What is sold: services, goods, or both. */
export function natureText(reader: Reader, { lines }: OpenSale): string {
  const t = textsFor(reader);
  const natures = new Set(lines.map(({ nature }) => nature));
  if (natures.size === 0) return "";
  return natures.size > 1 ? t.nature.both : natures.has("goods") ? t.nature.goods : t.nature.services;
}

/** Of a quote: when the work begins and how long it takes. */
export function workFacts(reader: Reader, { work }: Pick<OpenSale, "work">): [string, string | null][] {
  const { form } = textsFor(reader);
  return work
    ? [
        [form.starts, work.starts || null],
        [form.lasts, work.lasts || null],
      ]
    : [];
}
