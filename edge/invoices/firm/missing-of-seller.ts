/** What the law wants on an invoice and the settings do not have yet, field by field: said before the first issue, not by a refusal. */
import { filled, isCountry, isIban, isSiren } from "../check/wrong.ts";
import type { InvoiceProblem } from "../invoice.ts";
import type { Seller } from "../seller.ts";

/** Forms whose papers name the capital (C. com. R123-238). */
const WITH_CAPITAL = /^(SA|SAS|SASU|SARL|EURL|SCA|SE|SELARL|SELAS|SELASU)\b/i;

/** Fields are `Seller`'s; codes are those of check/parties.ts where it has one. Null = nothing is set up. */
export function missingOfSeller(seller: Seller | null): InvoiceProblem[] {
  if (!seller) return [{ code: "siren", field: "siren" }];
  const { address } = seller;
  const rules: [holds: boolean, field: string, code: string][] = [
    [isSiren(seller.siren), "siren", "siren"],
    [/^\d{14}$/.test(seller.siret) && seller.siret.startsWith(seller.siren), "siret", "siret"],
    [filled(seller.name), "name", "seller_name"],
    [filled(seller.legalForm), "legalForm", "legal_form"],
    [!WITH_CAPITAL.test(seller.legalForm) || seller.capitalCents !== null, "capitalCents", "capital"],
    [filled(seller.register), "register", "register"],
    [filled(address.line) && filled(address.postcode) && filled(address.city) && isCountry(address.country), "address", "address"],
    [seller.vatNumber !== null || seller.vatRegime === "franchise", "vatNumber", "seller_vat_missing"],
    // A French number ends in the SIREN: another's would send our VAT to them.
    [!seller.vatNumber?.startsWith("FR") || seller.vatNumber.endsWith(seller.siren), "vatNumber", "vat_number"],
    [seller.iban === null || isIban(seller.iban), "iban", "iban"],
    [seller.iban !== null || seller.bic === null, "iban", "iban"],
  ];
  return rules.filter(([holds]) => !holds).map(([, field, code]) => ({ field, code }));
}
