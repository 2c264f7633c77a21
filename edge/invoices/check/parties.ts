/** Who sells and who buys. What each VAT category wants of them stands here too: the field to mend is theirs. */
import type { Invoice, InvoiceProblem } from "../invoice.ts";
import type { VatCategory } from "../sale.ts";
import { broken, filled, isCountry, isSiren, type Rule } from "./wrong.ts";

/** The country prefix that BR-CO-09 wants; Greece is EL. */
const isVatNumber = (text: string): boolean => /^[A-Z]{2}[0-9A-Z+*.]{2,13}$/.test(text);
const isEndpoint = (text: string): boolean => /^[A-Za-z0-9\-_.]{1,125}$/.test(text);

export function partyProblems(invoice: Invoice): InvoiceProblem[] {
  return broken([...sellerRules(invoice), ...buyerRules(invoice), ...categoryRules(invoice)]);
}

function sellerRules({ seller, lines, totals }: Invoice): Rule[] {
  const uses = (category: VatCategory) =>
    lines.some(({ vat }) => vat.category === category) || totals.vat.some(({ vat }) => vat.category === category);
  const outside = uses("O");
  return [
    [filled(seller.name), "seller.name", "seller_name", "BR-06"],
    [isSiren(seller.siren), "seller.siren", "siren", "BR-FR-10"],
    [/^\d{14}$/.test(seller.siret) && seller.siret.startsWith(seller.siren), "seller.siret", "siret", "BR-FR-09"],
    [isCountry(seller.address.country), "seller.address", "country", "BR-09"],
    [filled(seller.address.city) && filled(seller.address.postcode), "seller.address", "address"],
    [seller.vatNumber === null || isVatNumber(seller.vatNumber), "seller.vatNumber", "vat_number", "BR-CO-09"],
    [filled(seller.legalForm), "seller.legalForm", "legal_form"],
    [seller.vatNumber !== null || seller.vatRegime === "franchise" || outside, "seller.vatNumber", "seller_vat_missing", "BR-S-02"],
    // A VAT number is what makes these three possible; a SIREN alone will not do.
    [
      seller.vatNumber !== null || !["AE", "K", "G"].some((category) => uses(category as VatCategory)),
      "seller.vatNumber",
      "seller_vat_missing",
      "BR-AE-02",
    ],
    [seller.vatRegime !== "franchise" || lines.every(({ vat }) => ["E", "O"].includes(vat.category)), "lines", "franchise_has_no_vat"],
  ];
}

function buyerRules({ buyer, audience }: Invoice): Rule[] {
  const french = audience === "B2B";
  return [
    [filled(buyer.name), "buyer.name", "buyer_name", "BR-07"],
    [isCountry(buyer.address.country), "buyer.address", "country", "BR-11"],
    [filled(buyer.address.city), "buyer.address", "address"],
    [!french || isSiren(buyer.siren), "buyer.siren", "buyer_siren", "BR-FR-11"],
    [buyer.siren === null || isSiren(buyer.siren), "buyer.siren", "siren", "BR-FR-32"],
    [
      buyer.siret === null || (/^\d{14}$/.test(buyer.siret) && buyer.siret.startsWith(buyer.siren ?? "-")),
      "buyer.siret",
      "siret",
      "BR-FR-09",
    ],
    [buyer.vatNumber === null || isVatNumber(buyer.vatNumber), "buyer.vatNumber", "vat_number", "BR-CO-09"],
    // Their address in the reform's network, when they have no SIREN and no e-mail: the reference we know them under.
    [buyer.siren !== null || filled(buyer.email) || isEndpoint(buyer.clientId), "buyer.email", "buyer_address", "BR-FR-23"],
    [buyer.email === null || (filled(buyer.email) && buyer.email.length <= 125), "buyer.email", "email", "BR-FR-25"],
  ];
}

/** What reverse charge, intra-Community supplies and exports want to be known. */
function categoryRules({ kind, buyer, lines, totals, deliverTo }: Invoice): Rule[] {
  // A service that its buyer owes the VAT of names them by their VAT number (CGI ann. II art. 242 nonies A, I 4°).
  const reversed = kind === "invoice" && lines.some(({ vat, nature }) => vat.category === "AE" && nature === "services");
  const uses = (category: VatCategory) =>
    lines.some(({ vat }) => vat.category === category) || totals.vat.some(({ vat }) => vat.category === category);
  return [
    [!uses("AE") || buyer.vatNumber !== null || isSiren(buyer.siren), "buyer.vatNumber", "buyer_vat_missing", "BR-AE-02"],
    [!reversed || buyer.vatNumber !== null, "buyer.vatNumber", "buyer_vat_missing"],
    [!uses("K") || buyer.vatNumber !== null, "buyer.vatNumber", "buyer_vat_missing", "BR-IC-02"],
    [!uses("K") || (deliverTo !== null && isCountry(deliverTo.country)), "deliverTo", "deliver_to", "BR-IC-12"],
    [deliverTo === null || isCountry(deliverTo.country), "deliverTo", "country", "BR-57"],
  ];
}
