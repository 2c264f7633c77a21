/**
 * WooCommerce's webhooks, in our words.
 *
 * Wire    POST, JSON of the REST API v3; X-WC-Webhook-Signature = base64 of HMAC-SHA256 of the body; X-WC-Webhook-Topic
 * Units   date_created_gmt without a zone, in UTC; `sku` may be empty
 * Source  https://woocommerce.github.io/woocommerce-rest-api-docs/#webhooks (read 2026-11)
 */
import * as z from "zod/mini";
import type { NewOrder } from "../order.ts";

const text = z._default(z.nullable(z.string()), "");

export const WooOrder = z.object({
  id: z.int(),
  number: z.optional(z.union([z.string(), z.int()])),
  status: z.string(),
  date_created_gmt: z.string(),
  billing: z.object({ first_name: text, last_name: text, email: z.string() }),
  line_items: z.array(z.object({ name: z.string(), sku: text, product_id: z._default(z.int(), 0) })),
});
export type WooOrder = z.infer<typeof WooOrder>;

export const WooProduct = z.object({
  id: z.int(),
  name: z.string(),
  sku: text,
  permalink: text,
  images: z._default(z.array(z.object({ src: z.string() })), []),
  global_unique_id: text,
});
export type WooProduct = z.infer<typeof WooProduct>;

const STATES: Record<string, NewOrder["state"]> = {
  processing: "open",
  completed: "open",
  cancelled: "cancelled",
  refunded: "cancelled",
  failed: "cancelled",
  trash: "cancelled",
};

export const wooSku = (sku: string | null, id: number): string => sku?.replaceAll(",", " ").trim() || `wc-${id}`;

/** Null = it is not paid yet: there is nothing to tell. Still to be checked as NewOrder. */
export function orderOfWoo({ id, number, status, date_created_gmt, billing, line_items }: WooOrder): unknown {
  const state = STATES[status];
  if (!state) return null;
  return {
    number: String(number ?? id),
    email: billing.email,
    name: `${billing.first_name ?? ""} ${billing.last_name ?? ""}`.trim(),
    orderedOn: date_created_gmt.slice(0, 10),
    state,
    items: line_items.slice(0, 100).map(({ name, sku, product_id }) => ({ sku: wooSku(sku, product_id), name: name.slice(0, 200) })),
  };
}

export const productOfWoo = ({ id, name, sku, permalink, images, global_unique_id }: WooProduct): unknown => ({
  sku: wooSku(sku, id),
  name: name.slice(0, 200),
  url: permalink || null,
  imageUrl: images[0]?.src ?? null,
  gtin: /^\d{8,14}$/.test(global_unique_id ?? "") ? global_unique_id : null,
});
