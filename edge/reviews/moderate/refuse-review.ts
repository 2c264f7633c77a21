/**
 * Refuses a review for one of the grounds that its readers are told, and tells its author which. Of a review that shows: what its
 * author has changed, and the former text stays; or, when there is no change, the review itself, with the reports of it. As moderation.ts.
 */
import type { Outcome, Work } from "../../runs/run.ts";
import { type About, refusedLetter } from "../letters.ts";
import { moderate, type RefuseReview } from "./moderation.ts";
import { reporterMails } from "./tell-reporters.ts";

export const refuseReview = (work: Work, input: RefuseReview): Promise<Outcome> =>
  moderate(work, input, (review) => {
    const { ground, note } = input;
    const letter = (about: About) => refusedLetter(about, ground, note ?? "", review.revised);
    if (review.revised)
      return {
        event: "change-refused",
        code: ground,
        set: "revision = NULL, waiting_since = NULL",
        values: [],
        when: "state = 'published' AND revision IS NOT NULL",
        letter,
      };
    return {
      event: "refused",
      code: ground,
      set: "state = 'refused', ground = ?3, waiting_since = NULL",
      values: [ground],
      when: "state IN ('pending', 'published') AND revision IS NULL",
      letter,
      beside: async () => [
        work.db
          .prepare(
            "UPDATE review_reports SET decided_at = ?2, decided_by = ?3 WHERE review = ?1 AND decided_at IS NULL AND EXISTS (SELECT 1 FROM reviews WHERE id = ?1 AND state = 'refused')",
          )
          .bind(review.id, Date.now(), work.actor.id),
        ...(await reporterMails(work, { review: review.id }, "removed")),
      ],
    };
  });
