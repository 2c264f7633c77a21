/**
 * A sale as far as it is known: what was typed or filled in so far, where a price or the reason for bearing no VAT may still be
 * missing. sale-of-typed.ts reads the line, the price list and the firm; a form goes on from there.
 */
import { EXEMPTIONS } from "../../law/exemptions.ts";
import { inForce } from "../../law/law.ts";
import { inFrance } from "../../law/vat-abroad.ts";
import { territoryOf, VAT_RATES } from "../../law/vat-rates.ts";
import type { Locale } from "../../people/person.ts";
import type { PriceItem } from "../../prices/price-item.ts";
import type { Reads } from "../../store/reads-together.ts";
import { decimal, written } from "../decimal.ts";
import type { Line, Sale, Vat } from "../sale.ts";
import { withoutVat } from "../totals.ts";
import type { Typed } from "../typed/typed.ts";
import { saleOf, withItem } from "./sale-of-typed.ts";
import { usualVat, type Where } from "./usual-vat.ts";

export interface OpenLine extends Omit<Line, "unitPrice"> {
  /** Null = not known yet. */
  unitPrice: string | null;
}

export interface OpenSale extends Omit<Sale, "lines"> {
  lines: OpenLine[];
}

export const NOTHING_SOLD: OpenSale = { lines: [], discount: null, terms: null, purchaseOrder: null, suppliedOn: null, note: "" };

/** Nothing is missing that a draft needs. */
export const isWhole = (sale: OpenSale): sale is Sale => sale.lines.length > 0 && sale.lines.every(isKnown);
export const isKnown = (line: OpenLine): line is Line => line.unitPrice !== null && line.name !== "";

/** What has a price so far, for totals that grow while one types. */
export const knownPart = (sale: OpenSale): Sale => ({ ...sale, lines: sale.lines.filter(isKnown) });

/** Exempt, for a reason that must still be chosen. */
const EXEMPT: Vat = { category: "E", percent: "0", exemption: null };

export async function openSale(db: Reads, typed: Typed, where: Where, locale: Locale): Promise<OpenSale> {
  const { sale, wants } = await saleOf(db, typed, where, locale);
  const lines = sale.lines.map((line, i): OpenLine => {
    const open = wants.filter((want) => want.line === i).map(({ what }) => what);
    return {
      ...line,
      ...(open.includes("exemption") && { vat: EXEMPT }),
      ...((open.includes("price") || open.includes("item")) && { unitPrice: null, unitPriceWithVat: null }),
    };
  });
  return { ...sale, lines };
}

export const emptyLine = (where: Where): OpenLine => ({
  name: "",
  details: "",
  quantity: "1",
  unit: "piece",
  unitPrice: null,
  unitPriceWithVat: null,
  nature: "services",
  vat: usualVat(where, "services"),
  discount: null,
  itemId: null,
});

const UNSAID = { quantity: null, unit: null, name: "", price: null, withVat: null, vat: null, discount: null, at: { from: 0, to: 0 } };

/** What the price list says of an item, so many times. */
export const fromItem = (item: PriceItem, quantity: string, where: Where, locale: Locale): OpenLine =>
  withItem({ ...UNSAID, quantity }, item, where, locale);

/** The line with its price: one that includes VAT is the one that the total follows. */
export function priced(line: OpenLine, price: string | null, withVat: boolean): OpenLine {
  if (price === null) return { ...line, unitPrice: null, unitPriceWithVat: null };
  const plain = written(decimal(price));
  if (!withVat || line.vat.category !== "S") return { ...line, unitPrice: plain, unitPriceWithVat: null };
  return { ...line, unitPrice: written(withoutVat(price, line.vat.percent)), unitPriceWithVat: plain };
}

/** Of the territory where the firm is; the first of a territory is its usual one. */
export function ratesOf({ seller, day }: Pick<Where, "seller" | "day">): string[] {
  const territory = territoryOf(seller?.address);
  return VAT_RATES.filter((rate) => rate.territory === territory && inForce(VAT_RATES, rate.id, day)).map(({ percent }) => percent);
}

export const rateVat = (percent: string): Vat => ({ category: "S", percent, exemption: null });

/** @param exemption its id in the law; "" = to be chosen */
export function exemptVat(exemption: string): Vat {
  const category = EXEMPTIONS.find(({ id }) => id === exemption)?.category ?? "E";
  return { ...EXEMPT, category, exemption: exemption || null };
}

/** Reverse charge has one reason inside France and another outside. */
export const forCountry = <S extends OpenSale | Sale>(sale: S, country: string): S => ({
  ...sale,
  lines: sale.lines.map((line) =>
    line.vat.category === "AE" ? { ...line, vat: exemptVat(inFrance(country) ? "VATEX-FR-AE" : "VATEX-EU-AE") } : line,
  ),
});
