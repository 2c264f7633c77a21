/**
 * The part of the Worker for quotes and invoices. It is built apart (test/tools/build-parts.mjs) and loaded when somebody sells: no other
 * request pays for it. edge/selling-part.ts is its door. Shapes (zod) that a door checks with are the same here and there; an error
 * is known by its name (edge/errors.ts), for its class is another one.
 */
import { setPrices } from "../prices/set-prices.ts";
import { acceptQuote, refuseQuote } from "../quotes/decide-quote.ts";
import { deleteQuoteDraft, draftQuote, editQuote } from "../quotes/draft-quote.ts";
import { invoiceQuote } from "../quotes/invoice-quote.ts";
import { sendQuote } from "../quotes/send-quote.ts";
import type { UseCase } from "../runs/run.ts";
import type { Makers } from "./document-maker.ts";
import { deleteDraft } from "./drafts/delete-draft.ts";
import { draftAndIssue } from "./drafts/draft-and-issue.ts";
import { editDraft } from "./drafts/edit-draft.ts";
import { setSeller } from "./firm/set-seller.ts";
import { creditInvoice } from "./issue/credit-invoice.ts";
import { issueInvoice } from "./issue/issue-invoice.ts";
import { showingChange } from "./show-changed.ts";

export { EXEMPTIONS } from "../law/exemptions.ts";
export { allInForce } from "../law/law.ts";
export { readPriceList } from "../prices/read-price-list.ts";
export { complaintsOf, missingOfQuotes, quoteOf, weighQuote } from "../quotes/weigh-quote.ts";
export { checkInvoice } from "./check/check-invoice.ts";
export { isIban } from "./check/wrong.ts";
export { composeInvoice, mention } from "./compose-invoice.ts";
export {
  emptyLine,
  exemptVat,
  forCountry,
  fromItem,
  isKnown,
  isWhole,
  knownPart,
  NOTHING_SOLD,
  openSale,
  priced,
  ratesOf,
  rateVat,
} from "./drafts/open-sale.ts";
export { natureOf } from "./drafts/sale-of-typed.ts";
export { dueDateOf } from "./due-date.ts";
export { DEFAULT_RULES, numberingOf } from "./firm/firm.ts";
export { franchiseWarning, soldIn, soldInYear } from "./firm/franchise.ts";
export { keepLogo, readLogo } from "./firm/keep-logo.ts";
export { missingOfSeller } from "./firm/missing-of-seller.ts";
export { sellerFromRegister } from "./firm/seller-from-register.ts";
export { buyerOf } from "./issue/buyer-of.ts";
export { limitOn, weighSale } from "./issue/weigh-sale.ts";
export { leastLatePercent } from "./late-floor.ts";
export { continuing, prefixOn } from "./number-series.ts";
export { Sale, UNITS } from "./sale.ts";
export { runOfPaper } from "./show-changed.ts";
export { totalsOf, withoutVat } from "./totals.ts";
export { parseTyped } from "./typed/parse-typed.ts";
export { printTyped } from "./typed/print-typed.ts";

/** Kind of a run → what carries it out. */
export const sellingUseCases = (make: Makers) =>
  ({
    "set-seller": setSeller,
    "set-prices": setPrices,
    "draft-invoice": draftAndIssue(make.invoice),
    "edit-draft": showingChange(editDraft),
    "delete-draft": showingChange(deleteDraft),
    "issue-invoice": showingChange(issueInvoice(make.invoice)),
    "credit-invoice": showingChange(creditInvoice(make.invoice)),
    "draft-quote": draftQuote,
    "edit-quote": showingChange(editQuote),
    "delete-quote": showingChange(deleteQuoteDraft),
    "send-quote": showingChange(sendQuote(make.quote)),
    "accept-quote": showingChange(acceptQuote),
    "refuse-quote": showingChange(refuseQuote),
    "invoice-quote": showingChange(invoiceQuote),
  }) satisfies Record<string, UseCase>;
