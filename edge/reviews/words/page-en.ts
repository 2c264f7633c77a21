/** page-fr.ts, in English. */
import type { PageWords } from "./page-fr.ts";

const day = (iso: string) => new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "Europe/Paris" }).format(new Date(iso));

export const pageEn: PageWords = {
  aboutProduct: (product) => `Reviews of ${product}`,
  aboutShop: (shop) => `Reviews of ${shop}`,
  average: (average, count) => `${average}/5 from ${count} ${count === 1 ? "review" : "reviews"}`,
  period: (from, to) => (from === to ? `published on ${day(from)}` : `published from ${day(from)} to ${day(to)}`),
  none: "There are no reviews yet.",
  stars: (n) => `${n} out of 5`,
  by: (author) => `by ${author}`,
  verified: "Verified purchase",
  unverified: "Not verified",
  imported: (source) => `From ${source}, not verified`,
  published: (at) => `published on ${day(at)}`,
  experience: (on) => `experience of ${day(on)}`,
  edited: (at) => `edited on ${day(at)}`,
  reply: (shop, at) => `${shop} replied on ${day(at)}`,
  photo: (author) => `Photo by ${author}`,
  all: "See all reviews",
  rulesTitle: "Where these reviews come from",
  others: "Reviews of other products",
  shop: (shop) => `Reviews of the shop ${shop}`,
  back: (shop) => `Back to ${shop}`,
  write: "Write a review",
  noScript: "To write, sort or report a review, turn on JavaScript in your browser.",
  missing: "This page does not exist, or no longer does.",
  missingHint: "Check the link, or ask the shop for it again.",
};
