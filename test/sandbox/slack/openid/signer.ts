/** Signs tokens as Slack does: RS256, with a key that is made anew whenever the stand-in starts. */
const ALGORITHM = { name: "RSASSA-PKCS1-v1_5", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" };

const base64Url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const part = (value: unknown) => base64Url(new TextEncoder().encode(JSON.stringify(value)));

/** @param kid the name of the key */
export async function newSigner(kid = `sandbox-${crypto.randomUUID().slice(0, 8)}`) {
  const pair = (await crypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"])) as CryptoKeyPair;
  const { kty, n, e } = (await crypto.subtle.exportKey("jwk", pair.publicKey)) as JsonWebKey;
  return {
    publicKey: { kty, n, e, kid, alg: "RS256", use: "sig" } as JsonWebKey & { kid: string },
    async sign(claims: object, header: object = {}): Promise<string> {
      const signed = `${part({ alg: "RS256", typ: "JWT", kid, ...header })}.${part(claims)}`;
      const signature = await crypto.subtle.sign(ALGORITHM.name, pair.privateKey, new TextEncoder().encode(signed));
      return `${signed}.${base64Url(new Uint8Array(signature))}`;
    },
  };
}
