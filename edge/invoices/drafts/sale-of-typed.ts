/** From the typed line to a sale: prices that were not said come from the price list, VAT that was not said from the firm and the buyer. */
import type { Locale } from "../../people/person.ts";
import type { PriceItem } from "../../prices/price-item.ts";
import { findPrices, isNamed } from "../../prices/price-store.ts";
import type { Reads } from "../../store/reads-together.ts";
import { decimal, written } from "../decimal.ts";
import type { Line, Sale, Unit } from "../sale.ts";
import { withoutVat } from "../totals.ts";
import type { Typed, TypedLine } from "../typed/typed.ts";
import { vatOf, type Where } from "./usual-vat.ts";

/** What a person must still say of a line. */
export interface Want {
  /** Of `Sale.lines`. */
  line: number;
  /** `price`: none typed, none found · `item`: several of the list may be meant · `exemption`: exempt by which article. */
  what: "price" | "item" | "exemption";
  items: PriceItem[];
}

export interface ReadSale {
  sale: Sale;
  /** Lines that want a price have 0, those that want an exemption the firm's usual VAT. */
  wants: Want[];
}

const CHOICES = 10;
const BY_MEASURE: Unit[] = ["kilogram", "tonne", "litre", "metre", "squareMetre", "cubicMetre", "kilowattHour", "set"];

/** Of what nothing else is known. */
export const natureOf = (unit: Unit): Line["nature"] => (BY_MEASURE.includes(unit) ? "goods" : "services");

export async function saleOf(db: Reads, typed: Typed, where: Where, locale: Locale): Promise<ReadSale> {
  const wants: Want[] = [];
  const found = await Promise.all(typed.lines.map(({ price, name }) => (price === null ? findPrices(db, name, CHOICES) : [])));
  const lines = typed.lines.map((line, i) => {
    const items = found[i] ?? [];
    const named = items.filter((item) => isNamed(item, line.name));
    const item = named.length === 1 ? named[0] : items.length === 1 ? items[0] : undefined;
    if (line.price === null && !item) wants.push({ line: i, what: items.length > 0 ? "item" : "price", items });
    const read = lineOf(line, item, where, locale);
    if (!read.exact) wants.push({ line: i, what: "exemption", items: [] });
    return read.line;
  });
  const { discount, terms, purchaseOrder } = typed;
  const sale = { lines, discount: discount && { off: discount, only: null }, terms, purchaseOrder, suppliedOn: null, note: "" };
  return { sale, wants };
}

/** A line of the sale with a chosen item of the price list in place of what was typed. */
export const withItem = (line: TypedLine, item: PriceItem, where: Where, locale: Locale): Line => lineOf(line, item, where, locale).line;

function lineOf(typed: TypedLine, item: PriceItem | undefined, where: Where, locale: Locale): { line: Line; exact: boolean } {
  const unit = typed.unit ?? item?.unit ?? "piece";
  const nature = item?.nature ?? natureOf(unit);
  const wanted = vatOf(typed.vat ?? item?.vat ?? null, where, nature);
  const vat = wanted ?? vatOf(null, where, nature);
  if (!vat) throw new RangeError("no usual VAT");
  const price = typed.price ?? item?.unitPrice ?? "0";
  const withVat = typed.price !== null && typed.withVat === true && vat.category === "S";
  const line: Line = {
    name: item ? (locale === "fr" ? item.labelFr : item.labelEn) : typed.name,
    details: "",
    quantity: typed.quantity ?? "1",
    unit,
    unitPrice: withVat ? written(withoutVat(price, vat.percent)) : written(decimal(price)),
    unitPriceWithVat: withVat ? written(decimal(price)) : null,
    nature,
    vat,
    discount: typed.discount,
    itemId: item?.code ?? null,
  };
  return { line, exact: wanted !== null };
}
