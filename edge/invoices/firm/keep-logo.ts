/** The logo, as a document that is kept: PNG or JPEG, which is all that a PDF takes as it is. */

import { readDocument } from "../../documents/document-store.ts";
import type { Shelf } from "../../documents/put-document.ts";
import { putDocument } from "../../documents/put-document.ts";
import { PasserelleError } from "../../errors.ts";

const MOST_BYTES = 500_000;

/** @returns the document's id, for `Seller.logo` @throws PasserelleError `invalid_input` (no PNG or JPEG), `too_large` (500 kB) */
export async function keepLogo(shelf: Shelf, bytes: Uint8Array<ArrayBuffer>, by: string): Promise<string> {
  if (bytes.byteLength > MOST_BYTES) throw new PasserelleError("too_large", { field: "logo" });
  const mediaType = isPng(bytes) ? "image/png" : isJpeg(bytes) ? "image/jpeg" : null;
  if (!mediaType) throw new PasserelleError("invalid_input", { field: "logo" });
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const id = `logo_${[...digest.slice(0, 10)].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
  const wish = { id, class: "logo", owner: { kind: "seller", id: "1" }, name: "logo", mediaType, body: bytes, createdBy: by } as const;
  return (await putDocument(shelf, wish)).id;
}

/** Null when there is none. */
export async function readLogo({ db, files }: Shelf, id: string | null): Promise<Uint8Array<ArrayBuffer> | null> {
  const document = id ? await readDocument(db, id) : null;
  const file = document && (await files.get(document.r2Key));
  return file ? new Uint8Array(await file.arrayBuffer()) : null;
}

const isPng = (bytes: Uint8Array) => [0x89, 0x50, 0x4e, 0x47].every((byte, i) => bytes[i] === byte);
const isJpeg = (bytes: Uint8Array) => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
