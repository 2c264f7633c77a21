/** What a document is, and what its class decides: who may read it (people/may.ts, `document.read/<class>`) and how long it is kept. */

const DAY_MS = 86_400_000;

interface ClassRule {
  keepMs: number;
  /** True = the law wants it kept: nobody deletes it before. */
  byLaw?: boolean;
}

/** Class → rule. A capability that keeps files adds a line here and one in people/may.ts. */
export const CLASSES = {
  /** All that is kept about one person, for themselves (GDPR, art. 15 and 20). */
  "personal-export": { keepMs: 2 * DAY_MS },
  /** What became of each row of an import. */
  "import-report": { keepMs: 30 * DAY_MS },
  /** Ten years after the books of its year are closed (Code de commerce, L123-22), which is at most a year later. */
  invoice: { keepMs: 11 * 366 * DAY_MS, byLaw: true },
  /** As long as an invoice: one that was accepted is a contract. */
  quote: { keepMs: 11 * 366 * DAY_MS },
  /** A draft as it would be printed: looked at, and made anew when it is wanted again. */
  draft: { keepMs: DAY_MS },
  /** On every invoice to come. */
  logo: { keepMs: 100 * 366 * DAY_MS },
} as const satisfies Record<string, ClassRule>;

export type DocumentClass = keyof typeof CLASSES;

export const isKeptByLaw = (kind: DocumentClass): boolean => (CLASSES[kind] as ClassRule).byLaw ?? false;

/** What a file may be, and how its name ends: nothing that a browser would run. */
export const MEDIA_TYPES = {
  "application/pdf": "pdf",
  "application/json": "json",
  "application/xml": "xml",
  "image/jpeg": "jpg",
  "image/png": "png",
  "text/csv": "csv",
  "text/html": "html",
  "text/plain": "txt",
} as const;

export type MediaType = keyof typeof MEDIA_TYPES;

export interface StoredDocument {
  id: string;
  class: DocumentClass;
  owner: { kind: string; id: string };
  mediaType: MediaType;
  /** Bytes. */
  size: number;
  /** Hex. */
  sha256: string;
  /** As it is saved. It may hold a person's name, so it is never part of an address. */
  name: string;
  r2Key: string;
  createdBy: string;
  /** UTC ms. */
  createdAt: number;
  keepUntil: number;
}

/** The last piece of its address: what it is, not whom it is about. */
export const addressName = ({ class: kind, mediaType }: Pick<StoredDocument, "class" | "mediaType">) => `${kind}.${MEDIA_TYPES[mediaType]}`;
