/** What the form of a review is told before it opens. */
import * as z from "zod/mini";
import type { Locale } from "../../people/person.ts";
import { hashOf, isToken } from "../../sites/keys.ts";
import type { Site } from "../../sites/site.ts";
import { formEn } from "../words/form-en.ts";
import { formFr } from "../words/form-fr.ts";

export const PHOTO_TYPES = ["image/jpeg", "image/png", "image/webp"] as const;
export const MOST_PHOTOS = 4;
export const MOST_PHOTO_BYTES = 8_000_000;
export const TEXT = { min: 10, max: 5_000 };

export const ReviewForm = z.object({
  product: z.nullable(z.object({ sku: z.string(), name: z.string() })),
  /** The invitation is good. */
  invited: z.boolean(),
  /** Whoever has no order may write too. */
  open: z.boolean(),
  photos: z.object({ most: z.int(), maxBytes: z.int(), types: z.array(z.string()) }),
  text: z.object({ min: z.int(), max: z.int() }),
  /** What becomes of what is typed, above the button. */
  consent: z.string(),
  /** Where the order number stands, and what it is for. */
  orderHint: z.string(),
});
export type ReviewForm = z.infer<typeof ReviewForm>;

/** For the door's batch. An invitation is good as long as submit-review.ts would take it. */
export async function formReads(db: D1Database, product: string, token: string): Promise<(siteN: number) => D1PreparedStatement[]> {
  const hash = isToken(token) ? await hashOf(token) : "";
  return (siteN) => [
    db.prepare("SELECT sku, name FROM products WHERE site = ?1 AND sku = ?2").bind(siteN, product),
    db
      .prepare(
        `SELECT i.product FROM invitations i JOIN orders o ON o.id = i.order_id AND o.state = 'open'
         WHERE i.hash = ?1 AND i.site = ?2 AND i.review IS NULL AND i.ends_at > ?3
           AND NOT EXISTS (SELECT 1 FROM reviews r WHERE r.order_id = i.order_id AND r.product = i.product)`,
      )
      .bind(hash, siteN, Date.now()),
  ];
}

export function formOf(site: Site, locale: Locale, product: string, [known, invitation]: D1Result[]): ReviewForm {
  const words = locale === "en" ? formEn : formFr;
  const invited = invitation?.results[0] as { product: string } | undefined;
  return {
    product: (known?.results[0] as ReviewForm["product"] | undefined) ?? null,
    invited: invited?.product === product,
    open: site.rules.openToAll,
    photos: { most: site.rules.photos ? MOST_PHOTOS : 0, maxBytes: MOST_PHOTO_BYTES, types: [...PHOTO_TYPES] },
    text: TEXT,
    consent: words.consent(site.name),
    orderHint: words.orderHint(site.rules.openToAll),
  };
}
