/** What the API says, as the widgets read it. */
export type { Notice, Rating, Review, ReviewPage, Summary } from "../edge/reviews/review.ts";

/** What the form needs to know before it is shown: edge/reviews/form/review-form.ts, which a browser's types cannot read. */
export interface FormOffer {
  product: { sku: string; name: string } | null;
  invited: boolean;
  /** Whether reviews without an order are taken. */
  open: boolean;
  photos: { most: number; maxBytes: number; types: string[] };
  text: { min: number; max: number };
  consent: string;
  orderHint: string;
}
