/**
 * Door to what carries out an export or an erasure of a person (privacy/part.ts): a module of its own in the upload, read when one is
 * asked for; see selling-part.ts.
 */
export const privacyPart = (): Promise<typeof import("./privacy/part.ts")> => import("./built/privacy.mjs");
