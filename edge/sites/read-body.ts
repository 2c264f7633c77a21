/** What came in by a request, checked: never more than it may be, never another kind of thing. */
import type * as z from "zod/mini";
import { PasserelleError } from "../errors.ts";
import { readUpTo } from "../read-up-to.ts";

/** @throws PasserelleError `too_large` (the field that is told) */
export async function readBytes(request: Request, most: number, field: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await readUpTo(request, most);
  if (!bytes) throw new PasserelleError("too_large", { field });
  return bytes;
}

export const MOST_JSON_BYTES = 65_536;

/** @throws PasserelleError `too_large` (field body), `invalid_input` (the field at fault, else body) */
export async function readJson<T>(request: Request, shape: z.ZodMiniType<T>, mostBytes = MOST_JSON_BYTES): Promise<T> {
  const bytes = await readBytes(request, mostBytes, "body");
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes));
  } catch {
    throw new PasserelleError("invalid_input", { field: "body" });
  }
  return checked(shape, value);
}

export function checked<T>(shape: z.ZodMiniType<T>, value: unknown): T {
  const read = shape.safeParse(value);
  if (read.success) return read.data;
  throw new PasserelleError("invalid_input", { field: String(read.error.issues[0]?.path[0] ?? "body") });
}
