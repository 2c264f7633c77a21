/**
 * What a platform tells by a webhook, signed: orders and products, and what Shopify asks for its customers (shopify-privacy.ts).
 * What concerns us not is taken and forgotten, and so is what nobody could be asked about (an address that is none, a product
 * without a name): a platform that is refused a few times stops telling anything. `order.deleted` is not listened to: it says an
 * id, which is not the number that an order is known by.
 */
import type { House } from "../../house.ts";
import { NewProduct, putProductPage, putProducts, skusOfPages } from "../../products/product.ts";
import type { Hook } from "../../sites/hook-secret.ts";
import { checked } from "../../sites/read-body.ts";
import type { Site } from "../../sites/site.ts";
import { NewOrder } from "../order.ts";
import { recordOrder } from "../record-order.ts";
import { orderOfShopify, productsOfShopify, ShopifyOrder, ShopifyProduct } from "./shopify.ts";
import { PRIVACY_TOPIC, takePrivacyHook } from "./shopify-privacy.ts";
import type { ToldOrder } from "./told-order.ts";
import { orderOfWoo, productOfWoo, WooOrder, WooProduct } from "./woocommerce.ts";

export interface Told {
  hook: Hook;
  /** "order.updated", "orders/paid"… */
  topic: string;
  body: unknown;
  /** The platform's id of this one, the same when it is sent again; empty = it has none. */
  delivery: string;
}

/** @throws PasserelleError `invalid_input` (the field that is not as the platform documents it); as takePrivacyHook */
export async function takeHook(house: House, site: Site, { hook, topic, body, delivery }: Told): Promise<"taken" | "ignored"> {
  if (hook === "shopify" && PRIVACY_TOPIC.test(topic)) return takePrivacyHook(house, site, topic, body, delivery);
  const orders = hook === "woocommerce" ? /^order\.(created|updated|restored)$/ : /^orders\/(create|paid|updated|fulfilled|cancelled)$/;
  const products = hook === "woocommerce" ? /^product\.(created|updated)$/ : /^products\/(create|update)$/;
  if (orders.test(topic)) {
    const order = hook === "woocommerce" ? orderOfWoo(checked(WooOrder, body)) : orderOfShopify(checked(ShopifyOrder, body));
    const read = order && NewOrder.safeParse(await asItsPagesSay(house.db, site, order.told));
    if (!read?.success) return "ignored";
    await recordOrder(house, site, read.data, order ?? {});
    return "taken";
  }
  if (products.test(topic)) {
    const { told, page } =
      hook === "woocommerce" ? productOfWoo(checked(WooProduct, body)) : productsOfShopify(checked(ShopifyProduct, body));
    const known = told.map((one) => NewProduct.safeParse(one)).flatMap(({ data }) => data ?? []);
    // The snippets show the reviews of the first of them (studio/install/snippets.ts).
    const shown = known[0] && page ? [putProductPage(house.db, site.n, page, known[0].sku)] : [];
    await house.db.batch([putProducts(house.db, site.n, known), ...shown]);
    return "taken";
  }
  return "ignored";
}

async function asItsPagesSay(db: D1Database, site: Site, told: ToldOrder["told"]): Promise<unknown> {
  const skus = await skusOfPages(
    db,
    site.n,
    told.items.map(({ page }) => page),
  );
  return { ...told, items: told.items.map((item) => ({ ...item, sku: skus.get(item.page) ?? item.sku })) };
}
