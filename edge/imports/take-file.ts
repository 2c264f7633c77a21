/**
 * Takes a file in: brought to UTF-8, counted, kept in R2 until its lines are checked, and its columns guessed. Excel writes
 * Windows-1252, UTF-8 with a mark, or UTF-16.
 */
import type { Kind } from "../clients/client.ts";
import { PasserelleError } from "../errors.ts";
import type { House } from "../house.ts";
import { type Guess, guessColumns } from "./columns.ts";
import { delimiterOf, readLines } from "./csv.ts";
import { fileKey, insertImport } from "./import-store.ts";

export const MOST_BYTES = 15_000_000;
export const MOST_LINES = 50_000;
const GUESSED_FROM = 200;
const HEAD_BYTES = 262_144;
const SAMPLES = 3;
const LONGEST_TITLE = 200;

export interface TakenFile {
  importId: string;
  guess: Guess;
  /** The first line of the file, as columns. */
  header: string[];
  /** The lines that follow it, three at most. */
  samples: string[][];
  lines: number;
}

interface Given {
  importId: string;
  actor: string;
  kinds: Kind[];
  file: Uint8Array;
}

/** Safe to repeat. @throws PasserelleError `invalid_input` with field `excel`, `binary`, `empty` or `lines`; `too_large` */
export async function takeFile({ db, env }: Pick<House, "db" | "env">, { importId, actor, kinds, file }: Given): Promise<TakenFile> {
  if (file.byteLength > MOST_BYTES) throw new PasserelleError("too_large");
  const { bytes } = toUtf8(file);
  const head = bytes.subarray(0, HEAD_BYTES);
  const delimiter = delimiterOf(head, head.length === bytes.length);
  const lines = countLines(bytes, delimiter);
  // Its titles are one more.
  if (lines > MOST_LINES + 1) throw unreadable("lines");
  const first = readLines(head, delimiter, head.length === bytes.length, GUESSED_FROM).lines.map(({ fields }) => fields);
  const header = (first[0] ?? []).map((title) => title.trim().slice(0, LONGEST_TITLE));
  if (header.length === 0) throw unreadable("binary");
  // The row first: it is what a file that nobody goes on with is found and forgotten by.
  await insertImport(db, { id: importId, actor, delimiter, header, kinds, bytes: bytes.length, lines }).run();
  await env.FILES.put(fileKey(importId), bytes);
  return { importId, guess: guessColumns(first), header, samples: first.slice(1, 1 + SAMPLES), lines };
}

function countLines(bytes: Uint8Array, delimiter: string): number {
  let lines = 0;
  for (let at = 0; at < bytes.length && lines <= MOST_LINES + 1; ) {
    const part = bytes.subarray(at, at + HEAD_BYTES);
    const stretch = readLines(part, delimiter, at + part.length === bytes.length);
    lines += stretch.lines.length;
    at += stretch.bytes;
  }
  return lines;
}

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

/** @throws PasserelleError `invalid_input` with field `excel` (a workbook), `binary` or `empty` */
export function toUtf8(file: Uint8Array): { bytes: Uint8Array; encoding: Encoding } {
  const begins = (...marks: number[]) => marks.every((mark, i) => file[i] === mark);
  if (begins(0x50, 0x4b, 3, 4) || begins(0xd0, 0xcf, 0x11, 0xe0)) throw unreadable("excel");
  const encoding: Encoding = begins(0xff, 0xfe) ? "utf-16le" : begins(0xfe, 0xff) ? "utf-16be" : isUtf8(file) ? "utf-8" : "windows-1252";
  const bare = begins(0xef, 0xbb, 0xbf) ? file.subarray(3) : file;
  const bytes = encoding === "utf-8" ? bare : new TextEncoder().encode(new TextDecoder(encoding).decode(file));
  if (bytes.includes(0)) throw unreadable("binary");
  if (bytes.every((byte) => byte <= 32)) throw unreadable("empty");
  return { bytes, encoding };
}

export const unreadable = (field: string) => new PasserelleError("invalid_input", { field, message: `import: ${field}` });

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
