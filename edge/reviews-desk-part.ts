/**
 * Door to what Slack shows of reviews (bot/reviews/part.ts): a module of its own in the upload, read when somebody moderates or a
 * review comes in; see desk-part.ts.
 */
export const reviewsDeskPart = (): Promise<unknown> => import("./built/reviews-desk.mjs");
