/** What is kept of what the shops hold, and why: said before and after. */
import type { ShopTraces } from "../../edge/privacy/shop/shop-traces.ts";
import type { Reader } from "../desk.ts";

export const staying = ({ say }: Reader, { orders = 0, reviews = 0 }: Partial<ShopTraces>): string[] => [
  ...(orders > 0 ? [say.privacy.ordersStay] : []),
  ...(reviews > 0 ? [say.privacy.logStays] : []),
];
