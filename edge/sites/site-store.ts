/** SQL of sites and their keys. */
import type { KeyKind } from "./keys.ts";
import { type Site, SiteRules } from "./site.ts";

export function siteOf(row: unknown): Site | null {
  if (!row) return null;
  const { origins, rules, created_by: createdBy, ...site } = row as Record<string, unknown>;
  return {
    ...(site as unknown as Site),
    createdBy: String(createdBy),
    origins: JSON.parse(String(origins)) as string[],
    rules: SiteRules.parse(JSON.parse(String(rules))),
  };
}

const COLUMNS = "s.n, s.id, s.name, s.home, s.origins, s.locale, s.platform, s.rules, s.channel, s.created_by, s.version";

/** For a batch: the site that the key lets in to. */
export const siteByKey = (db: D1Database, kind: KeyKind, hash: string): D1PreparedStatement =>
  db
    .prepare(
      `SELECT ${COLUMNS} FROM site_keys k JOIN sites s ON s.n = k.site WHERE k.hash = ?1 AND k.kind = ?2 AND (k.ends_at IS NULL OR k.ends_at > ?3)`,
    )
    .bind(hash, kind, Date.now());

export const siteById = (db: D1Database, id: string): D1PreparedStatement =>
  db.prepare(`SELECT ${COLUMNS} FROM sites s WHERE s.id = ?1`).bind(id);

export async function readSite(db: D1Database, id: string): Promise<Site | null> {
  return siteOf(await siteById(db, id).first());
}

/** The public key that its pages use now, the newest. */
export async function publicKeyOf(db: D1Database, site: Pick<Site, "n">): Promise<string | null> {
  const row = await db
    .prepare("SELECT shown FROM site_keys WHERE site = ?1 AND kind = 'public' AND ends_at IS NULL ORDER BY created_at DESC LIMIT 1")
    .bind(site.n)
    .first<{ shown: string }>();
  return row?.shown ?? null;
}
