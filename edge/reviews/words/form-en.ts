/** form-fr.ts, in English. */
import type { FormWords } from "./form-fr.ts";

export const formEn: FormWords = {
  consent: (shop) =>
    `Your review and your nickname will be published on the site of ${shop} once they have been read. Your e-mail address serves to verify your purchase and to write to you about this review; it is never shown. You can change or delete your review with the link that you will receive.`,
  orderHint: (open) =>
    open
      ? "With the e-mail and number of your order the review is marked “verified purchase”. The number is in the e-mail that confirmed it."
      : "Give the e-mail of the order; the number is in the e-mail that confirmed it.",
};
