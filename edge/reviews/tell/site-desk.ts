/** A site as Slack sees it: who looks after it, whether its orders are told, and its figures. */
import { auditRow } from "../../audit/audit.ts";
import { may } from "../../people/may.ts";
import { listAdmins, readPerson } from "../../people/people-store.ts";
import type { Actor, Person } from "../../people/person.ts";

export interface SiteDesk {
  n: number;
  id: string;
  name: string;
  channel: string | null;
  publishWithinDays: number;
  createdBy: string;
  version: number;
  /** Person's id; null = who made the site. */
  owner: string | null;
  orders: boolean;
  /** The channel of which its owner knows that it did not let us in. */
  shutOut: string | null;
}

const SELECT = `SELECT s.n, s.id, s.name, s.channel, coalesce(s.rules ->> 'publishWithinDays', 7) AS publishWithinDays, s.created_by AS createdBy,
    s.version, d.owner, coalesce(d.orders, 0) AS orders, d.shut_out AS shutOut
  FROM sites s LEFT JOIN site_desks d ON d.site = s.n`;

const deskOf = (row: Record<string, unknown>) => ({ ...row, orders: row.orders === 1 }) as unknown as SiteDesk;

export async function readSiteDesk(db: D1Database, site: { n: number } | { id: string }): Promise<SiteDesk | null> {
  const [where, value] = "n" in site ? ["s.n", site.n] : ["s.id", site.id];
  const row = await db.prepare(`${SELECT} WHERE ${where} = ?1`).bind(value).first<Record<string, unknown>>();
  return row && deskOf(row);
}

/** As many as a message can show. */
export const MOST_SITES = 10;

/** Those in use, the first made first. */
export async function listSiteDesks(db: D1Database): Promise<SiteDesk[]> {
  const { results } = await db
    .prepare(`${SELECT} WHERE s.retired_at IS NULL ORDER BY s.n LIMIT ?1`)
    .bind(MOST_SITES)
    .all<Record<string, unknown>>();
  return results.map(deskOf);
}

/** Who is told of what cannot wait: whoever was named, else who made the site, else an admin; somebody who may moderate. */
export async function ownerOf(db: D1Database, { owner, createdBy }: Pick<SiteDesk, "owner" | "createdBy">): Promise<Person | null> {
  for (const id of [owner, createdBy]) {
    const person = id ? await readPerson(db, id) : null;
    if (person && may(person, "site.moderate")) return person;
  }
  return (await listAdmins(db))[0] ?? null;
}

/** In one batch with the channel itself (sites/set-site.ts keeps its version): who is told what of the site. */
export async function setSiteDesk(
  db: D1Database,
  actor: Actor,
  site: Pick<SiteDesk, "n" | "id">,
  { owner, orders }: Pick<SiteDesk, "owner" | "orders">,
): Promise<void> {
  await db.batch([
    db
      .prepare(
        `INSERT INTO site_desks (site, owner, orders) VALUES (?1, ?2, ?3)
         ON CONFLICT (site) DO UPDATE SET owner = ?2, orders = ?3, shut_out = NULL`,
      )
      .bind(site.n, owner, orders ? 1 : 0),
    auditRow(db, { actor: actor.id, action: "site.desk", objectKind: "site", objectId: site.id, outcome: "done" }),
  ]);
}

/** What cannot be posted is tried again now: somebody says that we have been invited. */
export const tryAgain = (db: D1Database, siteN: number): Promise<unknown> =>
  db.batch([
    db.prepare("UPDATE site_desks SET shut_out = NULL WHERE site = ?1").bind(siteN),
    db
      .prepare(
        "UPDATE review_tells SET retry_at = 0 WHERE told < wish AND review IN (SELECT id FROM reviews WHERE site = ?1 AND waiting_since IS NOT NULL)",
      )
      .bind(siteN),
    db.prepare("UPDATE order_tells SET retry_at = 0 WHERE site = ?1").bind(siteN),
  ]);

export interface Figures {
  count: number;
  /** Stars of all of them together. */
  stars: number;
  recent: number;
  recentStars: number;
  /** Reviews that wait for a decision, reports that nobody has looked at; counted up to MOST_COUNTED. */
  waiting: number;
  reports: number;
}

export const MOST_COUNTED = 1_000;
const THIRTY_DAYS_MS = 30 * 86_400_000;

export async function figuresOf(db: D1Database, siteN: number, now = Date.now()): Promise<Figures> {
  const place = Math.floor((now - THIRTY_DAYS_MS) / 1000) * 1_048_576;
  const [all, recent, waiting, reports] = await db.batch<Record<string, number>>([
    db.prepare("SELECT reviews AS count, stars FROM site_counts WHERE site = ?1").bind(siteN),
    db
      .prepare(
        "SELECT count(*) AS count, coalesce(sum(rating), 0) AS stars FROM (SELECT rating FROM reviews WHERE site = ?1 AND place > ?2 LIMIT ?3)",
      )
      .bind(siteN, place, MOST_COUNTED),
    db
      .prepare("SELECT count(*) AS count FROM (SELECT 1 FROM reviews WHERE site = ?1 AND waiting_since IS NOT NULL LIMIT ?2)")
      .bind(siteN, MOST_COUNTED),
    db
      .prepare("SELECT count(*) AS count FROM (SELECT 1 FROM review_reports WHERE site = ?1 AND decided_at IS NULL LIMIT ?2)")
      .bind(siteN, MOST_COUNTED),
  ]);
  const first = (result: D1Result<Record<string, number>> | undefined) => result?.results[0] ?? {};
  return {
    count: first(all).count ?? 0,
    stars: first(all).stars ?? 0,
    recent: first(recent).count ?? 0,
    recentStars: first(recent).stars ?? 0,
    waiting: first(waiting).count ?? 0,
    reports: first(reports).count ?? 0,
  };
}

export interface ToldOrder {
  number: string;
  items: { name: string }[];
}
