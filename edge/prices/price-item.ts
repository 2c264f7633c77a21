/** What the firm sells again and again: one line of its price list. Prices are EUR without VAT. */
import * as z from "zod/mini";
import { UNITS, UnitPrice } from "../invoices/sale.ts";

/** As one types it behind a line (invoices/typed/): a rate, or why there is none. */
const TypedVat = z.union([
  z.object({ percent: z.string().check(z.maxLength(6)) }),
  z.object({ exempt: z.enum(["reverse-charge", "intra-community", "export", "outside", "exempt"]) }),
]);

export const PriceItem = z.object({
  /** As the firm writes it, in capitals: "CONS-J". */
  code: z.string().check(z.minLength(1), z.maxLength(64)),
  labelFr: z.string().check(z.minLength(1), z.maxLength(200)),
  /** The French one where there is none. */
  labelEn: z.string().check(z.minLength(1), z.maxLength(200)),
  unit: z.enum(UNITS),
  unitPrice: UnitPrice,
  nature: z.enum(["goods", "services"]),
  /** Null = the firm's usual rate. */
  vat: z.nullable(TypedVat),
});
export type PriceItem = z.infer<typeof PriceItem>;

export const MOST_ITEMS = 2_000;
