/**
 * What is sold, before and after it becomes a quote or an invoice: lines, discounts, terms. What the parser of `/facture`
 * and the form both make, and all that totals.ts needs. BT- and BG-numbers are EN 16931's.
 */
import * as z from "zod/mini";
import { readDecimal } from "./decimal.ts";

/** UNTDID 5305, those that the French layer accepts (BR-FR-15). */
export const VAT_CATEGORIES = ["S", "Z", "E", "AE", "K", "G", "O"] as const;
export type VatCategory = (typeof VAT_CATEGORIES)[number];

/** What one can be billed by → UN/ECE recommendation 20 (BT-130). */
export const UNIT_CODES = {
  piece: "C62",
  hour: "HUR",
  day: "DAY",
  month: "MON",
  year: "ANN",
  flat: "LS",
  kilogram: "KGM",
  tonne: "TNE",
  litre: "LTR",
  metre: "MTR",
  squareMetre: "MTK",
  cubicMetre: "MTQ",
  kilometre: "KMT",
  kilowattHour: "KWH",
  set: "SET",
} as const;
export const UNITS = Object.keys(UNIT_CODES) as [Unit, ...Unit[]];
export type Unit = keyof typeof UNIT_CODES;

const decimalText = (places: number, { signed = false } = {}) =>
  z.string().check(
    z.refine((text) => {
      const value = readDecimal(text);
      return value !== null && value.places <= places && (signed || value.digits >= 0n);
    }),
  );

/** Up to six places (BR-FR-DEC), never negative (BR-27). */
export const UnitPrice = decimalText(6);
export const Quantity = decimalText(4, { signed: true });
export const Percent = decimalText(2).check(z.refine((text) => Number(text) <= 100));

export const Vat = z.object({
  category: z.enum(VAT_CATEGORIES),
  /** "20", "5.5"; "0" for every category but S. */
  percent: Percent,
  /** VATEX code or id of a reason in law/: why there is none. Null for S and Z. */
  exemption: z.nullable(z.string().check(z.maxLength(40))),
});
export type Vat = z.infer<typeof Vat>;

export const Discount = z.union([
  z.object({ type: z.literal("percent"), percent: Percent }),
  z.object({ type: z.literal("amount"), amountCents: z.int().check(z.positive()) }),
]);
export type Discount = z.infer<typeof Discount>;

export const Line = z.object({
  /** BT-153: what it is, on one line. */
  name: z.string().check(z.minLength(1), z.maxLength(500)),
  /** BT-154: more about it; line breaks are kept. */
  details: z.string().check(z.maxLength(3000)),
  quantity: Quantity,
  unit: z.enum(UNITS),
  /** Excluding VAT, EUR (BT-146). */
  unitPrice: UnitPrice,
  /** What was typed when the price included VAT: the total owed follows it to the cent (BT-114). Null = typed without VAT. */
  unitPriceWithVat: z.nullable(UnitPrice),
  nature: z.enum(["goods", "services"]),
  vat: Vat,
  discount: z.nullable(Discount),
  /** Of the price list. */
  itemId: z.nullable(z.string().check(z.maxLength(64))),
});
export type Line = z.infer<typeof Line>;

/** When it is to be paid, from the day of issue. */
export const Terms = z.union([
  z.object({ type: z.literal("days"), days: z.int().check(z.minimum(0), z.maximum(366)) }),
  /** "45 jours fin de mois": `monthEnd` says which of the two readings (france.md, L441-10). */
  z.object({ type: z.literal("days-end-of-month"), days: z.int().check(z.minimum(0), z.maximum(366)) }),
  z.object({ type: z.literal("date"), dueOn: z.iso.date() }),
]);
export type Terms = z.infer<typeof Terms>;

export const MOST_LINES = 300;

export const Sale = z.object({
  lines: z.array(Line).check(z.minLength(1), z.maxLength(MOST_LINES)),
  /** On the whole document (BG-20); `only` = on what bears this VAT, null = shared out over all of it. */
  discount: z.nullable(z.object({ off: Discount, only: z.nullable(Vat) })),
  terms: z.nullable(Terms),
  /** BT-13: the buyer's order number. */
  purchaseOrder: z.nullable(z.string().check(z.maxLength(50))),
  /** Day of supply or completion when it is another than that of issue (BT-72). */
  suppliedOn: z.nullable(z.iso.date()),
  note: z.string().check(z.maxLength(2000)),
  /** Of a quote: when the work begins and how long it takes, as people say it ("sous 3 semaines", "2 jours"). */
  work: z.optional(z.object({ starts: z.string().check(z.maxLength(80)), lasts: z.string().check(z.maxLength(80)) })),
});
export type Sale = z.infer<typeof Sale>;
