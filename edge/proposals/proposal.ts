/**
 * What the register (or VIES) says otherwise than we do of one client, put to a person: taken field by field, or ignored
 * until the register changes again. Nothing of it is written anywhere before that.
 */
import type { Address } from "../clients/client.ts";
import type { Company } from "../companies/company.ts";
import { intentId } from "../runs/intent.ts";

/** What a person may take or ignore. */
export const CHOICES = ["name", "legalForm", "address", "activity", "siret", "vatNumber"] as const;
export type Choice = (typeof CHOICES)[number];

export type Value = string | Address;

/**
 * `state` and `vat` are warnings: our own marks, set at once, for the CRM has no word for them (active or closed; valid or
 * invalid to VIES). `activity` is both codes, "62.02A 62.20G", either may be missing. "" = we had nothing.
 */
export interface Difference {
  field: Choice | "state" | "vat";
  held: Value;
  official: Value;
}

export interface Proposal {
  clientId: string;
  /** Grows when the differences change while the card stands open: a press on the former one is no answer. */
  edition: number;
  differences: Difference[];
  /** As the register gave it; null when VIES is the one who knows. */
  company: Company | null;
}

export const isChoice = (difference: Difference): difference is Difference & { field: Choice } =>
  difference.field !== "state" && difference.field !== "vat";

export const choicesOf = ({ differences }: Pick<Proposal, "differences">): Choice[] =>
  differences.filter(isChoice).map(({ field }) => field);

/** The same value has the same mark: what was ignored is known again without being kept. */
export const markOf = (value: unknown): Promise<string> => intentId(JSON.stringify(value));

/** An answer is a number whose bits are the fields taken; 0 = everything ignored, or a warning seen. */
export const maskOf = (choices: Choice[], taken: string[]): number =>
  choices.reduce((mask, field, bit) => (taken.includes(field) ? mask | (1 << bit) : mask), 0);
export const takenBy = (choices: Choice[], mask: number): Choice[] => choices.filter((_, bit) => mask & (1 << bit));

/**
 * First what counts as no answer: nothing is written, and it will be found again. `moot` = there is nothing left to decide.
 * Each edition is a question of its own.
 */
export function questionOf(proposal: Proposal) {
  const masks = Array.from({ length: 1 << choicesOf(proposal).length }, (_, mask) => String(mask));
  return { name: questionName(proposal), options: ["later", "moot", ...masks], about: { clientId: proposal.clientId } };
}

export const questionName = ({ edition }: Pick<Proposal, "edition">): string => `review${edition}`;
