/**
 * WooCommerce's webhooks, in our words.
 *
 * Wire    POST, JSON of the REST API v3; X-WC-Webhook-Signature = base64 of HMAC-SHA256 of the body; X-WC-Webhook-Topic. What is
 *         not answered by 2xx five times in a row is never sent again: the shop switches its webhook off
 * Units   …_gmt without a zone, in UTC; `sku` and the buyer's e-mail may be empty
 * Source  https://woocommerce.github.io/woocommerce-rest-api-docs/#webhooks (read 2026-11)
 */
import * as z from "zod/mini";
import { addressFrom, skuFrom } from "../../products/product.ts";
import type { NewOrder } from "../order.ts";
import type { ToldOrder, ToldProducts } from "./told-order.ts";

const text = z._default(z.nullable(z.string()), "");

export const WooOrder = z.object({
  id: z.int(),
  number: z.optional(z.union([z.string(), z.int()])),
  status: z.string(),
  date_created_gmt: text,
  date_modified_gmt: text,
  billing: z.object({ first_name: text, last_name: text, email: text }),
  line_items: z.array(z.object({ name: z.string(), sku: text, product_id: z._default(z.int(), 0) })),
});
export type WooOrder = z.infer<typeof WooOrder>;

export const WooProduct = z.object({
  id: z.int(),
  name: z.string(),
  sku: text,
  permalink: text,
  /** Of a variant, the product that it is one of; 0 = it has a page of its own. */
  parent_id: z._default(z.int(), 0),
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

export const wooSku = (sku: string | null, id: number): string => skuFrom(sku) || `wc-${id}`;

/** Null = it is not paid yet, or nobody can be written to: there is nothing to tell. */
export function orderOfWoo(order: WooOrder): ToldOrder | null {
  const { id, number, status, date_created_gmt, date_modified_gmt, billing, line_items } = order;
  const state = STATES[status];
  if (!state || !billing.email || line_items.length === 0) return null;
  const told = {
    number: String(number ?? id),
    email: billing.email,
    name: `${billing.first_name ?? ""} ${billing.last_name ?? ""}`.trim().slice(0, 120),
    orderedOn: date_created_gmt?.slice(0, 10),
    state,
    items: line_items
      .slice(0, 100)
      .map(({ name, sku, product_id }) => ({ sku: wooSku(sku, product_id), name: name.slice(0, 200), page: wooSku(null, product_id) })),
  };
  return { told, at: Date.parse(`${date_modified_gmt}Z`) || null };
}

export function productOfWoo({ id, name, sku, permalink, images, global_unique_id, parent_id }: WooProduct): ToldProducts {
  const product = {
    sku: wooSku(sku, id),
    name: name.slice(0, 200),
    url: addressFrom(permalink),
    imageUrl: addressFrom(images[0]?.src),
    gtin: /^\d{8,14}$/.test(global_unique_id ?? "") ? global_unique_id : null,
  };
  return { told: [product], page: parent_id === 0 ? wooSku(null, id) : null };
}
