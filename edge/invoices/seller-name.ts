/** The name that a firm signs with: a sole trader's has "EI" right behind it on all papers (C. com. R526-27). */
import { inForce } from "../law/law.ts";
import { MENTIONS } from "../law/mentions.ts";
import type { Seller } from "./seller.ts";

const SOLE_TRADER = /^(EI|(entrepreneur|entreprise) individuel(le)?|(micro|auto)[- ]?entrepreneur|sole trader)$/i;

export const isSoleTrader = ({ legalForm }: Pick<Seller, "legalForm">): boolean => SOLE_TRADER.test(legalForm.trim());

/** @param day of the document */
export function signedName(seller: Pick<Seller, "name" | "legalForm">, day: string): string {
  const mention = isSoleTrader(seller) ? inForce(MENTIONS, "sole-trader", day)?.fr : undefined;
  return mention && !seller.name.endsWith(mention) ? `${seller.name}, ${mention}` : seller.name;
}
