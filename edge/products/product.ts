/** A product of a site: what reviews are about, and what search engines are told of it. */
import * as z from "zod/mini";

const webAddress = z.url({ protocol: /^https?$/ }).check(z.maxLength(500));
const text = (most: number) => z.string().check(z.trim(), z.maxLength(most));
const orNull = <T extends z.ZodMiniType>(shape: T) => z._default(z.nullable(shape), null);

export const NewProduct = z.object({
  sku: z.string().check(z.trim(), z.minLength(1), z.maxLength(64), z.regex(/^[^\p{C},]+$/u)),
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  url: orNull(webAddress),
  imageUrl: orNull(webAddress),
  gtin: orNull(z.string().check(z.regex(/^\d{8,14}$/))),
  brand: orNull(text(100)),
});
export type NewProduct = z.infer<typeof NewProduct>;

export const MOST_PRODUCTS_AT_ONCE = 500;

/** As a platform names it, made fit to be one: shops have SKUs with commas in them, and long ones. "" = none is left of it. */
export const skuFrom = (text: string | null): string =>
  (text ?? "")
    .replace(/[\p{C},]+/gu, " ")
    .trim()
    .slice(0, 64)
    .toWellFormed()
    .trim();

/** What a platform says of a product that is no address of a page is left out. */
export const addressFrom = (text: string | null | undefined): string | null =>
  webAddress.safeParse(text).success ? (text as string) : null;

/** One statement for all of them; what is said of one replaces what was. */
export const putProducts = (db: D1Database, siteN: number, products: NewProduct[], now = Date.now()): D1PreparedStatement =>
  db
    .prepare(
      `INSERT INTO products (site, sku, name, url, image_url, gtin, brand, updated_at)
       SELECT ?1, value ->> 'sku', value ->> 'name', value ->> 'url', value ->> 'imageUrl', value ->> 'gtin', value ->> 'brand', ?3
       FROM json_each(?2) WHERE true
       ON CONFLICT (site, sku) DO UPDATE SET name = excluded.name, url = coalesce(excluded.url, url), image_url = coalesce(excluded.image_url, image_url),
         gtin = coalesce(excluded.gtin, gtin), brand = coalesce(excluded.brand, brand), updated_at = ?3`,
    )
    .bind(siteN, JSON.stringify(products), now);

/** What an order calls its items: only for those that nobody has told us of. */
export const nameProducts = (
  db: D1Database,
  siteN: number,
  items: { sku: string; name: string }[],
  now = Date.now(),
): D1PreparedStatement =>
  db
    .prepare(
      `INSERT INTO products (site, sku, name, updated_at) SELECT ?1, value ->> 'sku', value ->> 'name', ?3 FROM json_each(?2) WHERE true
       ON CONFLICT DO NOTHING`,
    )
    .bind(siteN, JSON.stringify(items), now);

/** Under which SKU the page of a product shows its reviews. @param page the platform's id of the product */
export const putProductPage = (db: D1Database, siteN: number, page: string, sku: string): D1PreparedStatement =>
  db
    .prepare(
      "INSERT INTO product_pages (site, page, sku) VALUES (?1, ?2, ?3) ON CONFLICT (site, page) DO UPDATE SET sku = ?3 WHERE sku <> ?3",
    )
    .bind(siteN, page, sku);

/** Page → SKU, of those that we were told of. */
export async function skusOfPages(db: D1Database, siteN: number, pages: string[]): Promise<Map<string, string>> {
  const { results } = await db
    .prepare("SELECT page, sku FROM product_pages WHERE site = ?1 AND page IN (SELECT value FROM json_each(?2))")
    .bind(siteN, JSON.stringify(pages))
    .all<{ page: string; sku: string }>();
  return new Map(results.map(({ page, sku }) => [page, sku]));
}

export interface Product {
  sku: string;
  name: string;
  url: string | null;
  imageUrl: string | null;
  gtin: string | null;
  brand: string | null;
}

export const productBy = (db: D1Database, siteN: number, sku: string): D1PreparedStatement =>
  db.prepare("SELECT sku, name, url, image_url AS imageUrl, gtin, brand FROM products WHERE site = ?1 AND sku = ?2").bind(siteN, sku);
