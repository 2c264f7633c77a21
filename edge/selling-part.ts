/**
 * Door to what quotes and invoices need and nothing else does (invoices/part.ts): their runs, the law, the checker, the typed line. A
 * module of its own in the upload, read when somebody sells; see pdf-part.ts.
 */
export const sellingPart = (): Promise<typeof import("./invoices/part.ts")> => import("./built/selling.mjs");
