/**
 * The company doubts a review that shows, and says why: the free function that the law gives it (Code de la consommation L111-7-2). It
 * goes on showing until somebody decides, as one that a reader has reported. As moderation.ts. Result: {reviewId}.
 */
import { auditRow } from "../../audit/audit.ts";
import { may } from "../../people/may.ts";
import { accept, type Outcome, refuse, type Work } from "../../runs/run.ts";
import { logRow } from "../log.ts";
import type { DoubtReview } from "./moderation.ts";

export async function reportReview({ actor, db, run, step }: Work, { reviewId, reasons }: DoubtReview): Promise<Outcome> {
  if (!may(actor, "site.moderate")) return refuse("forbidden");
  const shown = await step("report", async () => {
    const now = Date.now();
    await db.batch([
      db
        .prepare(
          `INSERT INTO review_reports (id, site, review, reason, text, reporter, created_at) SELECT ?1, site, id, 'fake', ?3, ?4, ?5 FROM reviews
           WHERE id = ?2 AND state = 'published' ON CONFLICT DO NOTHING`,
        )
        .bind(run.id, reviewId, reasons, actor.id, now),
      logRow(db, { review: reviewId, actor: actor.id, event: "reported", code: "fake", runId: run.id }, now),
      auditRow(
        db,
        { actor: actor.id, action: "review.report", objectKind: "review", objectId: reviewId, outcome: "done", runId: run.id },
        now,
      ),
    ]);
    return (await db.prepare("SELECT 1 FROM review_reports WHERE id = ?1").bind(run.id).first()) !== null;
  });
  return shown ? accept({ reviewId }) : refuse("not_found");
}
