/**
 * Reviews for search engines: of a product only, and only what stands on the page. A shop that rates itself gets no stars from them.
 *
 * Source  https://developers.google.com/search/docs/appearance/structured-data/review-snippet (read 2026-11), https://schema.org/Product
 */
import type { Product } from "../../products/product.ts";
import type { Review, Summary } from "../review.ts";

/** Null = there is nothing to say. */
export function structuredProduct(product: Product | null, { count, average }: Summary, reviews: Review[]): object | null {
  if (!product || average === null) return null;
  const { sku, name, url, imageUrl, gtin, brand } = product;
  return {
    "@context": "https://schema.org",
    "@type": "Product",
    sku,
    name,
    ...(url && { url }),
    ...(imageUrl && { image: imageUrl }),
    ...(gtin && { gtin }),
    ...(brand && { brand: { "@type": "Brand", name: brand } }),
    aggregateRating: { "@type": "AggregateRating", ratingValue: average, reviewCount: count, bestRating: 5, worstRating: 1 },
    review: reviews.map(({ rating, text, author, publishedAt, language }) => ({
      "@type": "Review",
      reviewRating: { "@type": "Rating", ratingValue: rating, bestRating: 5, worstRating: 1 },
      author: { "@type": "Person", name: author },
      datePublished: publishedAt.slice(0, 10),
      reviewBody: text,
      inLanguage: language,
    })),
  };
}
