/** Door to the studio (studio/part.ts): pages for who owns a web site. A module of its own in the upload; see selling-part.ts. */
export const studioPart = (): Promise<typeof import("./studio/part.ts")> => import("./built/studio.mjs");
