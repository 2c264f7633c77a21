/** A PDF is made once: whoever is killed in between, or comes second, finds what is there. */
import { readDocument } from "../../documents/document-store.ts";
import { type NewDocument, putDocument, type Shelf } from "../../documents/put-document.ts";
import { asPasserelleError } from "../../errors.ts";

export async function keepFile(
  shelf: Shelf,
  wish: Omit<NewDocument, "body" | "mediaType">,
  make: () => Promise<Uint8Array>,
): Promise<void> {
  if (await readDocument(shelf.db, wish.id)) return;
  const body = (await make()) as Uint8Array<ArrayBuffer>;
  await putDocument(shelf, { ...wish, mediaType: "application/pdf", body }).catch((error) => {
    // Another attempt was quicker, and its file is as good: the first one stands.
    if (asPasserelleError(error).code !== "conflict") throw error;
  });
}

/** As it is saved. */
export const fileName = (number: string): string => `${number.replaceAll("/", "-")}.pdf`;
