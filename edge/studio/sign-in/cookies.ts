/**
 * Two cookies: who is signed in, and what a sign-in that is under way must come back with. `__Host-` and Secure, but on one's own
 * machine, where there is no https and some browsers keep no Secure cookie.
 */
const isLocal = (url: URL) => url.protocol === "http:" && ["localhost", "127.0.0.1"].includes(url.hostname);

const nameOf = (url: URL, name: string) => `${isLocal(url) ? "" : "__Host-"}passerelle-${name}`;

export type Cookie = "studio" | "sign-in";

export function cookieOf(request: Request, name: Cookie): string {
  const wanted = `${nameOf(new URL(request.url), name)}=`;
  const found = (request.headers.get("Cookie") ?? "").split(/;\s*/).find((one) => one.startsWith(wanted));
  return found?.slice(wanted.length) ?? "";
}

/** Lax: the way back from Slack is a link of another site. @param maxAgeSeconds 0 takes it away */
export function setCookie(request: Request, name: Cookie, value: string, maxAgeSeconds: number): string {
  const url = new URL(request.url);
  const secure = isLocal(url) ? "" : " Secure;";
  return `${nameOf(url, name)}=${value}; Path=/;${secure} HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}`;
}
