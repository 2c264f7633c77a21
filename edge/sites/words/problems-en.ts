/** problems-fr.ts, in English. */
import type { ProblemWords } from "./problems-fr.ts";

export const problemsEn: ProblemWords = {
  byField: {
    "unauthorized site": "This site key is not known, or no longer is.",
    "unauthorized key": "This secret key is not known, or no longer is.",
    "forbidden origin": "This site may not use this key.",
    "forbidden proof": "We cannot find this purchase. Check the order number and the e-mail address that you bought with.",
    "forbidden open": "Reviews are for customers: use the link in your e-mail, or give your order number.",
    "invalid_input rating": "Choose a rating from 1 to 5.",
    "invalid_input text": "Write a few words: 10 to 5,000 characters.",
    "invalid_input pseudonym": "Give a nickname of 2 to 40 characters.",
    "invalid_input experiencedOn": "Give the date of your experience: it cannot be in the future.",
    "invalid_input email": "This e-mail address is not valid.",
    "invalid_input photos": "One of the photos could not be attached. Send it again.",
    "invalid_input photo": "This file is not a photo that we can read: JPEG, PNG or WebP.",
    "too_large photo": "This photo is too heavy: 8 MB at most.",
    "invalid_input products": "Ask for 1 to 100 products at a time.",
    "conflict review": "There is a review of this purchase already.",
    "expired invitation": "This link has been used, or is no longer valid.",
    "not_found product": "This product is not known.",
    "rate_limited proof": "Too many attempts today. Try again tomorrow, or use the link in your e-mail.",
  },
  byCode: {
    invalid_input: "One of the values is not what we expect. Check it, then try again.",
    unauthorized: "This request could not be authenticated.",
    forbidden: "This is not allowed.",
    not_found: "This page or review does not exist, or no longer does.",
    conflict: "Something has changed in the meantime. Reload the page, then try again.",
    too_large: "This is too large. Shorten it, then try again.",
    expired: "This link is no longer valid.",
    rate_limited: "Many requests in a short time. Wait a minute, then try again.",
  },
  otherwise: "The service does not answer at the moment. Nothing is lost: try again in a while.",
};
