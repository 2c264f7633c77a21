/**
 * Reviews for search engines: of a product only, and only what stands on the page. A shop that rates itself gets no stars from them.
 * Google wants the product's name, of the average its value and how many it is of, of each review who wrote it (less than 100
 * characters, a person) and its rating; what is missing it would show as an error, so that is left out whole.
 *
 * Source  https://developers.google.com/search/docs/appearance/structured-data/review-snippet and …/product-snippet (read 2026-11),
 *         https://schema.org/Product
 */
import type { Product } from "../../products/product.ts";
import type { Review, Summary } from "../review.ts";

/** By its check digit (GS1): a shop's own number in its place is an error to Google. */
export function isGtin(text: string | null): boolean {
  if (!/^(\d{8}|\d{12,14})$/.test(text ?? "")) return false;
  const sum = [...(text as string)].reverse().reduce((all, digit, i) => all + Number(digit) * (i % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}

/** Null = there is nothing to say. */
export function structuredProduct(product: Product | null, { count, average }: Summary, reviews: Review[]): object | null {
  if (!product?.name || average === null) return null;
  const { sku, name, url, imageUrl, gtin, brand } = product;
  return {
    "@context": "https://schema.org",
    "@type": "Product",
    sku,
    name,
    ...(url && { url }),
    ...(imageUrl && { image: imageUrl }),
    ...(isGtin(gtin) && { gtin }),
    ...(brand && { brand: { "@type": "Brand", name: brand } }),
    aggregateRating: { "@type": "AggregateRating", ratingValue: average, reviewCount: count, bestRating: 5, worstRating: 1 },
    review: reviews.map(({ rating, text, author, publishedAt, language }) => ({
      "@type": "Review",
      reviewRating: { "@type": "Rating", ratingValue: rating, bestRating: 5, worstRating: 1 },
      author: { "@type": "Person", name: author },
      datePublished: publishedAt.slice(0, 10),
      ...(text && { reviewBody: text }),
      inLanguage: language,
    })),
  };
}
