/** The shop's answer below a review, for all to read; an empty one takes it back. As moderation.ts. */
import type { Outcome, Work } from "../../runs/run.ts";
import { moderate, type ReplyReview } from "./moderation.ts";

export const replyReview = (work: Work, { text, ...about }: ReplyReview): Promise<Outcome> =>
  moderate(work, about, () => ({
    event: "replied",
    set: "reply = ?3, replied_at = ?4",
    values: [text || null, text ? Date.now() : null],
    when: "state IN ('pending', 'published')",
  }));
