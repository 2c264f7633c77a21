/**
 * Shopify's webhooks, in our words.
 *
 * Wire    POST, JSON of the Admin REST resources; X-Shopify-Hmac-Sha256 = base64 of HMAC-SHA256 of the body; X-Shopify-Topic. What
 *         is not answered by 2xx is sent again for four hours, as it was, behind what came after it; then the webhook is taken away
 * Units   created_at and updated_at with their zone; what buyers see as the number is `name` ("#1001")
 * Source  https://shopify.dev/docs/api/webhooks and …/api/admin-rest/latest/resources/order (read 2026-11)
 */
import * as z from "zod/mini";
import { addressFrom, skuFrom } from "../../products/product.ts";
import type { ToldOrder, ToldProducts } from "./told-order.ts";

const text = z._default(z.nullable(z.string()), null);

export const ShopifyOrder = z.object({
  id: z.number(),
  name: z.string(),
  email: text,
  contact_email: text,
  created_at: z.string(),
  updated_at: text,
  cancelled_at: text,
  financial_status: text,
  customer_locale: text,
  customer: z.optional(z.nullable(z.object({ first_name: text, last_name: text }))),
  line_items: z.array(z.object({ title: z.string(), sku: text, product_id: z._default(z.nullable(z.number()), null) })),
});
export type ShopifyOrder = z.infer<typeof ShopifyOrder>;

export const ShopifyProduct = z.object({
  id: z.number(),
  title: z.string(),
  vendor: text,
  image: z.optional(z.nullable(z.object({ src: z.string() }))),
  variants: z.array(z.object({ sku: text, barcode: text })),
});
export type ShopifyProduct = z.infer<typeof ShopifyProduct>;

const PAID = ["paid", "partially_paid", "partially_refunded"];
const OVER = ["refunded", "voided"];

export const shopifySku = (sku: string | null, productId: number | null): string => skuFrom(sku) || `shopify-${productId ?? 0}`;

/** Null = it is not paid yet, or nobody can be written to: there is nothing to tell. */
export function orderOfShopify(order: ShopifyOrder): ToldOrder | null {
  const { id, name, email, contact_email, created_at, updated_at, cancelled_at, financial_status, customer_locale, customer, line_items } =
    order;
  const over = cancelled_at !== null || OVER.includes(financial_status ?? "");
  const address = email || contact_email;
  if (!address || line_items.length === 0 || !(over || PAID.includes(financial_status ?? ""))) return null;
  const locale = customer_locale?.slice(0, 2).toLowerCase();
  const told = {
    number: name,
    email: address,
    name: `${customer?.first_name ?? ""} ${customer?.last_name ?? ""}`.trim().slice(0, 120),
    // Of the world, not of the shop: there tomorrow may have begun.
    orderedOn: new Date(Date.parse(created_at) || 0).toISOString().slice(0, 10),
    locale: locale === "fr" || locale === "en" ? locale : null,
    state: over ? "cancelled" : "open",
    items: line_items.slice(0, 100).map(({ title, sku, product_id }) => ({
      sku: shopifySku(sku, product_id),
      name: title.slice(0, 200),
      page: shopifySku(null, product_id),
    })),
  };
  return { told, at: Date.parse(updated_at ?? "") || null, vendorId: String(id) };
}

/** One for each variant that has a SKU of its own, the first first. */
export function productsOfShopify({ id, title, vendor, image, variants }: ShopifyProduct): ToldProducts {
  const skus = new Map(variants.map(({ sku, barcode }) => [shopifySku(sku, id), barcode]));
  const told = [...skus].map(([sku, barcode]) => ({
    sku,
    name: title.slice(0, 200),
    imageUrl: addressFrom(image?.src),
    brand: vendor?.slice(0, 100) || null,
    gtin: /^\d{8,14}$/.test(barcode ?? "") ? barcode : null,
  }));
  return { told, page: shopifySku(null, id) };
}
