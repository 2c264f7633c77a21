/** JSON that a page may keep: with an ETag, so that asking again costs it nothing. */

/** @param maxAgeSeconds 0 = ask each time, with the ETag */
export async function answer(request: Request, body: unknown, maxAgeSeconds: number): Promise<Response> {
  const text = JSON.stringify(body);
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  const tag = `"${[...new Uint8Array(digest)]
    .slice(0, 12)
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("")}"`;
  const headers = {
    ETag: tag,
    "Cache-Control": maxAgeSeconds > 0 ? `public, max-age=${maxAgeSeconds}` : "public, no-cache",
    "Content-Type": "application/json",
  };
  // A cache on the way marks it as weak when it compresses.
  const known = (request.headers.get("If-None-Match") ?? "").split(",").map((one) => one.trim().replace(/^W\//, ""));
  return known.includes(tag) ? new Response(null, { status: 304, headers }) : new Response(text, { headers });
}
