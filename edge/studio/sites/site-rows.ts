/** SQL of sites as their owner sees them: with their looks, those that are retired too. */
import { auditRow } from "../../audit/audit.ts";
import type { Actor } from "../../people/person.ts";
import { siteOf } from "../../sites/part.ts";
import type { Site } from "../../sites/site.ts";
import { readTheme, type Theme } from "../theme/theme.ts";

export interface StudioSite extends Site {
  theme: Theme;
  retiredAt: number | null;
}

function studioSiteOf(row: Record<string, unknown> | null): StudioSite | null {
  const site = siteOf(row);
  return row && site && { ...site, theme: readTheme(String(row.theme)), retiredAt: row.retired_at as number | null };
}

export async function readStudioSite(db: D1Database, id: string): Promise<StudioSite | null> {
  return studioSiteOf(await db.prepare("SELECT * FROM sites WHERE id = ?1").bind(id).first());
}

export interface ListedSite {
  site: StudioSite;
  seenAt: number | null;
}

export const SITES_A_PAGE = 50;

/** The oldest first; keyset by number. */
export async function listSites(db: D1Database, after: number): Promise<ListedSite[]> {
  const { results } = await db
    .prepare(
      `SELECT s.*, (SELECT max(seen_at) FROM site_sightings g WHERE g.site = s.n) AS last_seen FROM sites s WHERE s.n > ?1 ORDER BY s.n LIMIT ${SITES_A_PAGE + 1}`,
    )
    .bind(after)
    .all<Record<string, unknown>>();
  return results.map((row) => ({ site: studioSiteOf(row) as StudioSite, seenAt: row.last_seen as number | null }));
}

/** Nothing opens it any more: its keys and secrets end at once, and no buyer is invited. Twice is as once. */
export async function retireSite(db: D1Database, actor: Actor, site: StudioSite): Promise<void> {
  const now = Date.now();
  await db.batch([
    db
      .prepare("UPDATE sites SET retired_at = ?2, updated_at = ?2, version = version + 1 WHERE n = ?1 AND retired_at IS NULL")
      .bind(site.n, now),
    auditRow(db, { actor: actor.id, action: "site.retire", objectKind: "site", objectId: site.id, outcome: "done" }, now),
    db.prepare("UPDATE site_keys SET ends_at = ?2 WHERE site = ?1 AND (ends_at IS NULL OR ends_at > ?2)").bind(site.n, now),
    db.prepare("DELETE FROM site_secrets WHERE site = ?1").bind(site.n),
    db.prepare("UPDATE orders SET invite_at = NULL WHERE site = ?1 AND invite_at IS NOT NULL").bind(site.n),
  ]);
}

/** In use again; its keys are new ones. */
export async function restoreSite(db: D1Database, actor: Actor, site: StudioSite): Promise<void> {
  const now = Date.now();
  await db.batch([
    db
      .prepare("UPDATE sites SET retired_at = NULL, updated_at = ?2, version = version + 1 WHERE n = ?1 AND retired_at IS NOT NULL")
      .bind(site.n, now),
    auditRow(db, { actor: actor.id, action: "site.restore", objectKind: "site", objectId: site.id, outcome: "done" }, now),
  ]);
}
