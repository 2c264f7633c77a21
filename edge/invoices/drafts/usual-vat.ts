/** The VAT of a line of which nothing was said: the firm's regime first, then where the buyer is. The form shows it, and people change it. */

import { inForce } from "../../law/law.ts";
import { inFrance, isAbroadInUnion } from "../../law/vat-abroad.ts";
import { territoryOf, VAT_RATES } from "../../law/vat-rates.ts";
import type { Known } from "../issue/buyer-of.ts";
import type { Line, Vat } from "../sale.ts";
import type { Seller } from "../seller.ts";
import type { TypedVat } from "../typed/typed.ts";

const none = (category: Vat["category"], exemption: string): Vat => ({ category, percent: "0", exemption });

const FRANCHISE = none("E", "VATEX-FR-FRANCHISE");
const NORMAL = "20";

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
  if (!inFrance(country) && business) {
    const union = isAbroadInUnion(country);
    if (union && known?.buyer.vatNumber) return nature === "services" ? none("AE", "VATEX-EU-AE") : none("K", "VATEX-EU-IC");
    if (!union) return nature === "services" ? none("O", "VATEX-EU-O") : none("G", "VATEX-EU-G");
  }
  const territory = territoryOf(seller?.address);
  if (territory === "unapplied") return none("O", "FR-CGI294");
  if (territory === "outside") return none("O", "VATEX-EU-O");
  const usual = territory === "overseas" ? "overseas 8.5" : `mainland ${NORMAL}`;
  return { category: "S", percent: inForce(VAT_RATES, usual, day)?.percent ?? NORMAL, exemption: null };
}

/** Null = exempt, and not said by which article: somebody must. */
export function vatOf(typed: TypedVat | null, where: Where, nature: Line["nature"]): Vat | null {
  if (typed === null) return usualVat(where, nature);
  if ("percent" in typed)
    return where.seller?.vatRegime === "franchise" ? FRANCHISE : { category: "S", percent: typed.percent, exemption: null };
  const abroad = !inFrance(where.known?.buyer.address.country || "FR");
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
