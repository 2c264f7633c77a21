/** Publishes a review, or what its author has changed of it. It keeps the day on which it was first published. As moderation.ts. */
import type { Outcome, Work } from "../../runs/run.ts";
import { publishedLetter } from "../letters.ts";
import { moderate, type PublishReview } from "./moderation.ts";

export const publishReview = (work: Work, input: PublishReview): Promise<Outcome> =>
  moderate(work, input, (review) => ({
    event: "published",
    set: `state = 'published', published_at = coalesce(published_at, ?3), rating = coalesce(revision ->> 'rating', rating),
      text = coalesce(revision ->> 'text', text), author = coalesce(revision ->> 'pseudonym', author),
      experienced_on = coalesce(revision ->> 'experiencedOn', experienced_on), edited_at = iif(revision IS NULL, edited_at, ?3),
      revision = NULL, waiting_since = NULL, ground = NULL`,
    values: [Date.now()],
    when: "(state IN ('pending', 'refused') OR revision IS NOT NULL)",
    letter: (about) => publishedLetter(about, review.revised),
  }));
