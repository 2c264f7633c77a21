/** What a reader of reviews may do: find one helpful, once a day and without a cookie, or report it. */
import * as z from "zod/mini";
import { auditRow } from "../audit/audit.ts";
import { PasserelleError } from "../errors.ts";
import type { House } from "../house.ts";
import type { Locale } from "../people/person.ts";
import { intentId } from "../runs/intent.ts";
import { keyedHash } from "../sites/keys.ts";
import type { Site } from "../sites/site.ts";
import { logRow } from "./log.ts";
import { cleanText } from "./write/new-review.ts";

export const REPORT_REASONS = ["illegal", "fake", "offensive", "personal", "other"] as const;

export const Report = z.object({
  reason: z.enum(REPORT_REASONS),
  text: z.optional(z.pipe(z.string().check(z.maxLength(8_000)), z.pipe(z.transform(cleanText), z.string().check(z.maxLength(2_000))))),
  email: z.optional(z.union([z.literal(""), z.email().check(z.maxLength(254))])),
});
export type Report = z.infer<typeof Report>;

interface Visitor {
  site: Site;
  locale: Locale;
  ip: string;
}

const voterOf = ({ settings }: House, { site, ip }: Visitor, id: string) =>
  keyedHash(
    settings.linkSecret || (settings.slack.signingSecrets[0] as string),
    "voter",
    site.id,
    id,
    ip,
    new Date().toISOString().slice(0, 10),
  );

const isShown = (db: D1Database, site: Site, id: string) =>
  db.prepare("SELECT 1 FROM reviews WHERE id = ?1 AND site = ?2 AND state = 'published'").bind(id, site.n);

/** The second time does nothing. @throws PasserelleError `not_found` */
export async function findHelpful(house: House, visitor: Visitor, id: string): Promise<void> {
  const { db } = house;
  const voter = await voterOf(house, visitor, id);
  const [shown] = await db.batch([
    isShown(db, visitor.site, id),
    db
      .prepare(
        `INSERT INTO review_votes (review, voter, at) SELECT ?1, ?2, ?3
         WHERE EXISTS (SELECT 1 FROM reviews WHERE id = ?1 AND site = ?4 AND state = 'published') ON CONFLICT DO NOTHING`,
      )
      .bind(id, voter, Date.now(), visitor.site.n),
    db.prepare("UPDATE reviews SET helpful = helpful + 1 WHERE id = ?1 AND changes() > 0").bind(id),
  ]);
  if (shown?.results.length !== 1) throw new PasserelleError("not_found");
}

/** Of one visitor, once a day and review. @throws PasserelleError `not_found` */
export async function reportReview(house: House, visitor: Visitor, id: string, { reason, text, email }: Report): Promise<void> {
  const { db } = house;
  const { site } = visitor;
  const reportId = await intentId("report", await voterOf(house, visitor, id));
  const now = Date.now();
  const [shown] = await db.batch([
    isShown(db, site, id),
    db
      .prepare(
        `INSERT INTO review_reports (id, site, review, reason, text, email, created_at, locale) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8
         WHERE EXISTS (SELECT 1 FROM reviews WHERE id = ?3 AND site = ?2 AND state = 'published') ON CONFLICT DO NOTHING`,
      )
      .bind(reportId, site.n, id, reason, text || null, email || null, now, visitor.locale),
    logRow(db, { review: id, actor: "visitor", event: "reported", code: reason }, now),
    auditRow(db, { actor: "visitor", action: "review.report", objectKind: "review", objectId: id, outcome: "done" }, now),
  ]);
  if (shown?.results.length !== 1) throw new PasserelleError("not_found");
}
