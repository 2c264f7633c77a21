/**
 * One card for one invoice or quote: that of the run which made it, whose id it bears ("i" or "q", and the run's). Whatever
 * changes it afterwards shows that card anew; one's own card is only for what went wrong, or for a card that is somebody else's.
 */
import type { UseCase } from "../runs/run.ts";
import { showAgain } from "../runs/run-turns.ts";
import { speakUp } from "../runs/start-run.ts";

export const runOfPaper = (id: string): string => id.slice(1);

export const showingChange =
  (useCase: UseCase): UseCase =>
  async (work, input) => {
    const outcome = await useCase(work, input).catch(async (error: unknown) => {
      // What the books threw ends the run: it is told as a refusal is.
      if (error instanceof Error && error.name === "PasserelleError") await speakUp(work.db, work.run.id).run();
      throw error;
    });
    const { invoiceId, quoteId } = input as { invoiceId?: string; quoteId?: string };
    const result = outcome.ok ? outcome.result : {};
    const made = [invoiceId, quoteId, result.invoiceId, result.quoteId, result.creditId].filter(
      (id): id is string => typeof id === "string",
    );
    const cards = [...new Set(made.map(runOfPaper))].filter((id) => id !== work.run.id);
    if (!outcome.ok) await speakUp(work.db, work.run.id).run();
    if (cards.length > 0) await work.db.batch(cards.map((id) => showAgain(work.db, id)));
    await Promise.all(cards.map((id) => work.show(id)));
    return outcome;
  };
