/**
 * Door to what makes PDFs (invoices/pdf/part.ts): a module of its own in the upload, read and run only when it is asked for.
 * It stands here and not beside the part because wrangler leaves the path of an additional module as it is written.
 */
export const pdfPart = (): Promise<typeof import("./invoices/pdf/part.ts")> => import("./built/pdf.mjs");
