/**
 * Who comes in to the public API: a page of a site, by its public key, from one of the site's own origins. Origin keeps others'
 * pages out; it proves nothing about who is behind it.
 */
import { PasserelleError } from "../errors.ts";
import type { House } from "../house.ts";
import type { Locale } from "../people/person.ts";
import { hashOf, siteNOf } from "./keys.ts";
import { NOTE_EVERY_MS, noteEndedKey, noteSighting, noteStranger } from "./sightings.ts";
import type { Site } from "./site.ts";
import { siteByKey, siteOf } from "./site-store.ts";

export interface Visit {
  site: Site;
  locale: Locale;
  /** What was read in the same breath as the key, in order. */
  results: D1Result[];
  ip: string;
}

interface Coming {
  request: Request;
  house: House;
  /** It changes something: fewer of these, and from a page only. */
  writes?: boolean;
  /** Whose page may read the answer. */
  allow(origin: string): void;
}

/** Of IPv6 the first half: the other one a line fills in as it likes, so that each of its addresses would be another visitor. */
export function ipOf(request: Request): string {
  const ip = request.headers.get("CF-Connecting-IP") ?? "local";
  if (!ip.includes(":") || ip.includes(".")) return ip;
  const [head = [], tail = []] = ip.split("::").map((part) => part.split(":").filter(Boolean));
  const zeros = Array<string>(Math.max(0, 8 - head.length - tail.length)).fill("0");
  return [...head, ...zeros, ...tail].slice(0, 4).join(":");
}

/**
 * @param reads what is asked for, of the site that the key says it is of
 * @throws PasserelleError `unauthorized` (no such key), `forbidden` (field origin), `rate_limited`
 */
export async function enter(coming: Coming, reads: (siteN: number) => D1PreparedStatement[] = () => []): Promise<Visit> {
  const { request, house, writes = false } = coming;
  const url = new URL(request.url);
  const key = url.searchParams.get("site") ?? "";
  const n = siteNOf(key, "public");
  const ip = ipOf(request);
  if (n === null) throw new PasserelleError("unauthorized", { field: "site" });
  await hold(house, writes, `${key.slice(0, 40)}/${ip}`);
  const [found, ...results] = await house.db.batch([siteByKey(house.db, "public", await hashOf(key)), ...reads(n)]);
  const site = siteOf(found?.results[0]);
  if (site?.n !== n) {
    const from = request.headers.get("Origin");
    const hash = await hashOf(key);
    if (from) note(house, `key ${hash} ${from}`, () => noteEndedKey(house.db, hash, from));
    throw new PasserelleError("unauthorized", { field: "site" });
  }
  if (!admits(site, coming)) throw new PasserelleError("forbidden", { field: "origin" });
  return { site, locale: localeOf(request, site), results, ip };
}

function admits(site: Site, { request, house, writes, allow }: Coming): boolean {
  const origin = request.headers.get("Origin");
  // Browsers name it with every request that writes, and with every one that crosses origins.
  if (!origin) return !writes;
  if (origin === new URL(request.url).origin) return true;
  if (!site.origins.includes(origin)) {
    note(house, `stranger ${site.id} ${origin}`, () => noteStranger(house.db, site, origin));
    return false;
  }
  allow(origin);
  note(house, `${site.id} ${origin}`, () => noteSighting(house.db, site, origin));
  return true;
}

/** When this isolate last noted where a tag is: to write it down with each request would cost more than the request. */
const noted = new Map<string, number>();

function note({ later }: House, key: string, write: () => Promise<void>): void {
  const now = Date.now();
  if (now - (noted.get(key) ?? 0) < NOTE_EVERY_MS) return;
  if (noted.size > 500) noted.clear();
  noted.set(key, now);
  later(write().catch(() => undefined));
}

/** A flood of one visitor at one site. Where there is no such limit (a test), nobody is held. @throws PasserelleError `rate_limited` */
export async function hold({ env }: House, writes: boolean, key: string): Promise<void> {
  const limit = writes ? env.SITE_WRITE_LIMIT : env.SITE_LIMIT;
  if (limit && !(await limit.limit({ key })).success) throw new PasserelleError("rate_limited", { retryAfterSeconds: 60 });
}

/** As asked (`lang`), else as the site speaks. */
export function localeOf(request: Request, site: Pick<Site, "locale"> | null): Locale {
  const wished = new URL(request.url).searchParams.get("lang") ?? request.headers.get("Accept-Language") ?? "";
  const language = wished.slice(0, 2).toLowerCase();
  return language === "fr" || language === "en" ? language : (site?.locale ?? "fr");
}
