/**
 * Keeps a draft and, when that was asked, issues it at once: one intent, so that "create" and "issue" pressed one after the other
 * are one invoice. What cannot be issued stays a draft. Result: as draft-invoice, then as issue-invoice.
 *
 * Refuses with what the two refuse with.
 */
import type { Outcome, UseCase, Work } from "../../runs/run.ts";
import type { DocumentMaker } from "../document-maker.ts";
import { issueInvoice } from "../issue/issue-invoice.ts";
import { type DraftInvoice, draftInvoice } from "./draft-invoice.ts";

export interface DraftAndIssue extends DraftInvoice {
  issue?: boolean;
}

export const draftAndIssue =
  (make: DocumentMaker): UseCase =>
  async (work: Work, input: DraftAndIssue): Promise<Outcome> => {
    const drafted = await draftInvoice(work, input);
    if (!drafted.ok || !input.issue) return drafted;
    await work.note(drafted.result);
    return issueInvoice(make)(work, { invoiceId: String(drafted.result.invoiceId), version: 1, issuedOn: null });
  };
