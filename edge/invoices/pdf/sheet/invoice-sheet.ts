/** An invoice or a credit note as it stands on paper. */
import type { Invoice } from "../../invoice.ts";
import { epcContent } from "./epc-content.ts";
import { day, iban } from "./figures.ts";
import { sumsOf, tableOf, vatOf } from "./lines.ts";
import { buyerParty, footerOf, placeParty, sellerParty } from "./parties.ts";
import type { Fact, Party, Sheet } from "./sheet.ts";
import { termsOf } from "./terms.ts";
import { WORDS } from "./words.ts";

export function invoiceSheet(invoice: Invoice): Sheet {
  const { language, seller, buyer, number, issuedOn } = invoice;
  const words = WORDS[language];
  const credit = invoice.kind === "credit-note";
  const draft = number === "";
  const title = credit ? (draft ? words.creditNoteDraft : words.creditNote) : draft ? words.invoiceDraft : words.invoice;
  return {
    language,
    title,
    number,
    mark: draft ? words.draftMark : "",
    issuedOn,
    seller: sellerParty(seller, issuedOn, language),
    recipients: [
      buyerParty(buyer, seller, credit ? words.creditedTo : words.billedTo, language),
      placeParty(invoice.deliverTo, buyer, seller, words.deliverTo, language),
    ].filter((party): party is Party => party !== null),
    facts: factsOf(invoice),
    ...tableOf(invoice),
    vat: vatOf(invoice),
    sums: sumsOf(invoice, credit ? words.credited : words.due, !credit),
    mentions: invoice.mentions,
    note: invoice.freeNote,
    payment: paymentOf(invoice),
    acceptance: null,
    // Nobody pays a credit note: it has no terms of payment.
    terms: [...(credit ? [] : termsOf(invoice.notes, issuedOn, language)), seller.insurance].filter(Boolean),
    footer: footerOf(seller, issuedOn, language),
  };
}

function factsOf({ process, issuedOn, dueOn, suppliedOn, purchaseOrder, preceding, language }: Invoice): Fact[] {
  const words = WORDS[language];
  const facts: (Fact | null)[] = [
    { label: words.issuedOn, value: day(issuedOn, language) },
    dueOn === null ? null : { label: words.dueOn, value: day(dueOn, language) },
    suppliedOn === null ? null : { label: process === "B1" ? words.deliveredOn : words.suppliedOn, value: day(suppliedOn, language) },
    purchaseOrder === null ? null : { label: words.purchaseOrder, value: purchaseOrder },
    ...preceding.map((one) => ({ label: words.correctsInvoice, value: words.correctsOf(one.number, day(one.issuedOn, language)) })),
  ];
  return facts.filter((fact) => fact !== null);
}

function paymentOf(invoice: Invoice): Sheet["payment"] {
  const { kind, seller, totals, dueOn, paymentReference, language } = invoice;
  if (kind === "credit-note" || totals.dueCents <= 0) return null;
  const words = WORDS[language];
  const facts: (Fact | null)[] = [
    dueOn === null ? null : { label: words.payBefore, value: day(dueOn, language) },
    seller.iban ? { label: words.holder, value: seller.name } : null,
    seller.iban ? { label: words.iban, value: iban(seller.iban) } : null,
    seller.iban && seller.bic ? { label: words.bic, value: seller.bic } : null,
    paymentReference === "" ? null : { label: words.reference, value: paymentReference },
  ];
  const content = epcContent(invoice);
  return {
    title: seller.iban ? words.payment : words.paymentOpen,
    facts: facts.filter((fact) => fact !== null),
    qr: content === null ? null : { content, caption: words.scan },
  };
}
