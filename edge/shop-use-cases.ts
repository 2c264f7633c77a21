/** What runs of reviews do: a part of use-cases.ts that is loaded when one of them is carried out. */
import { reviewKinds } from "./reviews/moderate/review-kinds.ts";
import type { UseCase } from "./runs/run.ts";
import { shopPart } from "./shop-part.ts";

type Kind = keyof Awaited<ReturnType<typeof shopPart>>["shopUseCases"];

export const shopUseCases: Record<string, UseCase> = Object.fromEntries(
  (reviewKinds as Kind[]).map((kind): [string, UseCase] => [
    kind,
    async (work, input) => {
      const useCase: UseCase = (await shopPart()).shopUseCases[kind];
      return useCase(work, input);
    },
  ]),
);
