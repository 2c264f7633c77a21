/** The key of whoever watches us from outside: HEALTH_KEY, as a bearer token. Compared as digests, in constant time. */
const digest = (text: string) => crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));

export async function hasHealthKey(authorization: string | undefined, key: string): Promise<boolean> {
  const given = /^Bearer (.+)$/i.exec(authorization ?? "")?.[1] ?? "";
  return crypto.subtle.timingSafeEqual(await digest(given), await digest(key));
}
