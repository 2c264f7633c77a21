/** What the API says, as the widgets read it (edge/reviews/ is where it is made). */

export interface Rating {
  count: number;
  /** One decimal, as a string: "3.3". */
  average: string;
}

export interface Summary {
  count: number;
  average: string | null;
  /** How many gave 1 star, 2 stars … 5 stars. */
  stars: number[];
  /** Days of the first and the last publication, YYYY-MM-DD. */
  from: string | null;
  to: string | null;
}

export interface Photo {
  url: string;
  width: number;
  height: number;
}

export interface Review {
  id: string;
  rating: number;
  text: string;
  author: string;
  verified: boolean;
  how: "invitation" | "order" | "import" | null;
  experiencedOn: string;
  publishedAt: string;
  editedAt: string | null;
  helpful: number;
  language: string;
  source: string | null;
  reply: { text: string; at: string } | null;
  photos: Photo[];
}

/** What French law wants near reviews, in the reader's language. */
export interface Notice {
  checked: string;
  order: string;
  rules: { title: string; text: string }[];
  reward: string;
}

export interface ReviewPage {
  reviews: Review[];
  next: string | null;
  /** Of a first page only. */
  summary?: Summary;
  notice?: Notice;
  product?: { sku: string; name: string } | null;
}

/** What the form needs to know before it is shown. */
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
