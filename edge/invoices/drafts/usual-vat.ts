/** The VAT of a line of which nothing was said: the firm's regime first, then where the buyer is. The form shows it, and people change it. */

import { inForce } from "../../law/law.ts";
import { EU_COUNTRIES } from "../../law/vat-abroad.ts";
import { VAT_RATES } from "../../law/vat-rates.ts";
import type { Known } from "../issue/buyer-of.ts";
import type { Line, Vat } from "../sale.ts";
import type { Seller } from "../seller.ts";
import type { TypedVat } from "../typed/typed.ts";

const none = (category: Vat["category"], exemption: string): Vat => ({ category, percent: "0", exemption });

const FRANCHISE = none("E", "VATEX-FR-FRANCHISE");
const NORMAL = "20";
/** Departments with rates of their own, and those without VAT. */
const OVERSEAS: Record<string, string> = { GP: "8.5", MQ: "8.5", RE: "8.5" };

export interface Where {
  seller: Pick<Seller, "vatRegime" | "address"> | null;
  /** Null = not known yet: taken for one in France. */
  known: Known | null;
  /** YYYY-MM-DD. */
  day: string;
}

export function usualVat({ seller, known, day }: Where, nature: Line["nature"]): Vat {
  if (seller?.vatRegime === "franchise") return FRANCHISE;
  const country = known?.buyer.address.country ?? "FR";
  const business = known?.client.company ?? false;
  if (country !== "FR" && business) {
    const union = EU_COUNTRIES.includes(country);
    if (union && known?.buyer.vatNumber) return nature === "services" ? none("AE", "VATEX-EU-AE") : none("K", "VATEX-EU-IC");
    if (!union && !isFrench(country)) return nature === "services" ? none("O", "VATEX-EU-O") : none("G", "VATEX-EU-G");
  }
  const home = OVERSEAS[seller?.address.country ?? ""];
  const percent = home ?? inForce(VAT_RATES, `mainland ${NORMAL}`, day)?.percent ?? NORMAL;
  return { category: "S", percent, exemption: null };
}

const isFrench = (country: string) => ["GP", "MQ", "RE", "GF", "YT"].includes(country);

/** Null = exempt, and not said by which article: somebody must. */
export function vatOf(typed: TypedVat | null, where: Where, nature: Line["nature"]): Vat | null {
  if (typed === null) return usualVat(where, nature);
  if ("percent" in typed)
    return where.seller?.vatRegime === "franchise" ? FRANCHISE : { category: "S", percent: typed.percent, exemption: null };
  const abroad = (where.known?.buyer.address.country ?? "FR") !== "FR";
  switch (typed.exempt) {
    case "reverse-charge":
      return none("AE", abroad ? "VATEX-EU-AE" : "VATEX-FR-AE");
    case "intra-community":
      return none("K", "VATEX-EU-IC");
    case "export":
      return none("G", "VATEX-EU-G");
    case "outside":
      return none("O", "VATEX-EU-O");
    default:
      return where.seller?.vatRegime === "franchise" ? FRANCHISE : null;
  }
}
