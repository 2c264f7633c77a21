/**
 * Product and AggregateRating for search engines, from what this page shows and nothing else. Only for a product that the page
 * names: an average of a shop is none of its own business (Google's rules on self-serving reviews).
 */
import type { Review, Summary } from "../shapes.ts";

export function jsonLd(name: string, sku: string, { count, average }: Summary, reviews: Review[]): HTMLScriptElement {
  const script = document.createElement("script");
  script.type = "application/ld+json";
  script.text = trusted(
    JSON.stringify({
      "@context": "https://schema.org",
      "@type": "Product",
      name,
      sku,
      aggregateRating: { "@type": "AggregateRating", ratingValue: average, reviewCount: count, bestRating: 5, worstRating: 1 },
      review: reviews.map(({ author, publishedAt, rating, text }) => ({
        "@type": "Review",
        author: { "@type": "Person", name: author },
        datePublished: publishedAt.slice(0, 10),
        reviewRating: { "@type": "Rating", ratingValue: rating },
        reviewBody: text,
      })),
    }),
  );
  return script;
}

interface Policies {
  createPolicy(name: string, rules: { createScript(text: string): string }): { createScript(text: string): string };
}
let policy: ReturnType<Policies["createPolicy"]> | undefined;

/** A page that requires Trusted Types counts this as a script, which it is not: it must allow the policy `passerelle`. */
function trusted(text: string): string {
  policy ??= (globalThis as { trustedTypes?: Policies }).trustedTypes?.createPolicy("passerelle", { createScript: (json) => json });
  return policy ? policy.createScript(text) : text;
}
