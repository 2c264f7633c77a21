/**
 * Keys of a site. The public one stands in its pages and says which site it is of (`pk_<n>_<random>`); the secret one lets its
 * server in and is shown once. Both are kept hashed; a rotated one goes on for a while beside the new one.
 */
export type KeyKind = "public" | "secret";

const SIGNS = "0123456789abcdefghijklmnopqrstuvwxyz";

/** 41 signs of 36: more than 200 bits. */
export function newKey(kind: KeyKind, siteN: number): string {
  const random = [...crypto.getRandomValues(new Uint8Array(41))].map((byte) => SIGNS[byte % 36]).join("");
  return `${kind === "public" ? "pk" : "sk"}_${siteN.toString(36)}_${random}`;
}

/** The site that a key says it is of, to be believed only with the key's own row; null when it is no key at all. */
export function siteNOf(key: string, kind: KeyKind): number | null {
  const [, head, n] = /^(pk|sk)_([0-9a-z]{1,8})_\w{16,80}$/.exec(key) ?? [];
  return n && head === (kind === "public" ? "pk" : "sk") ? Number.parseInt(n, 36) : null;
}

export const newToken = (): string => base64Url(crypto.getRandomValues(new Uint8Array(32)));

export const isToken = (text: string): boolean => /^[\w-]{43}$/.test(text);

export async function hashOf(...parts: string[]): Promise<string> {
  const text = parts.length === 1 ? (parts[0] as string) : JSON.stringify(parts);
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))));
}

/** Only whoever knows the secret can tell whose it is: for addresses, which are few enough to be guessed. */
export async function keyedHash(secret: string, ...parts: string[]): Promise<string> {
  const encoder = new TextEncoder();
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return hex(new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(JSON.stringify(parts)))));
}

/** In constant time: how much of a guess is right shows nowhere. */
export function isSame(given: string, right: string): boolean {
  const [a, b] = [given, right].map((text) => new TextEncoder().encode(text)) as [Uint8Array, Uint8Array];
  return a.byteLength === b.byteLength && crypto.subtle.timingSafeEqual(a, b);
}

const hex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

const base64Url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
