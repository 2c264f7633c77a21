import type { fr } from "./fr.ts";

export const en: typeof fr = {
  thousands: ",",
  point: ".",
  plural: 2,
  review: "review",
  reviews: "reviews",
  outOf: (value) => `${value} out of 5`,
};
