/** What whoever moderates is shown: what waits on a site, the oldest first; one review whole; reports that nobody has looked at. */
import type { Ground } from "../notice.ts";
import type { ReviewText } from "../write/new-review.ts";

export interface ReviewToDecide {
  id: string;
  version: number;
  siteId: string;
  /** Null = about the shop itself. */
  product: { sku: string; name: string } | null;
  state: "pending" | "published" | "refused" | "erased";
  rating: number;
  text: string;
  author: string;
  language: string;
  experiencedOn: string;
  verified: boolean;
  how: "invitation" | "order" | "import" | null;
  photos: { id: string; width: number; height: number }[];
  reply: string | null;
  /** What its author has changed of a review that shows. */
  revision: ReviewText | null;
  ground: Ground | null;
  /** "link", "contact", "shouting", "repeated": reasons to look twice, none to decide by. */
  signals: string[];
  submittedAt: number;
  waitingSince: number | null;
  /** Its author can be written to. */
  reachable: boolean;
}

const SELECT = `SELECT r.id, r.version, s.id AS siteId, r.product, p.name, r.state, r.rating, r.text, r.author, r.language, r.experienced_on AS experiencedOn,
    r.verified, r.how, r.photos, r.reply, r.revision, r.ground, r.signals, r.submitted_at AS submittedAt, r.waiting_since AS waitingSince,
    a.email IS NOT NULL AS reachable
  FROM reviews r JOIN sites s ON s.n = r.site LEFT JOIN products p ON p.site = r.site AND p.sku = r.product LEFT JOIN review_authors a ON a.review = r.id`;

function toDecide(row: Record<string, unknown>): ReviewToDecide {
  const { product, name, photos, revision, signals, verified, reachable, ...rest } = row;
  return {
    ...(rest as unknown as ReviewToDecide),
    product: product ? { sku: String(product), name: String(name ?? product) } : null,
    photos: JSON.parse(String(photos)),
    revision: revision ? JSON.parse(String(revision)) : null,
    signals: JSON.parse(String(signals)),
    verified: verified === 1,
    reachable: reachable === 1,
  };
}

export async function readReview(db: D1Database, id: string): Promise<ReviewToDecide | null> {
  const row = await db.prepare(`${SELECT} WHERE r.id = ?1`).bind(id).first<Record<string, unknown>>();
  return row && toDecide(row);
}

const PAGE = 20;

/** @param after the last one of the page before */
export async function waitingReviews(
  db: D1Database,
  siteN: number,
  after: Pick<ReviewToDecide, "id" | "waitingSince"> | null = null,
): Promise<{ reviews: ReviewToDecide[]; more: boolean }> {
  const { results } = await db
    .prepare(
      `${SELECT} WHERE r.site = ?1 AND r.waiting_since IS NOT NULL AND (r.waiting_since, r.id) > (?2, ?3) ORDER BY r.waiting_since, r.id LIMIT ?4`,
    )
    .bind(siteN, after?.waitingSince ?? 0, after?.id ?? "", PAGE + 1)
    .all<Record<string, unknown>>();
  return { reviews: results.slice(0, PAGE).map(toDecide), more: results.length > PAGE };
}

export interface OpenReport {
  id: string;
  review: string;
  reason: string;
  text: string | null;
  /** Who of the company doubts it; null = a reader of the shop. */
  reporter: string | null;
  createdAt: number;
}

const REPORT = "SELECT id, review, reason, text, reporter, created_at AS createdAt FROM review_reports";

export async function openReports(db: D1Database, siteN: number, limit = 20): Promise<OpenReport[]> {
  const { results } = await db
    .prepare(`${REPORT} WHERE site = ?1 AND decided_at IS NULL ORDER BY created_at, id LIMIT ?2`)
    .bind(siteN, limit)
    .all<OpenReport>();
  return results;
}

/** Of one review. */
export async function reportsOf(db: D1Database, review: string, limit = 5): Promise<OpenReport[]> {
  const { results } = await db
    .prepare(`${REPORT} WHERE review = ?1 AND decided_at IS NULL ORDER BY created_at LIMIT ?2`)
    .bind(review, limit)
    .all<OpenReport>();
  return results;
}

/** Of all sites, the oldest first. */
export async function longestWaiting(db: D1Database, limit: number): Promise<ReviewToDecide[]> {
  const { results } = await db
    .prepare(`${SELECT} WHERE r.waiting_since IS NOT NULL ORDER BY r.waiting_since, r.id LIMIT ?1`)
    .bind(limit)
    .all<Record<string, unknown>>();
  return results.map(toDecide);
}
