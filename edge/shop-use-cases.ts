/** What runs of reviews do: a part of use-cases.ts that is loaded when one of them is carried out. */
import { reviewKinds } from "./reviews/moderate/review-kinds.ts";
import type { UseCase } from "./runs/run.ts";
import { speakUp } from "./runs/start-run.ts";
import { shopPart } from "./shop-part.ts";

type Kind = keyof Awaited<ReturnType<typeof shopPart>>["shopUseCases"];

export const shopUseCases: Record<string, UseCase> = Object.fromEntries(
  (reviewKinds as Kind[]).map((kind): [string, UseCase] => [
    kind,
    async (work, input) => {
      const useCase: UseCase = (await shopPart()).shopUseCases[kind];
      const outcome = await useCase(work, input);
      // A decision is seen on the review's card; one that came to nothing, on a card of its own.
      if (!outcome.ok) await speakUp(work.db, work.run.id).run();
      return outcome;
    },
  ]),
);

/** @param show draws anew what Slack shows of reviews */
export const showingReviews = (show: () => void): Record<string, UseCase> =>
  Object.fromEntries(
    Object.entries(shopUseCases).map(([kind, useCase]): [string, UseCase] => [
      kind,
      async (work, input) => {
        const outcome = await useCase(work, input);
        show();
        return outcome;
      },
    ]),
  );
