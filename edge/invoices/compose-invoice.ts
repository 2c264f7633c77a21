/** From what is sold, who sells and who buys to the whole document that the law wants. Pure: the day is given. */
import { frenchVatNumber, isSiren } from "../companies/company-numbers.ts";
import { EXEMPTIONS } from "../law/exemptions.ts";
import { RECOVERY } from "../law/late-rates.ts";
import { inForce } from "../law/law.ts";
import { MENTIONS } from "../law/mentions.ts";
import { inFrance } from "../law/vat-abroad.ts";
import type { Locale } from "../people/person.ts";
import { writtenCents } from "./decimal.ts";
import { dueDateOf } from "./due-date.ts";
import type { Audience, Buyer, Invoice, InvoiceKind, Note, Preceding } from "./invoice.ts";
import type { Sale } from "./sale.ts";
import type { Seller } from "./seller.ts";
import { isSoleTrader, signedName } from "./seller-name.ts";
import { totalsOf } from "./totals.ts";

export interface Facts {
  kind: InvoiceKind;
  /** "" while it is a draft. */
  number: string;
  /** YYYY-MM-DD in Paris. */
  issuedOn: string;
  seller: Seller;
  buyer: Buyer;
  sale: Sale;
  deliverTo?: Invoice["deliverTo"];
  preceding?: Preceding[];
  language?: Locale;
}

export function composeInvoice(facts: Facts): Invoice {
  const { kind, number, issuedOn, seller, sale, deliverTo = null, preceding = [], language = "fr" } = facts;
  const buyer = named(facts.buyer, sale);
  const totals = totalsOf(sale);
  const process = processOf(sale);
  const audience = audienceOf(buyer);
  return {
    kind,
    number,
    issuedOn,
    dueOn: kind === "credit-note" ? null : dueDateOf(issuedOn, sale.terms, seller),
    suppliedOn: sale.suppliedOn,
    process,
    currency: "EUR",
    audience,
    seller,
    buyer,
    // An intra-Community supply says where it goes, even when that is the buyer's own address (BR-IC-12).
    deliverTo: deliverTo ?? (sale.lines.some(({ vat }) => vat.category === "K") ? buyer.address : null),
    purchaseOrder: sale.purchaseOrder,
    preceding,
    lines: sale.lines.map((line, i) => ({ ...line, id: String(i + 1) })),
    discount: sale.discount,
    totals,
    notes: notesOf(seller, buyer, audience, issuedOn),
    mentions: mentionsOf(facts, process),
    reasons: totals.vat.map(({ vat }) => reasonOf(vat.exemption, issuedOn, language)),
    vatPoint: vatPointOf(seller, process),
    freeNote: sale.note,
    paymentReference: number,
    language,
  };
}

/** A French firm is known by its SIREN: without one (an association, say) it is to the State as a private person is. Monaco is abroad. */
export function audienceOf({ siren, vatNumber, company, address: { country } }: Buyer): Audience {
  if (siren) return "B2B";
  if (inFrance(country) && country !== "MC") return vatNumber ? "B2B" : "B2C";
  return vatNumber || company ? "B2BINT" : "B2CINT";
}

/**
 * Who owes the VAT in the seller's place is named by their VAT number (242 nonies A, I 4°). Not every register tells it, but whoever
 * can owe VAT in France has the one that goes with their SIREN.
 */
function named(buyer: Buyer, { lines }: Sale): Buyer {
  const { siren, vatNumber } = buyer;
  if (vatNumber !== null || siren === null || !isSiren(siren)) return buyer;
  return lines.some(({ vat }) => vat.exemption === "VATEX-FR-AE") ? { ...buyer, vatNumber: frenchVatNumber(siren) } : buyer;
}

/** Mention 8° bis in its machine form (BT-23). */
function processOf({ lines }: Sale): Invoice["process"] {
  const natures = new Set(lines.map(({ nature }) => nature));
  return natures.size > 1 ? "M1" : natures.has("goods") ? "B1" : "S1";
}

/** VAT on services is due when they are paid, on goods when they are delivered, unless the firm opted for its invoices. */
function vatPointOf({ vatOnDebits }: Seller, process: Invoice["process"]): Invoice["vatPoint"] {
  if (vatOnDebits) return "5";
  return process === "S1" ? "72" : process === "B1" ? "29" : null;
}

/** A text in force on the day, with its blanks filled. @throws RangeError when the law has no such row on that day */
export function mention(id: string, day: string, language: Locale, values: Record<string, string> = {}): string {
  const row = inForce(MENTIONS, id, day);
  if (!row) throw new RangeError(`no mention "${id}" on ${day}`);
  return row[language].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
}

function reasonOf(id: string | null, day: string, language: Locale): string | null {
  return id === null ? null : (inForce(EXEMPTIONS, id, day)?.[language] ?? null);
}

/** BG-1, in French: the French layer of the e-invoice reads them. */
function notesOf(seller: Seller, { company }: Buyer, audience: Audience, day: string): Note[] {
  const consumer = !company && (audience === "B2C" || audience === "B2CINT");
  const recovery = inForce(RECOVERY, "recovery", day);
  const late =
    seller.latePercent === null
      ? mention("late-ecb", day, "fr")
      : mention("late-agreed", day, "fr", { percent: seller.latePercent.replace(".", ",") });
  const fee = `${writtenCents(recovery?.amountCents ?? 0)
    .replace(/\.00$/, "")
    .replace(".", ",")} €`;
  const notes: Note[] = [
    { code: "PMT", text: consumer ? mention("consumer", day, "fr") : mention("recovery", day, "fr", { amount: fee }) },
    { code: "PMD", text: consumer ? mention("consumer", day, "fr") : late },
    { code: "AAB", text: seller.earlyPayment || mention("no-early-payment", day, "fr") },
    { code: "REG", text: legalFormOf(seller, day) },
    { code: "ABL", text: [seller.register, seller.siren].filter(Boolean).join(" ") },
    { code: "BAR", text: audience },
  ];
  return notes.filter(({ text }) => text !== "");
}

function legalFormOf(seller: Seller, day: string): string {
  const { capitalCents } = seller;
  const capital = capitalCents === null ? "" : `au capital de ${writtenCents(capitalCents).replace(/\.00$/, "").replace(".", ",")} €`;
  return [signedName(seller, day), isSoleTrader(seller) ? "" : seller.legalForm, capital].filter(Boolean).join(" ");
}

/** In the order in which they stand: what is sold, why there is no VAT, when VAT is due. */
function mentionsOf({ sale, seller, issuedOn, language = "fr" }: Facts, process: Invoice["process"]): string[] {
  const nature = mention({ S1: "services", B1: "goods", M1: "both" }[process], issuedOn, language);
  const reasons = sale.lines.map(({ vat }) => reasonOf(vat.exemption, issuedOn, language));
  const debits = seller.vatOnDebits ? mention("debits", issuedOn, language) : null;
  return [...new Set([nature, ...reasons, debits])].filter((text) => text !== null);
}
