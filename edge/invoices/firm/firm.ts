/** The firm that sells: who it is (seller.ts), how it numbers, and what it lets whom decide. */
import * as z from "zod/mini";
import type { InvoiceKind } from "../invoice.ts";
import { DEFAULT_FORMATS, NumberFormat, type Numbering, type Series } from "../number-series.ts";
import { Percent } from "../sale.ts";
import { Seller } from "../seller.ts";

export const Rules = z.object({
  formats: z.object({
    invoice: NumberFormat,
    /** Null = credit notes are numbered with the invoices. */
    "credit-note": z.nullable(NumberFormat),
    quote: NumberFormat,
  }),
  /** More off than so many per cent of the whole is for those who may `invoice.discount`; null = no limit. */
  discountPercent: z.nullable(Percent),
  /** From so much on, VAT included, an invoice is for those who may `invoice.issue/over`; null = no limit. */
  secondPersonCents: z.nullable(z.int().check(z.positive())),
  /** For the reform's calendar: large and mid-sized firms came first. */
  size: z.enum(["small", "large"]),
});
export type Rules = z.infer<typeof Rules>;

export const DEFAULT_RULES: Rules = { formats: DEFAULT_FORMATS, discountPercent: null, secondPersonCents: null, size: "small" };

export interface Firm {
  seller: Seller;
  rules: Rules;
  /** 0 = nobody has set it up. */
  version: number;
}

/** What the form of the settings submits. */
export const SetSeller = z.object({
  /** The one that the form showed; 0 = none yet. */
  version: z.int(),
  /** Which window it came from: opened again with what was typed, when somebody else was quicker. */
  section: z.optional(z.string().check(z.maxLength(20))),
  seller: Seller,
  rules: z.object({
    discountPercent: Rules.shape.discountPercent,
    secondPersonCents: Rules.shape.secondPersonCents,
    size: Rules.shape.size,
    creditNotesApart: z.boolean(),
  }),
  /** The last number that the firm has given in each series, as it stands on the paper; "" = none, or as it is. */
  lastNumbers: z.object({
    invoice: z.string().check(z.maxLength(40)),
    "credit-note": z.string().check(z.maxLength(40)),
    quote: z.string().check(z.maxLength(40)),
  }),
});
export type SetSeller = z.infer<typeof SetSeller>;

/** The series that gives a document its number on a day. */
export function numberingOf({ formats }: Rules, kind: InvoiceKind | "quote", day: string): Numbering {
  const own = formats[kind];
  const series: Series = own ? kind : "invoice";
  return { series, format: own ?? formats.invoice, day };
}
