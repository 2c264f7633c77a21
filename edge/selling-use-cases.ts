/** What runs of quotes, invoices and prices do: a part of use-cases.ts that is loaded when one of them is carried out. */
import { lawfulPdfs } from "./invoices/document-maker.ts";
import type { sellingUseCases as Loaded } from "./invoices/part.ts";
import type { UseCase } from "./runs/run.ts";
import { sellingPart } from "./selling-part.ts";

const KINDS = [
  ...["set-seller", "set-prices", "draft-invoice", "edit-draft", "delete-draft", "issue-invoice", "credit-invoice"],
  ...["draft-quote", "edit-quote", "delete-quote", "send-quote", "accept-quote", "refuse-quote", "invoice-quote"],
] as (keyof ReturnType<typeof Loaded>)[];

export const sellingUseCases: Record<string, UseCase> = Object.fromEntries(
  KINDS.map((kind): [string, UseCase] => [
    kind,
    async (work, input) => {
      const useCase: UseCase = (await sellingPart()).sellingUseCases(lawfulPdfs)[kind];
      return useCase(work, input);
    },
  ]),
);
