/** Two records that are one: duplicates, merging. */
import type { mergeFr } from "./merge-fr.ts";

export const mergeEn: typeof mergeFr = {
  button: "Merge with…",
  buttonWhom: (name) => `Merge with… ${name}`,
  title: "Merge two records",
  pick: (name) => `Which record should ${name} be merged with?`,
  pickPlaceholder: "Search for a client",
  pickHint: "The next step shows both records side by side: nothing is merged before.",
  nobody: "No other client found",
  survivor: "Record that stays",
  both: "Both",
  submit: "Merge",
  two: (same) =>
    same
      ? "This is the same record already: there is nothing to merge."
      : "These records cannot be merged: their numbers (SIREN or VAT) differ, or one is a company and the other a private person.",
  inCrm: (crm) =>
    `Kinds and numbers are joined. The other record goes, here${crm && ` and in the management software (${crm})`}; its links will lead to this one. This cannot be undone.`,
  notInCrm: (crm) => `Merged in Passerelle only: ${crm} keeps both records, to be joined there.`,
  run: "Merging two client records",
  done: "The two records are one now.",
  begun: (crm) => `The merge began and did not come to its end (${crm}): an administrator can safely retry it.`,
  duplicates: "Likely duplicates",
  noDuplicates: "No likely duplicates for now. The directory is read again all the time.",
  compare: "Compare",
  distinct: "They are two clients",
  more: "More",
};
