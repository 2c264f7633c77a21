/**
 * Is this really Slack? HMAC-SHA256 over the raw bytes, at most five minutes old or early, compared in constant time.
 * Source: https://docs.slack.dev/authentication/verifying-requests-from-slack (read 2026-11).
 */
const SKEW_SECONDS = 300;

const HMAC = { name: "HMAC", hash: "SHA-256" } as const;
const encoder = new TextEncoder();

/** Imported keys: our own secrets only, nothing of any request, and no promise that one request could leave hanging for the next. */
const keys = new Map<string, CryptoKey>();

async function keyOf(secret: string): Promise<CryptoKey> {
  const known = keys.get(secret);
  if (known) return known;
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), HMAC, false, ["verify"]);
  keys.set(secret, key);
  return key;
}

/** @param secrets the current signing secret, and the former one while it is being rotated */
export async function isFromSlack(headers: Headers, body: Uint8Array, secrets: string[], now = Date.now()): Promise<boolean> {
  const timestamp = headers.get("x-slack-request-timestamp") ?? "";
  const signature = hexBytes(headers.get("x-slack-signature") ?? "");
  if (!signature || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now / 1000 - Number(timestamp)) > SKEW_SECONDS) return false;
  const signed = withPrefix(`v0:${timestamp}:`, body);
  for (const secret of secrets) {
    if (await crypto.subtle.verify("HMAC", await keyOf(secret), signature, signed)) return true;
  }
  return false;
}

function withPrefix(prefix: string, body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(prefix.length + body.length);
  encoder.encodeInto(prefix, bytes);
  bytes.set(body, prefix.length);
  return bytes;
}

/** "v0=" and 64 hexadecimal digits; null for anything else. */
function hexBytes(signature: string): Uint8Array | null {
  if (!/^v0=[0-9a-f]{64}$/.test(signature)) return null;
  const bytes = new Uint8Array(32);
  for (let i = 0; i < 32; i++) bytes[i] = Number.parseInt(signature.slice(3 + 2 * i, 5 + 2 * i), 16);
  return bytes;
}
