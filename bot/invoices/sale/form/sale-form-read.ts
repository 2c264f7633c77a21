/** What stands in the window → what is kept. Nothing typed is lost: what cannot be understood stays as it was typed, with its field. */
import type { OpenLine } from "../../../../edge/invoices/drafts/open-sale.ts";
import { parisDay } from "../../../../edge/invoices/paris-day.ts";
import { exemptVat, isKnown, natureOf, priced, rateVat, totalsOf } from "../../../../edge/invoices/part.ts";
import { UNITS, type Unit, type Vat } from "../../../../edge/invoices/sale.ts";
import { chosen, type FormState, typed } from "../../../answers.ts";
import type { Reader } from "../../../desk.ts";
import type { Kept } from "../kept.ts";
import { textsFor } from "../sale-words.ts";
import { vatValue } from "./line-fields.ts";
import { chosenDay, decimalOf, discountOf, priceOf, termsOf } from "./read-typed.ts";

const has = (view: FormState, block: string) => {
  const values = (view.state as { values?: Record<string, unknown> } | undefined)?.values;
  return values !== undefined && Object.hasOwn(values, block);
};

/** @param turn of the window: a late answer of a former turn changes no line */
export function merged({ say: { locale } }: Reader, view: FormState, kept: Kept, turn: number): Kept {
  const raw: Record<string, string> = {};
  const read = <T>(name: string, block: string, of: (text: string) => T | null, empty: T, now: T): T => {
    if (!has(view, block)) {
      if (kept.raw[name] !== undefined) raw[name] = kept.raw[name];
      return now;
    }
    const text = typed(view, block);
    if (!text) return empty;
    const value = of(text);
    if (value !== null) return value;
    raw[name] = text;
    return now;
  };
  const line = kept.sale.lines[kept.open];
  const next = line && turn === kept.turn ? mergedLine(locale, view, line, turn, read) : line;
  const lines = kept.sale.lines.map((one, i) => (i === kept.open && next ? next : one));
  const off = kept.sale.discount?.off ?? null;
  const discount = read("discount", "discount", (text) => discountOf(text, locale), null, off);
  const terms = read("terms", "terms", (text) => termsOf(text, locale), null, kept.sale.terms);
  const suppliedOn = has(view, "supplied") ? chosenDay(view, "supplied") : kept.sale.suppliedOn;
  return {
    ...kept,
    sale: {
      lines,
      terms,
      discount: discount && { off: discount, only: kept.sale.discount?.only ?? null },
      purchaseOrder: has(view, "order") ? typed(view, "order") || null : kept.sale.purchaseOrder,
      suppliedOn,
      note: has(view, "note") ? typed(view, "note") : kept.sale.note,
      ...workOf(view, kept),
    },
    raw,
  };
}

/** Of a quote only. */
function workOf(view: FormState, { kind, sale: { work } }: Kept): { work?: { starts: string; lasts: string } } {
  if (kind !== "quote") return {};
  const said = (name: "starts" | "lasts") => (has(view, name) ? typed(view, name) : (work?.[name] ?? ""));
  const [starts, lasts] = [said("starts"), said("lasts")];
  return starts || lasts ? { work: { starts, lasts } } : {};
}

type Read = <T>(name: string, block: string, of: (text: string) => T | null, empty: T, now: T) => T;

function mergedLine(locale: "fr" | "en", view: FormState, line: OpenLine, turn: number, read: Read): OpenLine {
  const id = (name: string) => `${name}_${turn}`;
  const name = has(view, id("name")) ? typed(view, id("name")) : line.name;
  const picked = chosen(view, id("unit"));
  const unit = UNITS.includes(picked as Unit) ? (picked as Unit) : line.unit;
  const vat = vatOf(chosen(view, id("vat"))) ?? line.vat;
  const nature = chosen(view, id("nature"));
  const before = line.unitPriceWithVat ?? line.unitPrice;
  const now = before === null ? null : { price: before, withVat: line.unitPriceWithVat !== null };
  const price = read("price", id("price"), (text) => priceOf(text, locale), null, now);
  const quantity = read("quantity", id("quantity"), (text) => positive(decimalOf(text, 4, locale)), line.quantity, line.quantity);
  const discount = read("off", id("off"), (text) => discountOf(text, locale), null, line.discount);
  const kind = nature === "goods" || nature === "services" ? nature : unit === line.unit ? line.nature : natureOf(unit);
  const itemId = name === line.name ? line.itemId : null;
  return priced({ ...line, name, unit, vat, nature: kind, quantity, discount, itemId }, price?.price ?? null, price?.withVat === true);
}

const positive = (decimal: string | null) => (decimal !== null && Number(decimal) > 0 ? decimal : null);

function vatOf(value: string): Vat | null {
  if (value.startsWith("=")) return exemptVat(value.slice(1));
  return /^\d{1,2}(\.\d{1,2})?$/.test(value) ? rateVat(value) : null;
}

/** What keeps it from being a draft: by field of the window; `line` = it stands in a line whose fields are not open. */
export function formProblems(
  reader: Reader,
  { client, sale, open, turn, raw }: Kept,
): { errors: Record<string, string>; line: number | null } {
  const t = textsFor(reader);
  const { problems } = t.form;
  const errors: Record<string, string> = {};
  if (!client) errors.client = problems.client;
  const line = sale.lines[open];
  if (line) {
    if (!line.name) errors[`name_${turn}`] = problems.name;
    if (raw.quantity !== undefined) errors[`quantity_${turn}`] = problems.quantity;
    if (raw.price !== undefined) errors[`price_${turn}`] = problems.price;
    else if (line.unitPrice === null) errors[`price_${turn}`] = problems.noPrice;
    if (raw.off !== undefined) errors[`off_${turn}`] = problems.discount;
    if (vatValue(line.vat) === "=") errors[`vat_${turn}`] = problems.exemption;
  }
  if (raw.discount !== undefined) errors.discount = problems.discount;
  if (raw.terms !== undefined) errors.terms = problems.terms;
  if (sale.terms?.type === "date" && sale.terms.dueOn < parisDay()) errors.terms = problems.past;
  const other = sale.lines.findIndex((one, i) => i !== open && (!isKnown(one) || vatValue(one.vat) === "="));
  if (Object.keys(errors).length === 0 && other < 0 && sale.lines.every(isKnown)) {
    const { totalCents } = totalsOf({ lines: sale.lines.filter(isKnown), discount: sale.discount });
    if (totalCents <= 0) errors[`price_${turn}`] = sentence(t.problems.nothing_to_pay);
    if (totalCents > 100_000_000_00) errors[`price_${turn}`] = sentence(t.problems.too_much);
  }
  return { errors, line: other < 0 ? null : other };
}

const sentence = (text = "") => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
