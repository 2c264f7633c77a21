/** What the register knows of who sells, to begin the settings with: the rest is typed. */
import { legalFormLabel } from "../../companies/code-names.ts";
import type { Company } from "../../companies/company.ts";
import { frenchVatNumber } from "../../companies/company-numbers.ts";
import type { Seller } from "../seller.ts";

/** Usual short forms; others are named as INSEE does (`loadCodeNames` first). */
const SHORT: Record<string, string> = { "10": "EI", "5710": "SAS", "5720": "SASU", "5499": "SARL", "5498": "EURL", "55": "SA", "56": "SA" };

export function sellerFromRegister({
  siren,
  siret,
  name,
  legalForm,
  vatNumber,
  address,
}: Company): Pick<Seller, "siren" | "siret" | "name" | "legalForm" | "address" | "vatNumber" | "register"> {
  const code = legalForm ?? "";
  return {
    siren,
    siret: siret ?? "",
    name,
    legalForm: SHORT[code] ?? SHORT[code.slice(0, 2)] ?? (code && legalFormLabel(code, "fr")),
    address,
    vatNumber: vatNumber ?? frenchVatNumber(siren),
    // Its town is that of the court, which the register does not say: proposed, and mended by who knows.
    register: code.startsWith("10") ? "RNE" : `RCS ${address.city}`,
  };
}
