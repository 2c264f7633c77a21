/** What a platform tells by a webhook, signed: orders and products. What concerns us not is taken and forgotten. */
import type { House } from "../../house.ts";
import { NewProduct, putProducts } from "../../products/product.ts";
import type { Hook } from "../../sites/hook-secret.ts";
import { checked } from "../../sites/read-body.ts";
import type { Site } from "../../sites/site.ts";
import { NewOrder } from "../order.ts";
import { recordOrder } from "../record-order.ts";
import { orderOfShopify, productsOfShopify, ShopifyOrder, ShopifyProduct } from "./shopify.ts";
import { orderOfWoo, productOfWoo, WooOrder, WooProduct } from "./woocommerce.ts";

/** @param topic "order.updated", "orders/paid"… @throws PasserelleError `invalid_input` (the field that is not as documented) */
export async function takeHook(house: House, site: Site, hook: Hook, topic: string, body: unknown): Promise<"taken" | "ignored"> {
  const orders =
    hook === "woocommerce" ? /^order\.(created|updated|restored|deleted)$/ : /^orders\/(create|paid|updated|fulfilled|cancelled)$/;
  const products = hook === "woocommerce" ? /^product\.(created|updated)$/ : /^products\/(create|update)$/;
  if (orders.test(topic)) {
    const order = hook === "woocommerce" ? orderOfWoo(checked(WooOrder, body)) : orderOfShopify(checked(ShopifyOrder, body));
    if (order === null) return "ignored";
    await recordOrder(house, site, checked(NewOrder, order));
    return "taken";
  }
  if (products.test(topic)) {
    const told = hook === "woocommerce" ? [productOfWoo(checked(WooProduct, body))] : productsOfShopify(checked(ShopifyProduct, body));
    await putProducts(
      house.db,
      site.n,
      told.map((one) => checked(NewProduct, one)),
    ).run();
    return "taken";
  }
  return "ignored";
}
