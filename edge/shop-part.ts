/**
 * Door to what sites and their shoppers come in by (sites/part.ts): /v1, /r, /studio, /docs, and the runs of reviews. A module of
 * its own in the upload, read when somebody comes; see selling-part.ts.
 */
export const shopPart = (): Promise<typeof import("./sites/part.ts")> => import("./built/shop.mjs");
