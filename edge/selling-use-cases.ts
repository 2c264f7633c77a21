/** What runs of quotes, invoices and prices do: a part of use-cases.ts that is loaded when one of them is carried out. */
import { lawfulPdfs } from "./invoices/document-maker.ts";
import type { sellingUseCases as Loaded } from "./invoices/part.ts";
import { sellingKinds } from "./invoices/selling-kinds.ts";
import type { UseCase } from "./runs/run.ts";
import { sellingPart } from "./selling-part.ts";

type Kind = keyof ReturnType<typeof Loaded>;

export const sellingUseCases: Record<string, UseCase> = Object.fromEntries(
  (sellingKinds as Kind[]).map((kind): [string, UseCase] => [
    kind,
    async (work, input) => {
      const useCase: UseCase = (await sellingPart()).sellingUseCases(lawfulPdfs)[kind];
      return useCase(work, input);
    },
  ]),
);
