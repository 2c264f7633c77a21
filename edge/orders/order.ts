/** An order, as a shop's server tells it: who bought what, so that they may be asked what they think of it. */
import * as z from "zod/mini";
import { parisDay } from "../invoices/paris-day.ts";
import { hashOf } from "../sites/keys.ts";

const Sku = z.string().check(z.trim(), z.minLength(1), z.maxLength(64), z.regex(/^[^\p{C},]+$/u));

export const isPastDay = (day: string) => day >= "2000-01-01" && day <= parisDay();

/** As an order keeps its buyer: proves, does not tell. */
export const buyerHash = (orderId: string, email: string) => hashOf("buyer", orderId, email.trim().toLowerCase());

/** As buyers copy it from a mail: `#1042`, `n° 1042`. */
export const orderNumberOf = (text: string): string =>
  text
    .normalize("NFKC")
    .trim()
    .replace(/^(#|№|n[°o]\.?)\s*/i, "")
    .toUpperCase();

export const NewOrder = z.object({
  number: z.pipe(
    z.union([z.string(), z.number()]),
    z.pipe(
      z.transform((number: string | number) => orderNumberOf(String(number))),
      z.string().check(z.minLength(1), z.maxLength(64)),
    ),
  ),
  email: z.email().check(z.maxLength(254)),
  name: z._default(z.string().check(z.trim(), z.maxLength(120)), ""),
  orderedOn: z.iso.date().check(z.refine(isPastDay)),
  locale: z._default(z.nullable(z.enum(["fr", "en"])), null),
  /** A cancelled one invites nobody and proves nothing. */
  state: z._default(z.enum(["open", "cancelled"]), "open"),
  items: z
    .array(z.object({ sku: Sku, name: z._default(z.string().check(z.trim(), z.maxLength(200)), "") }))
    .check(z.minLength(1), z.maxLength(100)),
});
export type NewOrder = z.infer<typeof NewOrder>;

export const MOST_ORDERS_AT_ONCE = 100;
