/** What a page of reviews shows, read in one batch: the product, its summary, the newest of its reviews. */
import type { Locale } from "../../people/person.ts";
import { type Product, productBy } from "../../products/product.ts";
import type { Site } from "../../sites/site.ts";
import { noticeOf } from "../notice.ts";
import { countOf, summaryOf } from "../shown/counts.ts";
import { pageOf, type Wanted } from "../shown/page-of-reviews.ts";
import { pageFrom } from "../shown/read-reviews.ts";
import type { Shown } from "./fragment.ts";
import { structuredProduct } from "./structured.ts";

const newest = (product: string): Wanted => ({ product, sort: "date", stars: null, q: "", after: null });

export const pageReads = (db: D1Database, siteN: number, sku: string): D1PreparedStatement[] => [
  productBy(db, siteN, sku),
  countOf(db, siteN, sku),
  pageOf(db, siteN, newest(sku)),
];

export interface ReadPage extends Shown {
  product: Product | null;
  structured: object | null;
}

export function pageRead(
  [known, counts, rows]: D1Result[],
  { site, locale, sku, origin }: { site: Site; locale: Locale; sku: string; origin: string },
): ReadPage {
  const product = (known?.results[0] as Product | undefined) ?? null;
  const summary = summaryOf(counts?.results[0]);
  const { reviews, next } = pageFrom((rows?.results ?? []) as Record<string, unknown>[], newest(sku), origin);
  const structured = sku ? structuredProduct(product, summary, reviews) : null;
  const more = next ? `${origin}/r/${encodeURIComponent(site.id)}${sku && `?product=${encodeURIComponent(sku)}`}` : null;
  return { locale, shop: site.name, summary, reviews, notice: noticeOf(site, locale), more, product, structured };
}
