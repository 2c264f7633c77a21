/** A person's list of clients to go through: one card that says how many are left. Result: {how: "done" | "later"}. */
import { accept, type Outcome, type Work } from "../runs/run.ts";

export async function reviewList({ ask, step, db, actor }: Work, { count }: { count: number }): Promise<Outcome> {
  const { option } = await ask({ name: "list", options: ["later", "done"], about: { count } });
  // Nobody went through it: nothing was changed, and what still differs then is found by the next reading.
  if (option === "later")
    await step("put aside", async () => {
      await db.prepare("DELETE FROM proposals WHERE person = ?1 AND run_id IS NULL").bind(actor.id).run();
      return null;
    });
  return accept({ how: option });
}
