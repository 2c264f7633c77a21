/** Door to the API's description (sites/docs/part.ts): a module of its own in the upload, read by whoever reads it. */
export const docsPart = (): Promise<typeof import("./sites/docs/part.ts")> => import("./built/docs.mjs");
