/**
 * Intent ids: the same intent always has the same id, so the second submission finds the first one's run.
 * What goes in is listed in the README (modal: team + view id; button: object + version + action; …).
 */
const CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz";

/** 20 characters of Crockford's base 32 (100 bits of SHA-256): short enough to read out, safe in ids and URLs. */
export async function intentId(...parts: string[]): Promise<string> {
  return base32(await sha256(JSON.stringify(parts)), 20);
}

/** Our reference at a vendor, ≤ 24 characters: `CL-` and 12 characters made from the run that creates. */
export async function referenceOf(prefix: string, runId: string): Promise<string> {
  return `${prefix}-${base32(await sha256(`${prefix}/${runId}`), 12).toUpperCase()}`;
}

async function sha256(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}

function base32(bytes: Uint8Array, length: number): string {
  let out = "";
  for (let i = 0; out.length < length; i++) out += CROCKFORD[(bytes[i] as number) & 31];
  return out;
}
