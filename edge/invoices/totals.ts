/**
 * EN 16931's arithmetic (rules BR-CO-10 to 17, BR-S-08 and their like): exact decimals, rounded half up to cents where
 * the standard rounds and nowhere else. VAT is computed on the sum of each category and rate, never line by line.
 */
import { cents, type Decimal, decimal, dividedBy, plus, rounded, times, toCents } from "./decimal.ts";
import type { Discount, Line, Sale, Vat } from "./sale.ts";

export interface LineTotals {
  /** Quantity × unit price, before the line's discount. */
  grossCents: number;
  /** BT-136. */
  discountCents: number;
  /** BT-131. */
  netCents: number;
}

/** One discount on the whole document for one VAT group (BG-20): the standard wants them apart. */
export interface DocumentDiscount {
  vat: Vat;
  /** BT-92. */
  amountCents: number;
  /** BT-93: what it is taken of. */
  ofCents: number;
}

/** BG-23: one category at one rate for one reason. */
export interface VatTotals {
  vat: Vat;
  /** BT-116. */
  baseCents: number;
  /** BT-117. */
  vatCents: number;
}

export interface Totals {
  lines: LineTotals[];
  discounts: DocumentDiscount[];
  vat: VatTotals[];
  /** BT-106. */
  linesCents: number;
  /** BT-107. */
  discountCents: number;
  /** BT-109, excluding VAT. */
  netCents: number;
  /** BT-110. */
  vatCents: number;
  /** BT-112, VAT included. */
  totalCents: number;
  /** BT-113: paid already. */
  paidCents: number;
  /** BT-114: a cent or so, where prices were typed with VAT. */
  roundingCents: number;
  /** BT-115. */
  dueCents: number;
}

/** @param paidCents a deposit, or the whole when it was paid before the issue */
export function totalsOf({ lines, discount }: Pick<Sale, "lines" | "discount">, paidCents = 0): Totals {
  const perLine = lines.map(lineTotals);
  const groups = groupsOf(lines, perLine);
  const discounts = discountsOf(discount, groups);
  const vat = groups.map(({ vat, baseCents }) => {
    const off = sum(discounts.filter((one) => sameVat(one.vat, vat)).map(({ amountCents }) => amountCents));
    const base = baseCents - off;
    return { vat, baseCents: base, vatCents: toCents(percentOf(cents(base), vat.percent)) };
  });
  const linesCents = sum(perLine.map(({ netCents }) => netCents));
  const discountCents = sum(discounts.map(({ amountCents }) => amountCents));
  const vatCents = sum(vat.map((group) => group.vatCents));
  const totalCents = linesCents - discountCents + vatCents;
  const roundingCents = roundingOf(lines, discount, totalCents);
  return {
    lines: perLine,
    discounts,
    vat,
    linesCents,
    discountCents,
    netCents: linesCents - discountCents,
    vatCents,
    totalCents,
    paidCents,
    roundingCents,
    dueCents: totalCents - paidCents + roundingCents,
  };
}

/** The price without VAT of one typed with it: as many places as an e-invoice takes. */
export const withoutVat = (unitPriceWithVat: string, percent: string): Decimal =>
  dividedBy(times(decimal(unitPriceWithVat), decimal("100")), plus(decimal("100"), decimal(percent)), 6);

export const sameVat = (a: Vat, b: Vat) =>
  a.category === b.category && a.exemption === b.exemption && toCents(decimal(a.percent)) === toCents(decimal(b.percent));

function lineTotals({ quantity, unitPrice, discount }: Line): LineTotals {
  const grossCents = toCents(times(decimal(quantity), decimal(unitPrice)));
  const discountCents = discount ? amountOf(discount, grossCents) : 0;
  return { grossCents, discountCents, netCents: grossCents - discountCents };
}

/** In the order in which they first appear. */
function groupsOf(lines: Line[], perLine: LineTotals[]): { vat: Vat; baseCents: number }[] {
  const groups: { vat: Vat; baseCents: number }[] = [];
  lines.forEach(({ vat }, i) => {
    const netCents = perLine[i]?.netCents ?? 0;
    const group = groups.find((one) => sameVat(one.vat, vat));
    if (group) group.baseCents += netCents;
    else groups.push({ vat, baseCents: netCents });
  });
  return groups;
}

/** A discount in per cent is taken of each group; an amount is shared out by what each group weighs, to the last cent. */
function discountsOf(discount: Sale["discount"], all: { vat: Vat; baseCents: number }[]): DocumentDiscount[] {
  if (!discount) return [];
  const { off, only } = discount;
  const groups = only ? all.filter(({ vat }) => sameVat(vat, only)) : all;
  const bases = groups.map(({ baseCents }) => baseCents);
  const shares = off.type === "percent" ? bases.map((baseCents) => amountOf(off, baseCents)) : shared(off.amountCents, bases);
  return groups
    .map(({ vat, baseCents }, i) => ({ vat, amountCents: shares[i] ?? 0, ofCents: baseCents }))
    .filter(({ amountCents }) => amountCents !== 0);
}

/** Largest remainder: the shares add up to the amount, whatever the weights. */
function shared(amountCents: number, weights: number[]): number[] {
  const whole = BigInt(sum(weights));
  if (whole === 0n) return weights.map((_, i) => (i === 0 ? amountCents : 0));
  const exact = weights.map((weight) => BigInt(amountCents) * BigInt(weight));
  // Rounded down, below zero too, so that what is left to hand out is never less than nothing.
  const rests = exact.map((part) => ((part % whole) + whole) % whole);
  const shares = exact.map((part, i) => (part - (rests[i] as bigint)) / whole);
  const order = rests.map((rest, i) => ({ i, rest })).sort((a, b) => (a.rest === b.rest ? a.i - b.i : a.rest > b.rest ? -1 : 1));
  let left = BigInt(amountCents) - shares.reduce((total, share) => total + share, 0n);
  for (const { i } of order) {
    if (left === 0n) break;
    shares[i] = (shares[i] as bigint) + 1n;
    left -= 1n;
  }
  return shares.map(Number);
}

const amountOf = (discount: Discount, ofCents: number): number =>
  discount.type === "amount" ? discount.amountCents : toCents(percentOf(cents(ofCents), discount.percent));

const percentOf = (amount: Decimal, percent: string): Decimal => {
  const product = times(amount, decimal(percent));
  return { digits: product.digits, places: product.places + 2 };
};

/**
 * Three at 9.99 with VAT are 29.97, and no sum without VAT comes to that: the standard has an amount for it. Only where
 * every price was typed with VAT: elsewhere nobody has said what the whole should be.
 */
function roundingOf(lines: Line[], discount: Sale["discount"], totalCents: number): number {
  if (discount?.off.type === "amount" || discount?.only || lines.some(({ unitPriceWithVat }) => unitPriceWithVat === null)) return 0;
  const typed = lines.map(({ quantity, unitPriceWithVat, discount: off }) => {
    const grossCents = toCents(times(decimal(quantity), decimal(unitPriceWithVat as string)));
    if (off?.type === "amount") return null;
    return grossCents - (off ? amountOf(off, grossCents) : 0);
  });
  if (typed.includes(null)) return 0;
  const whole = sum(typed as number[]);
  const meant = whole - (discount ? amountOf(discount.off, whole) : 0);
  // More than a cent or two a line was never rounding.
  return Math.abs(meant - totalCents) <= 2 * lines.length ? meant - totalCents : 0;
}

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);

/** A decimal of the shapes, to the places that an e-invoice shows. */
export const exactly = (text: string, places: number) => rounded(decimal(text), places);
