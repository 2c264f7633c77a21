/** Asks the author of a review something by mail; they answer by changing it. It goes on waiting. As moderation.ts. */
import { may } from "../../people/may.ts";
import { type Outcome, refuse, type Work } from "../../runs/run.ts";
import { questionLetter } from "../letters.ts";
import { type AskAuthor, moderate, readModerated } from "./moderation.ts";

/** Refuses with `expired` too (field email): nobody knows how to reach them. */
export async function askAuthor(work: Work, { question, ...about }: AskAuthor): Promise<Outcome> {
  if (!may(work.actor, "site.moderate")) return refuse("forbidden");
  const reachable = await work.step("look for the address", async () => {
    const review = await readModerated(work.db, about.reviewId);
    return review === null || review.email !== null;
  });
  if (!reachable) return refuse("expired", "email");
  return moderate(work, about, () => ({
    event: "asked",
    set: "waiting_since = waiting_since",
    values: [],
    when: "state IN ('pending', 'published')",
    letter: (to) => questionLetter(to, question),
  }));
}
