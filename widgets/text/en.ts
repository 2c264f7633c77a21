import type { fr } from "./fr.ts";

export const en: typeof fr = {
  review: "review",
  reviews: "reviews",
  outOf: (value) => `${value} out of 5`,
};
