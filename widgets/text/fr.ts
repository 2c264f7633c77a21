/** Every sentence of what is shown at first; the form has its own (review-form/). Legal texts come from the API. */
export const fr = {
  thousands: "\u202f",
  point: ",",
  /** From how many on. */
  plural: 2,
  review: "avis",
  reviews: "avis",
  outOf: (value: string) => `${value} sur 5`,
};
