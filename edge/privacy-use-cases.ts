/** What runs about a person's data do: a part of use-cases.ts that is loaded when one of them is carried out. */
import { privacyKinds } from "./privacy/subject.ts";
import { privacyPart } from "./privacy-part.ts";
import type { UseCase } from "./runs/run.ts";

export const privacyUseCases: Record<string, UseCase> = Object.fromEntries(
  privacyKinds.map((kind): [string, UseCase] => [kind, async (work, input) => (await privacyPart()).privacyUseCases[kind](work, input)]),
);
