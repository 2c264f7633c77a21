/** Whoever has reported a review and left an address hears what came of it, once. */
import { mailRow } from "../../mail/queue-mail.ts";
import type { Locale } from "../../people/person.ts";
import type { Work } from "../../runs/run.ts";
import { reportedLetter } from "../letters.ts";

/** So many at once; a review that more have reported is no secret. */
const MOST = 50;

interface Report {
  id: string;
  email: string;
  locale: Locale;
  siteId: string;
  siteName: string;
}

/** For the batch, right behind what decides the reports: written only when that changed something. */
export async function reporterMails(
  { db, actor }: Pick<Work, "db" | "actor">,
  of: { review: string } | { report: string },
  outcome: "removed" | "kept",
): Promise<D1PreparedStatement[]> {
  const [column, value] = "review" in of ? ["r.review", of.review] : ["r.id", of.report];
  const { results } = await db
    .prepare(
      `SELECT r.id, r.email, coalesce(r.locale, s.locale) AS locale, s.id AS siteId, s.name AS siteName FROM review_reports r JOIN sites s ON s.n = r.site
       WHERE ${column} = ?1 AND r.decided_at IS NULL AND r.email IS NOT NULL LIMIT ${MOST}`,
    )
    .bind(value)
    .all<Report>();
  const mails = results.map(({ id, email, locale, siteId, siteName }) => {
    const content = reportedLetter({ site: { id: siteId, name: siteName }, locale }, outcome);
    const mail = { kind: "review-report", intent: [id], to: { email, name: "" }, actor: actor.id, object: { kind: "review-report", id } };
    return mailRow(db, { ...mail, ...content }, { ifChanged: true });
  });
  return (await Promise.all(mails)).map(({ row }) => row);
}
