/** Number, dates, notes, what it corrects, how it is paid. */
import type { Invoice, InvoiceProblem, Note } from "../invoice.ts";
import { broken, filled, isDay, isIban, type Rule } from "./wrong.ts";

const PROCESSES = ["B1", "S1", "M1"];
const AUDIENCES = ["B2B", "B2BINT", "B2C", "B2CINT", "OUTOFSCOPE"];
/** BR-FR-05. */
const NEEDED_NOTES: Note["code"][] = ["PMT", "PMD", "AAB"];

export function documentProblems(invoice: Invoice): InvoiceProblem[] {
  const { number, issuedOn, dueOn, suppliedOn, kind, preceding, purchaseOrder, paymentReference, seller } = invoice;
  return broken([
    [filled(number), "number", "number_missing", "BR-02"],
    [!filled(number) || /^[A-Za-z0-9+\-_/]{1,35}$/.test(number), "number", "number_format", "BR-FR-01"],
    [isDay(issuedOn), "issuedOn", "day", "BR-03"],
    [dueOn === null || isDay(dueOn), "dueOn", "day", "BR-FR-03"],
    [dueOn === null || !isDay(dueOn) || dueOn >= issuedOn, "dueOn", "due_before_issue", "BR-FR-CO-07"],
    [suppliedOn === null || isDay(suppliedOn), "suppliedOn", "day", "BR-FR-03"],
    // A positive amount due wants a due date or terms.
    [kind === "credit-note" || invoice.totals.dueCents <= 0 || dueOn !== null, "dueOn", "due_missing", "BR-CO-25"],
    [kind !== "credit-note" || preceding.length > 0, "preceding", "credits_nothing", "BR-FR-CO-05"],
    ...preceding.flatMap((one): Rule[] => [
      [filled(one.number), "preceding", "credits_nothing", "BR-55"],
      [isDay(one.issuedOn), "preceding", "day", "BR-FR-CO-05"],
    ]),
    [purchaseOrder === null || filled(purchaseOrder), "purchaseOrder", "purchase_order_empty"],
    [filled(paymentReference), "number", "number_missing"],
    [PROCESSES.includes(invoice.process), "lines", "nature", "BR-FR-08"],
    [invoice.currency === "EUR", "currency", "currency", "BR-05"],
    [AUDIENCES.includes(invoice.audience), "buyer", "audience", "BR-FR-20"],
    [seller.iban === null || isIban(seller.iban), "seller.iban", "iban", "BR-61"],
    [seller.iban !== null || seller.bic === null, "seller.iban", "iban"],
    ...noteRules(invoice),
  ]);
}

function noteRules({ notes, audience }: Invoice): Rule[] {
  const times = (code: Note["code"]) => notes.filter((note) => note.code === code).length;
  return [
    ...NEEDED_NOTES.map(
      (code): Rule => [times(code) === 1, "notes", `note_${code.toLowerCase()}`, times(code) === 0 ? "BR-FR-05" : "BR-FR-06"],
    ),
    ...(["BAR", "TXD"] as const).map((code): Rule => [times(code) <= 1, "notes", "note_twice", "BR-FR-06"]),
    [notes.every(({ code, text }) => code !== "BAR" || text === audience), "buyer", "audience", "BR-FR-20"],
    [notes.every(({ text }) => filled(text)), "notes", "note_empty", "BR-FR-05"],
  ];
}
