/** What runs of quotes, invoices and prices do: a part of use-cases.ts. */
import { deleteDraft } from "./invoices/drafts/delete-draft.ts";
import { draftInvoice } from "./invoices/drafts/draft-invoice.ts";
import { editDraft } from "./invoices/drafts/edit-draft.ts";
import { setSeller } from "./invoices/firm/set-seller.ts";
import { setPrices } from "./prices/set-prices.ts";
import { acceptQuote, refuseQuote } from "./quotes/decide-quote.ts";
import { deleteQuoteDraft, draftQuote, editQuote } from "./quotes/draft-quote.ts";
import { invoiceQuote } from "./quotes/invoice-quote.ts";
import { sendQuote } from "./quotes/send-quote.ts";
import type { UseCase } from "./runs/run.ts";

export const sellingUseCases: Record<string, UseCase> = {
  "set-seller": setSeller,
  "set-prices": setPrices,
  "draft-invoice": draftInvoice,
  "edit-draft": editDraft,
  "delete-draft": deleteDraft,
  "draft-quote": draftQuote,
  "edit-quote": editQuote,
  "delete-quote": deleteQuoteDraft,
  "send-quote": sendQuote,
  "accept-quote": acceptQuote,
  "refuse-quote": refuseQuote,
  "invoice-quote": invoiceQuote,
};
