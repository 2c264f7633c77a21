/** letters-fr.ts, in English. */
import type { LetterWords } from "./letters-fr.ts";

export const lettersEn: LetterWords = {
  foot: (shop) => `${shop} writes to you about a purchase or a review. Your address is never shown with a review.`,
  received: {
    subject: (shop) => `${shop}: your review has arrived`,
    paragraphs: (shop, rating, text) => [
      `Thank you. ${shop} will read your review, then publish it; if it is refused, we will tell you why.`,
      `Your rating: ${rating} out of 5.`,
      text,
      "With the link below you can change or delete your review at any time. Keep it: it is personal.",
    ],
    action: "Change or delete my review",
  },
  published: {
    subject: (shop) => `${shop}: your review is published`,
    new: "Your review can now be seen. With the link in our first e-mail you can still change or delete it.",
    changed: "The new version of your review can now be seen, with the date of the change.",
  },
  refused: {
    subject: (shop) => `${shop}: your review is not published`,
    new: "Your review was read, and it cannot be published as it is.",
    changed: "The new version of your review cannot be published. The former one stays visible.",
    why: (ground) => `Reason: ${ground}.`,
    after:
      "You can change it with the link in our first e-mail: it will be read again. The rating that you give is never a reason to refuse it.",
  },
  asked: {
    subject: (shop) => `${shop}: a question about your review`,
    intro: (shop) => `Before publishing your review, ${shop} has a question:`,
    after: "You can add to your review with the link in our first e-mail, or leave it as it is.",
  },
  reported: {
    subject: (shop) => `${shop}: what came of your report`,
    removed: "The review that you reported has been looked at. It is no longer published.",
    kept: "The review that you reported has been looked at. It stays published: it follows the rules shown with the reviews.",
    after: "If you disagree, you can write to the shop or go to court.",
  },
  invitation: {
    subject: (shop) => `${shop}: what do you think of your purchase?`,
    intro: (shop, product) =>
      `You bought “${product}” from ${shop}. Your review, favourable or not, helps other customers, and helps us to do better.`,
    others: "You can also review:",
    free: "Each link is personal and works once. Nothing depends on the rating that you give. We will not ask again.",
    action: (product) => `Review “${product}”`,
  },
};
