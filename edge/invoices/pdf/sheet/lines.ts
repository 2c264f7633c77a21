/** The table and the sums, of whatever is sold. */
import type { Locale } from "../../../people/person.ts";
import type { InvoiceLine } from "../../invoice.ts";
import type { Sale, Vat } from "../../sale.ts";
import type { LineTotals, Totals } from "../../totals.ts";
import { amount, bareAmount, percent, quantity, unitPrice } from "./figures.ts";
import type { Column, Row, Sheet, Sum } from "./sheet.ts";
import { UNIT_WORDS, WORDS } from "./words.ts";

export interface Sold {
  lines: InvoiceLine[];
  discount: Sale["discount"];
  totals: Totals;
  language: Locale;
}

/** Whoever charges no VAT at all has no column for it: not even a zero (CGI 293 E). */
export const bearsVat = ({ totals }: Sold) => totals.vat.some(({ vat }) => isTaxed(vat));

export function tableOf(sold: Sold): { columns: Column[]; rows: Row[] } {
  const { lines, totals, language } = sold;
  const words = WORDS[language];
  const withVat = bearsVat(sold);
  const withDiscount = lines.some(({ discount }) => discount !== null);
  const right = (title: string): Column => ({ title, align: "right" });
  const columns: (Column | false)[] = [
    { title: words.description, align: "left" },
    right(words.quantity),
    { title: words.unit, align: "left" },
    right(withVat ? words.unitPrice : words.unitPriceBare),
    withDiscount && right(words.discount),
    withVat && right(words.vat),
    right(withVat ? words.net : words.netBare),
  ];
  const rows = lines.map((line, i): Row => {
    const { discountCents, netCents } = totals.lines[i] as LineTotals;
    const cells: (string | false)[] = [
      quantity(line.quantity, language),
      unitOf(line, language),
      unitPrice(line.unitPrice, language),
      withDiscount && discountOf(line, discountCents, language),
      withVat && rateOf(line.vat, language),
      bareAmount(netCents, language),
    ];
    return { name: line.name, details: line.details, cells: cells.filter((cell) => cell !== false) };
  });
  return { columns: columns.filter((column) => column !== false), rows };
}

export function vatOf(sold: Sold): Sheet["vat"] {
  if (!bearsVat(sold)) return null;
  const { totals, language } = sold;
  const words = WORDS[language];
  return {
    titles: [words.vatRate, words.vatBase, words.vatAmount],
    rows: totals.vat.map(({ vat, baseCents, vatCents }) => [
      isTaxed(vat) ? rateOf(vat, language) : words.noVat,
      bareAmount(baseCents, language),
      bareAmount(vatCents, language),
    ]),
  };
}

/**
 * @param last what the strong line is called
 * @param total whether the total stands above it, too
 */
export function sumsOf(sold: Sold, last: string, total: boolean): Sum[] {
  const { totals, discount, language } = sold;
  const words = WORDS[language];
  const sum = (label: string, amountCents: number): Sum => ({ label, value: amount(amountCents, language) });
  const withVat = bearsVat(sold);
  const settled = totals.paidCents !== 0 || totals.roundingCents !== 0;
  const many = totals.discounts.length > 1;
  const sums: (Sum | false)[] = [
    totals.discountCents !== 0 && sum(withVat ? words.linesTotal : words.netBare, totals.linesCents),
    ...totals.discounts.map(({ vat, amountCents }) =>
      sum(discountName(discount, language) + (many || discount?.only ? onVat(vat, language) : ""), -amountCents),
    ),
    withVat && sum(words.netTotal, totals.netCents),
    withVat && sum(words.vatTotal, totals.vatCents),
    (settled || (total && withVat)) && sum(withVat ? words.total : words.netBare, totals.totalCents),
    totals.roundingCents !== 0 && sum(words.rounding, totals.roundingCents),
    totals.paidCents !== 0 && sum(words.paid, -totals.paidCents),
    { ...sum(last, totals.dueCents), strong: true },
  ];
  return sums.filter((one) => one !== false);
}

function unitOf({ unit, quantity }: InvoiceLine, language: Locale): string {
  const [one, several] = UNIT_WORDS[language][unit];
  return Math.abs(Number(quantity)) < (language === "fr" ? 2 : 1.0001) ? one : several;
}

function discountOf({ discount }: InvoiceLine, discountCents: number, language: Locale): string {
  if (discount === null || discountCents === 0) return "";
  return discount.type === "percent" ? `\u2212${percent(discount.percent, language)}` : bareAmount(-discountCents, language);
}

const discountName = (discount: Sale["discount"], language: Locale) =>
  discount?.off.type === "percent" ? WORDS[language].discountOf(percent(discount.off.percent, language)) : WORDS[language].discount;

/** Outside of VAT there is no rate, and what is exempt has its reason below. */
const rateOf = (vat: Vat, language: Locale) => (isTaxed(vat) ? percent(vat.percent, language) : "\u2014");
const isTaxed = ({ category }: Vat) => category === "S" || category === "Z";

const onVat = (vat: Vat, language: Locale) =>
  isTaxed(vat) ? WORDS[language].onVat(percent(vat.percent, language)) : WORDS[language].onNoVat;
