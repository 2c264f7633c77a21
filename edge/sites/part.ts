/**
 * The part of the Worker for web sites: the widgets' API, hosted pages, orders and products that come in, reviews. Built apart
 * (test/tools/build-parts.mjs) and loaded when one of its addresses is asked for; edge/shop-part.ts is its door.
 */
export { shopDoor } from "./shop-routes.ts";
