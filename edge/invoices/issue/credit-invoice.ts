/**
 * Credits an issued invoice whole: a credit note with its own number, the same lines, and the invoice that it takes back. An
 * invoice is credited once; whoever asks again is shown the first. Result: {invoiceId, creditId, number, issuedOn, file}.
 *
 * Refuses with `forbidden`, `not_found`, `not_open` (a draft is deleted, not credited), `seller_incomplete`, `unlawful` (field, noted `problem`),
 * `earlier_day` (field issuedOn).
 */
import { may } from "../../people/may.ts";
import { accept, type Outcome, type Plain, refuse, type UseCase, type Work } from "../../runs/run.ts";
import { checkInvoice } from "../check/check-invoice.ts";
import { composeInvoice } from "../compose-invoice.ts";
import type { DocumentMaker } from "../document-maker.ts";
import { numberingOf } from "../firm/firm.ts";
import { readFirm } from "../firm/firm-store.ts";
import type { Invoice } from "../invoice.ts";
import { readCreditOf, readInvoice } from "../invoice-store.ts";
import { lastDay } from "../number-series.ts";
import { parisDay } from "../paris-day.ts";
import type { Seller } from "../seller.ts";
import { isNot, type Not, refuseWith } from "./issue-invoice.ts";
import { makeDocument } from "./make-document.ts";

export interface CreditInvoice {
  invoiceId: string;
  /** Printed on the credit note, at most 500 characters; "" = nothing said. */
  reason: string;
}

type Credited = { creditId: string; number: string; issuedOn: string };

export const creditInvoice =
  (make: DocumentMaker): UseCase =>
  async (work: Work, input: CreditInvoice): Promise<Outcome> => {
    const { actor, step } = work;
    const { invoiceId } = input;
    if (!may(actor, "invoice.credit")) return refuse("forbidden");
    const answer = (await step("credit", async () => ({ ...(await creditNow(work, input)) }) as Plain)) as Not | Credited;
    if (isNot(answer)) return refuseWith(work, answer, { invoiceId });
    await work.note({ invoiceId, ...answer, file: null });
    const file = await step("make the document", () => makeDocument(work, answer.creditId, make));
    return accept({ invoiceId, ...answer, file });
  };

async function creditNow({ actor, db, ports, run }: Work<"invoicing">, { invoiceId, reason }: CreditInvoice): Promise<Not | Credited> {
  const no = (code: Not["code"], field = "", problem = ""): Not => ({ code, field, problem });
  const original = await readInvoice(db, invoiceId);
  if (original?.kind !== "invoice") return no("not_found");
  if (!original.document) return no("not_open");
  const before = await readCreditOf(db, invoiceId);
  if (before?.number && before.issuedOn) return { creditId: before.id, number: before.number, issuedOn: before.issuedOn };
  const firm = await readFirm(db);
  if (!firm) return no("seller_incomplete", "seller.siren");
  const day = parisDay();
  const document = creditOf(original.document, sellerNow(firm.seller, original.document.seller), day, reason);
  const [first] = checkInvoice({ ...document, number: "1", paymentReference: "1" });
  if (first) return no(first.field.startsWith("seller.") ? "seller_incomplete" : "unlawful", first.field, first.code);
  const numbering = numberingOf(firm.rules, "credit-note", day);
  if (((await lastDay(db, numbering)) ?? "") > day) return no("earlier_day", "issuedOn");
  const { clientId, sale, totalCents } = original;
  const wish = { of: invoiceId, draft: { clientId, sale, totalCents, quote: null }, document, numbering };
  const { reference, number, issuedOn } = await ports.invoicing.credit(`i${run.id}`, wish, { actor: actor.id, runId: run.id });
  return { creditId: reference, number, issuedOn };
}

function creditOf(original: Invoice, seller: Seller, day: string, reason: string): Invoice {
  const { buyer, deliverTo, number, issuedOn, language, lines, discount, purchaseOrder, suppliedOn } = original;
  const sale = { lines, discount, terms: null, purchaseOrder, suppliedOn, note: reason };
  return composeInvoice({
    kind: "credit-note",
    number: "",
    issuedOn: day,
    seller,
    buyer,
    sale,
    deliverTo,
    preceding: [{ number, issuedOn }],
    language,
  });
}

/** The firm as it is today, but as it stood to VAT when it charged what is given back. */
const sellerNow = (now: Seller, then: Seller): Seller => ({
  ...now,
  vatRegime: then.vatRegime,
  vatNumber: then.vatNumber,
  vatOnDebits: then.vatOnDebits,
});
