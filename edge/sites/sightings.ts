/** "Is my tag working?": from where it was seen, and who was turned away. Written every ten minutes at most. */
import type { Site } from "./site.ts";

export const NOTE_EVERY_MS = 600_000;
/** Anybody can name an origin: of a site so many are kept, and short ones only. */
const MOST_MISSES = 20;
const MOST_SIGNS = 120;

export async function noteSighting(db: D1Database, site: Pick<Site, "n">, origin: string): Promise<void> {
  const now = Date.now();
  await db
    .prepare(
      `INSERT INTO site_sightings (site, origin, seen_at) VALUES (?1, ?2, ?3)
       ON CONFLICT (site, origin) DO UPDATE SET seen_at = ?3 WHERE seen_at < ?3 - ${NOTE_EVERY_MS}`,
    )
    .bind(site.n, origin, now)
    .run();
}

/** A good key on a page that is not of the site. */
export async function noteStranger(db: D1Database, site: Pick<Site, "n">, origin: string): Promise<void> {
  await miss(db, "SELECT ?4 AS site", origin, "origin", site.n);
}

/** A key of a site, but one that has ended. */
export async function noteEndedKey(db: D1Database, hash: string, origin: string): Promise<void> {
  await miss(db, "SELECT site FROM site_keys WHERE hash = ?4 AND kind = 'public'", origin, "key", hash);
}

async function miss(db: D1Database, of: string, origin: string, reason: "origin" | "key", value: number | string): Promise<void> {
  if (origin.length > MOST_SIGNS || !URL.canParse(origin)) return;
  await db
    .prepare(
      `INSERT INTO site_misses (site, origin, reason, seen_at) SELECT s.site, ?1, ?2, ?3 FROM (${of}) s
       WHERE (SELECT count(*) FROM site_misses m WHERE m.site = s.site) < ${MOST_MISSES}
         OR EXISTS (SELECT 1 FROM site_misses m WHERE m.site = s.site AND m.origin = ?1 AND m.reason = ?2)
       ON CONFLICT (site, origin, reason) DO UPDATE SET seen_at = ?3 WHERE seen_at < ?3 - ${NOTE_EVERY_MS}`,
    )
    .bind(origin, reason, Date.now(), value)
    .run();
}

/** Origin → when its pages last used the tag. */
export async function sightingsOf(db: D1Database, site: Pick<Site, "n">): Promise<Map<string, number>> {
  const { results } = await db
    .prepare("SELECT origin, seen_at AS at FROM site_sightings WHERE site = ?1 ORDER BY seen_at DESC LIMIT 50")
    .bind(site.n)
    .all<{ origin: string; at: number }>();
  return new Map(results.map(({ origin, at }) => [origin, at]));
}

export interface Miss {
  origin: string;
  reason: "origin" | "key";
  at: number;
}

/** The latest first. */
export async function missesOf(db: D1Database, site: Pick<Site, "n">): Promise<Miss[]> {
  const { results } = await db
    .prepare("SELECT origin, reason, seen_at AS at FROM site_misses WHERE site = ?1 ORDER BY seen_at DESC")
    .bind(site.n)
    .all<Miss>();
  return results;
}
