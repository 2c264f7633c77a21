/**
 * A key made from the form that asks for it: sent twice by a double click, it is the same key, and the answer that the browser shows
 * in the end holds it. Whoever has only the form, or only the database, cannot make it.
 */
import { PasserelleError } from "../../errors.ts";
import type { KeyKind } from "../../sites/keys.ts";

const SIGNS = "0123456789abcdefghijklmnopqrstuvwxyz";

/** 41 signs of 36, as newKey's. @throws PasserelleError `misconfigured` */
export async function signsOf(linkSecret: string, ...intent: string[]): Promise<string> {
  if (!linkSecret) throw new PasserelleError("misconfigured", { message: "LINK_SECRET is not set" });
  const encoder = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-512" };
  const key = await crypto.subtle.importKey("raw", encoder.encode(linkSecret), algorithm, false, ["sign"]);
  const bytes = new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(JSON.stringify(["studio", ...intent]))));
  return [...bytes.subarray(0, 41)].map((byte) => SIGNS[byte % 36]).join("");
}

export const keyOf = (kind: KeyKind, siteN: number, signs: string) => `${kind === "public" ? "pk" : "sk"}_${siteN.toString(36)}_${signs}`;
