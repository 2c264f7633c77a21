/** A report is looked at, and the review stays. Refuses with `forbidden`, `not_found`. Result: {reviewId}. */
import { auditRow } from "../../audit/audit.ts";
import { may } from "../../people/may.ts";
import { accept, type Outcome, refuse, type Work } from "../../runs/run.ts";
import { logRow } from "../log.ts";
import type { DismissReport } from "./moderation.ts";
import { reporterMails } from "./tell-reporters.ts";

export async function dismissReport({ actor, db, run, step }: Work, { reportId }: DismissReport): Promise<Outcome> {
  if (!may(actor, "site.moderate")) return refuse("forbidden");
  const reviewId = await step("dismiss", async () => {
    const review = await db.prepare("SELECT review FROM review_reports WHERE id = ?1").bind(reportId).first<string>("review");
    if (review === null) return null;
    const now = Date.now();
    const mails = await reporterMails({ db, actor }, { report: reportId }, "kept");
    await db.batch([
      db
        .prepare("UPDATE review_reports SET decided_at = ?2, decided_by = ?3 WHERE id = ?1 AND decided_at IS NULL")
        .bind(reportId, now, actor.id),
      logRow(db, { review, actor: actor.id, event: "report-dismissed", runId: run.id }, now),
      auditRow(
        db,
        { actor: actor.id, action: "review.report-dismissed", objectKind: "review", objectId: review, outcome: "done", runId: run.id },
        now,
      ),
      ...mails,
    ]);
    return review;
  });
  return reviewId === null ? refuse("not_found") : accept({ reviewId });
}
