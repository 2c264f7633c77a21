/** A price list as a spreadsheet saves it: columns found by their titles, in either language; each row read, or what is wrong with it. Pure. */
import { fold } from "../companies/names.ts";
import { delimiterOf, readLines } from "../imports/csv.ts";
import { readDecimal } from "../invoices/decimal.ts";
import { UNITS, type Unit } from "../invoices/sale.ts";
import { NO_VAT, UNIT_WORDS } from "../invoices/typed/vocabulary.ts";
import { MOST_ITEMS, type PriceItem } from "./price-item.ts";

const TITLES = {
  code: "code reference ref article sku",
  labelFr: "libelle designation label nom name description intitule article designation_fr libelle_fr",
  labelEn: "libelle_en designation_en label_en english anglais name_en",
  unit: "unite unit",
  unitPrice: "prix prix_ht prix_unitaire prix_unitaire_ht pu pu_ht price unit_price tarif tarif_ht",
  vat: "tva taux taux_tva vat vat_rate",
  nature: "nature type",
} as const;
type Column = keyof typeof TITLES;
const NEEDED: Column[] = ["code", "labelFr", "unitPrice"];

export interface PriceProblem {
  /** As the spreadsheet counts them, from 1; 0 = the file. */
  row: number;
  code: "no_columns" | "nothing" | "too_many" | "broken" | "missing" | "too_long" | "price" | "unit" | "vat" | "nature" | "twice";
  /** The column that it is about. */
  column: Column | null;
}

export interface ReadList {
  items: PriceItem[];
  problems: PriceProblem[];
}

/** @param bytes UTF-8, with or without its mark */
export function readPriceList(bytes: Uint8Array): ReadList {
  const body = bytes[0] === 0xef && bytes[1] === 0xbb ? bytes.subarray(3) : bytes;
  const { lines } = readLines(body, delimiterOf(body, true), true, MOST_ITEMS + 2);
  const wrong = (code: PriceProblem["code"], row = 0, column: Column | null = null): PriceProblem => ({ row, code, column });
  const columns = columnsOf(lines[0]?.fields ?? []);
  const missing = NEEDED.find((column) => !columns.has(column));
  if (missing) return { items: [], problems: [wrong("no_columns", 0, missing)] };
  if (lines.length > MOST_ITEMS + 1) return { items: [], problems: [wrong("too_many")] };
  const read: ReadList = { items: [], problems: [] };
  const seen = new Set<string>();
  lines.slice(1).forEach(({ fields, broken }, i) => {
    const row = i + 2;
    if (!broken && fields.every((field) => !field.trim())) return;
    const item = broken ? "broken" : itemOf((column) => fields[columns.get(column) ?? -1]?.trim() ?? "");
    if (typeof item === "string") read.problems.push(wrong(item, row));
    else if (Array.isArray(item)) read.problems.push(wrong(item[0], row, item[1]));
    else if (seen.has(item.code)) read.problems.push(wrong("twice", row, "code"));
    else {
      seen.add(item.code);
      read.items.push(item);
    }
  });
  if (read.items.length + read.problems.length === 0) read.problems.push(wrong("nothing"));
  return read;
}

function columnsOf(titles: string[]): Map<Column, number> {
  const found = new Map<Column, number>();
  titles.forEach((title, i) => {
    const word = fold(title).replaceAll(" ", "_");
    const column = (Object.keys(TITLES) as Column[]).find((one) => !found.has(one) && TITLES[one].split(" ").includes(word));
    if (column) found.set(column, i);
  });
  return found;
}

type Wrong = [PriceProblem["code"], Column];

function itemOf(value: (column: Column) => string): PriceItem | Wrong {
  const [code, labelFr] = [value("code").toUpperCase(), value("labelFr")];
  if (!code) return ["missing", "code"];
  if (!labelFr) return ["missing", "labelFr"];
  const labelEn = value("labelEn") || labelFr;
  if (code.length > 64) return ["too_long", "code"];
  if (labelFr.length > 200 || labelEn.length > 200) return ["too_long", labelFr.length > 200 ? "labelFr" : "labelEn"];
  const unitPrice = numberOf(value("unitPrice"));
  if (unitPrice === null) return ["price", "unitPrice"];
  const unit = unitOf(value("unit"));
  if (!unit) return ["unit", "unit"];
  const vat = vatOf(value("vat"));
  if (vat === undefined) return ["vat", "vat"];
  const nature = natureOf(value("nature"), unit);
  return nature ? { code, labelFr, labelEn, unit, unitPrice, nature, vat } : ["nature", "nature"];
}

/** "1 200,50 €", "1,200.50", "800" → a decimal string; null = none that a price could be, or two that it could: "1,200". */
function numberOf(text: string): string | null {
  const bare = text.replace(/(?:€|eur|euros?|ht)\s*$/i, "").replace(/[\s\u00a0\u202f']/g, "");
  if (/^[1-9]\d{0,2},\d{3}$/.test(bare)) return null;
  // Of the two signs the last one is the decimal one.
  const comma = bare.lastIndexOf(",") > bare.lastIndexOf(".");
  const plain = comma ? bare.replaceAll(".", "").replace(",", ".") : bare.replaceAll(",", "");
  const value = readDecimal(plain);
  return value && value.places <= 6 && value.digits >= 0n ? plain : null;
}

const unitOf = (text: string): Unit | undefined => {
  const word = fold(text);
  return word === "" ? "piece" : (UNIT_WORDS.get(word) ?? UNITS.find((unit) => unit.toLowerCase() === word));
};

/** Undefined = not understood. */
function vatOf(text: string): PriceItem["vat"] | undefined {
  if (!text) return null;
  const exempt = NO_VAT.get(fold(text).replaceAll(" ", "-"));
  if (exempt) return { exempt };
  const percent = numberOf(text.replace(/%/g, ""));
  return percent !== null && Number(percent) > 0 && Number(percent) <= 100 ? { percent } : undefined;
}

const TIME: Unit[] = ["hour", "day", "month", "year", "flat"];

/** Not said: what is counted in time is a service. */
function natureOf(text: string, unit: Unit): PriceItem["nature"] | null {
  const word = fold(text);
  if (!word) return TIME.includes(unit) ? "services" : "goods";
  if (/^(service|services|prestation|prestations|s)$/.test(word)) return "services";
  return /^(goods|bien|biens|produit|produits|product|marchandise|marchandises|b|p)$/.test(word) ? "goods" : null;
}
