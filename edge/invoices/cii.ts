/**
 * The invoice as UN/CEFACT Cross Industry Invoice (D16B), profile EN 16931, with the French layer (BR-FR-Flux2): the XML
 * that travels inside the PDF. Elements stand in the order that the schema wants.
 * Source: Factur-X 1.09, EN 16931-3-3 (read 2026-11).
 */

import { EXEMPTIONS } from "../law/exemptions.ts";
import { buyerParty, deliverToParty, sellerParty } from "./cii-parties.ts";
import { decimal, written, writtenCents } from "./decimal.ts";
import type { Invoice, InvoiceLine } from "./invoice.ts";
import { TYPE_CODES } from "./invoice.ts";
import { UNIT_CODES, type Vat } from "./sale.ts";
import type { LineTotals } from "./totals.ts";
import { type Node, writeXml } from "./xml-writer.ts";

const NAMESPACES = {
  "xmlns:rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
  "xmlns:ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
  "xmlns:udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
  "xmlns:qdt": "urn:un:unece:uncefact:data:standard:QualifiedDataType:100",
};
/** UNTDID 5189: discount. */
const DISCOUNT_CODE = "95";
/** UNTDID 4461: SEPA credit transfer; "not defined" while no account is known. */
const MEANS = { transfer: "58", open: "1" };

export function ciiOf(invoice: Invoice): string {
  return writeXml([
    "rsm:CrossIndustryInvoice",
    NAMESPACES,
    [
      "rsm:ExchangedDocumentContext",
      ["ram:BusinessProcessSpecifiedDocumentContextParameter", ["ram:ID", invoice.process]],
      ["ram:GuidelineSpecifiedDocumentContextParameter", ["ram:ID", "urn:cen.eu:en16931:2017"]],
    ],
    documentOf(invoice),
    [
      "rsm:SupplyChainTradeTransaction",
      ...invoice.lines.map((line, i) => lineOf(line, invoice.totals.lines[i] as LineTotals)),
      agreementOf(invoice),
      deliveryOf(invoice),
      settlementOf(invoice),
    ],
  ]);
}

const day = (name: string, date: string | null): Node | null =>
  date === null ? null : [name, ["udt:DateTimeString", { format: "102" }, date.replaceAll("-", "")]];

function documentOf({ number, kind, issuedOn, notes, freeNote, mentions }: Invoice): Node {
  const note = (text: string, code?: string): Node => ["ram:IncludedNote", ["ram:Content", text], code ? ["ram:SubjectCode", code] : null];
  return [
    "rsm:ExchangedDocument",
    ["ram:ID", number],
    ["ram:TypeCode", TYPE_CODES[kind]],
    day("ram:IssueDateTime", issuedOn),
    ...notes.map(({ text, code }) => note(text, code)),
    ...mentions.map((text) => note(text)),
    freeNote ? note(freeNote) : null,
  ];
}

function lineOf(line: InvoiceLine, totals: LineTotals): Node {
  const unitCode = UNIT_CODES[line.unit];
  return [
    "ram:IncludedSupplyChainTradeLineItem",
    ["ram:AssociatedDocumentLineDocument", ["ram:LineID", line.id]],
    [
      "ram:SpecifiedTradeProduct",
      line.itemId && ["ram:SellerAssignedID", line.itemId],
      ["ram:Name", line.name],
      line.details && ["ram:Description", line.details],
    ],
    ["ram:SpecifiedLineTradeAgreement", ["ram:NetPriceProductTradePrice", ["ram:ChargeAmount", written(decimal(line.unitPrice))]]],
    ["ram:SpecifiedLineTradeDelivery", ["ram:BilledQuantity", { unitCode }, written(decimal(line.quantity))]],
    [
      "ram:SpecifiedLineTradeSettlement",
      ["ram:ApplicableTradeTax", ["ram:TypeCode", "VAT"], ["ram:CategoryCode", line.vat.category], rateOf(line.vat)],
      totals.discountCents !== 0 && allowance(totals.discountCents, line.discount, totals.grossCents),
      ["ram:SpecifiedTradeSettlementLineMonetarySummation", ["ram:LineTotalAmount", writtenCents(totals.netCents)]],
    ],
  ];
}

/** BT-121. */
const codeOf = ({ exemption }: Vat): string | null => EXEMPTIONS.find(({ id }) => id === exemption)?.vatex ?? null;

/** O is outside of VAT: it has no rate, not even zero. */
const rateOf = ({ category, percent }: Vat): Node | null =>
  category === "O" ? null : ["ram:RateApplicablePercent", written(decimal(percent))];

function allowance(amountCents: number, discount: InvoiceLine["discount"], ofCents: number, vat?: Vat): Node {
  const percent = discount?.type === "percent" ? discount.percent : null;
  return [
    "ram:SpecifiedTradeAllowanceCharge",
    ["ram:ChargeIndicator", ["udt:Indicator", "false"]],
    percent !== null && ["ram:CalculationPercent", percent],
    percent !== null && ["ram:BasisAmount", writtenCents(ofCents)],
    ["ram:ActualAmount", writtenCents(amountCents)],
    ["ram:ReasonCode", DISCOUNT_CODE],
    ["ram:Reason", "Remise"],
    vat && ["ram:CategoryTradeTax", ["ram:TypeCode", "VAT"], ["ram:CategoryCode", vat.category], rateOf(vat)],
  ];
}

function agreementOf(invoice: Invoice): Node {
  return [
    "ram:ApplicableHeaderTradeAgreement",
    sellerParty(invoice),
    buyerParty(invoice),
    invoice.purchaseOrder && ["ram:BuyerOrderReferencedDocument", ["ram:IssuerAssignedID", invoice.purchaseOrder]],
  ];
}

/** The element stands even when there is nothing to say: the schema wants it. */
function deliveryOf(invoice: Invoice): Node {
  const supplied = invoice.suppliedOn ?? (invoice.lines.some(({ vat }) => vat.category === "K") ? invoice.issuedOn : null);
  const event = day("ram:OccurrenceDateTime", supplied);
  return ["ram:ApplicableHeaderTradeDelivery", deliverToParty(invoice), event && ["ram:ActualDeliverySupplyChainEvent", event]];
}

function settlementOf(invoice: Invoice): Node {
  const { totals, seller, reasons, vatPoint } = invoice;
  return [
    "ram:ApplicableHeaderTradeSettlement",
    ["ram:PaymentReference", invoice.paymentReference],
    ["ram:InvoiceCurrencyCode", invoice.currency],
    [
      "ram:SpecifiedTradeSettlementPaymentMeans",
      ["ram:TypeCode", seller.iban ? MEANS.transfer : MEANS.open],
      seller.iban && [
        "ram:PayeePartyCreditorFinancialAccount",
        ["ram:IBANID", seller.iban.replace(/\s/g, "")],
        ["ram:AccountName", seller.name],
      ],
      seller.iban && seller.bic && ["ram:PayeeSpecifiedCreditorFinancialInstitution", ["ram:BICID", seller.bic]],
    ],
    ...totals.vat.map(
      ({ vat, baseCents, vatCents }, i): Node => [
        "ram:ApplicableTradeTax",
        ["ram:CalculatedAmount", writtenCents(vatCents)],
        ["ram:TypeCode", "VAT"],
        reasons[i] && ["ram:ExemptionReason", reasons[i]],
        ["ram:BasisAmount", writtenCents(baseCents)],
        ["ram:CategoryCode", vat.category],
        codeOf(vat) && ["ram:ExemptionReasonCode", codeOf(vat)],
        vatPoint && ["ram:DueDateTypeCode", vatPoint],
        rateOf(vat),
      ],
    ),
    ...totals.discounts.map(({ vat, amountCents, ofCents }) => allowance(amountCents, invoice.discount?.off ?? null, ofCents, vat)),
    invoice.dueOn !== null && ["ram:SpecifiedTradePaymentTerms", day("ram:DueDateDateTime", invoice.dueOn)],
    summationOf(invoice),
    ...invoice.preceding.map(
      ({ number, issuedOn }): Node => [
        "ram:InvoiceReferencedDocument",
        ["ram:IssuerAssignedID", number],
        ["ram:FormattedIssueDateTime", ["qdt:DateTimeString", { format: "102" }, issuedOn.replaceAll("-", "")]],
      ],
    ),
  ];
}

function summationOf({ totals, currency }: Invoice): Node {
  return [
    "ram:SpecifiedTradeSettlementHeaderMonetarySummation",
    ["ram:LineTotalAmount", writtenCents(totals.linesCents)],
    totals.discountCents !== 0 && ["ram:AllowanceTotalAmount", writtenCents(totals.discountCents)],
    ["ram:TaxBasisTotalAmount", writtenCents(totals.netCents)],
    ["ram:TaxTotalAmount", { currencyID: currency }, writtenCents(totals.vatCents)],
    totals.roundingCents !== 0 && ["ram:RoundingAmount", writtenCents(totals.roundingCents)],
    ["ram:GrandTotalAmount", writtenCents(totals.totalCents)],
    totals.paidCents !== 0 && ["ram:TotalPrepaidAmount", writtenCents(totals.paidCents)],
    ["ram:DuePayableAmount", writtenCents(totals.dueCents)],
  ];
}
