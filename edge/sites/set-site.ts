/** Makes and changes a site, and gives it keys. Each asks the policy (`site.set`) and leaves a row in the trail. */
import { auditRow } from "../audit/audit.ts";
import { PasserelleError } from "../errors.ts";
import { may } from "../people/may.ts";
import type { Actor } from "../people/person.ts";
import { hashOf, type KeyKind, newKey } from "./keys.ts";
import type { Site, SiteWish } from "./site.ts";
import { readSite } from "./site-store.ts";

/** So long a rotated key goes on beside the new one: pages and servers are changed one after the other. */
export const OVERLAP_MS = 7 * 86_400_000;

/** The name, as an address can have it. */
const slugOf = (name: string) =>
  name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40) || "site";

interface By {
  db: D1Database;
  actor: Actor;
}

function mustSet(actor: Actor): void {
  if (!may(actor, "site.set")) throw new PasserelleError("forbidden");
}

/**
 * @param intent what makes two submissions the same: the second answers the first one's site, and no key is shown again (null)
 * @throws PasserelleError `forbidden`
 */
export async function makeSite({ db, actor }: By, intent: string, wish: SiteWish): Promise<{ site: Site; publicKey: string | null }> {
  mustSet(actor);
  const id = `${slugOf(wish.name)}-${(await hashOf("site", intent)).slice(0, 4)}`;
  const now = Date.now();
  const [inserted] = await db.batch([
    db
      .prepare(
        `INSERT INTO sites (id, name, home, origins, locale, platform, rules, channel, created_by, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10) ON CONFLICT DO NOTHING`,
      )
      .bind(
        ...[id, wish.name, wish.home, JSON.stringify(wish.origins), wish.locale, wish.platform, JSON.stringify(wish.rules), wish.channel],
        ...[actor.id, now],
      ),
    auditRow(db, { actor: actor.id, action: "site.make", objectKind: "site", objectId: id, outcome: "done" }, now),
  ]);
  const site = (await readSite(db, id)) as Site;
  return { site, publicKey: inserted?.meta.changes === 1 ? await rotateKey({ db, actor }, site, "public") : null };
}

/** @throws PasserelleError `forbidden`, `conflict` (somebody else has changed it since `version`) */
export async function changeSite({ db, actor }: By, site: Site, wish: Partial<SiteWish>): Promise<void> {
  mustSet(actor);
  const { name, home, origins, locale, platform, rules, channel } = { ...site, ...wish };
  const now = Date.now();
  const [updated] = await db.batch([
    db
      .prepare(
        `UPDATE sites SET name = ?3, home = ?4, origins = ?5, locale = ?6, platform = ?7, rules = ?8, channel = ?9, updated_at = ?10,
           version = version + 1 WHERE n = ?1 AND version = ?2`,
      )
      .bind(site.n, site.version, name, home, JSON.stringify(origins), locale, platform, JSON.stringify(rules), channel, now),
    auditRow(db, { actor: actor.id, action: "site.change", objectKind: "site", objectId: site.id, outcome: "done" }, now),
  ]);
  if (!updated?.meta.changes) throw new PasserelleError("conflict");
}

/**
 * A new key; those of its kind that were good go on for a week. Asked again with the same key, nothing is done.
 *
 * @returns the key, to be shown once
 * @throws PasserelleError `forbidden`
 */
export async function rotateKey(
  { db, actor }: By,
  site: Pick<Site, "n" | "id">,
  kind: KeyKind,
  key = newKey(kind, site.n),
): Promise<string> {
  mustSet(actor);
  const hash = await hashOf(key);
  const now = Date.now();
  await db.batch([
    db
      .prepare(
        `UPDATE site_keys SET ends_at = min(coalesce(ends_at, ?3), ?3) WHERE site = ?1 AND kind = ?2
           AND (ends_at IS NULL OR ends_at > ?4) AND NOT EXISTS (SELECT 1 FROM site_keys WHERE hash = ?5)`,
      )
      .bind(site.n, kind, now + OVERLAP_MS, now, hash),
    db
      .prepare(
        "INSERT INTO site_keys (hash, site, kind, shown, created_by, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (hash) DO NOTHING",
      )
      .bind(hash, site.n, kind, kind === "public" ? key : key.slice(-4), actor.id, now),
    auditRow(db, { actor: actor.id, action: `site.key/${kind}`, objectKind: "site", objectId: site.id, outcome: "done" }, now),
  ]);
  return key;
}

/** At once, for one that has leaked. @param hash as `keysOf` tells it @throws PasserelleError `forbidden` */
export async function revokeKey({ db, actor }: By, site: Site, hash: string): Promise<void> {
  mustSet(actor);
  const now = Date.now();
  await db.batch([
    db
      .prepare("UPDATE site_keys SET ends_at = ?3 WHERE hash = ?2 AND site = ?1 AND (ends_at IS NULL OR ends_at > ?3)")
      .bind(site.n, hash, now),
    auditRow(db, { actor: actor.id, action: "site.revoke", objectKind: "site", objectId: site.id, outcome: "done" }, now),
  ]);
}

export interface SiteKey {
  hash: string;
  kind: KeyKind;
  shown: string;
  createdAt: number;
  endsAt: number | null;
}

/** Of one site, the newest first. */
export async function keysOf(db: D1Database, site: Pick<Site, "n">): Promise<SiteKey[]> {
  const { results } = await db
    .prepare(
      "SELECT hash, kind, shown, created_at AS createdAt, ends_at AS endsAt FROM site_keys WHERE site = ?1 ORDER BY created_at DESC LIMIT 20",
    )
    .bind(site.n)
    .all<SiteKey>();
  return results;
}
