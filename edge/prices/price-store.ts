/** SQL of the price list. Rows read do not grow with it: every statement stops at a limit, whatever the word. */
import { fold } from "../companies/names.ts";
import type { Reads } from "../store/reads-together.ts";
import type { PriceItem } from "./price-item.ts";

interface Row {
  code: string;
  label_fr: string;
  label_en: string;
  unit: PriceItem["unit"];
  unit_price: string;
  nature: PriceItem["nature"];
  vat: string | null;
}

const itemOf = (row: unknown): PriceItem => {
  const { code, label_fr, label_en, unit, unit_price, nature, vat } = row as Row;
  const typed = vat === null ? null : (JSON.parse(vat) as PriceItem["vat"]);
  return { code, labelFr: label_fr, labelEn: label_en, unit, unitPrice: unit_price, nature, vat: typed };
};

const CANDIDATES = 40;

/** Best first: its code, a label that says just this, then labels that hold every word (the last one half-typed). */
export async function findPrices(db: Reads, text: string, limit: number): Promise<PriceItem[]> {
  const folded = fold(text);
  const words = folded.split(" ").filter(Boolean).slice(0, 8);
  if (words.length === 0) return [];
  const match = words.map((word, i) => (i === words.length - 1 ? `"${word}"*` : `"${word}"`)).join(" AND ");
  const begins = (key: "key_fr" | "key_en") =>
    db
      .prepare(`SELECT * FROM price_items WHERE ${key} >= ?1 AND ${key} < ?2 ORDER BY ${key} LIMIT ?3`)
      .bind(folded, `${folded}\uffff`, limit);
  const answers = await db.batch([
    db.prepare("SELECT * FROM price_items WHERE code = ?1").bind(text.trim().toUpperCase()),
    begins("key_fr"),
    begins("key_en"),
    db
      .prepare(
        "SELECT p.* FROM (SELECT rowid FROM price_words WHERE price_words MATCH ?1 LIMIT ?2) w CROSS JOIN price_items p ON p.id = w.rowid",
      )
      .bind(match, CANDIDATES),
  ]);
  const found = new Map(
    answers
      .flatMap(({ results }) => results)
      .map(itemOf)
      .map((item) => [item.code, item]),
  );
  const far = (item: PriceItem) => (isNamed(item, text) ? 0 : 1_000) + item.labelFr.length;
  return [...found.values()].sort((a, b) => far(a) - far(b) || a.code.localeCompare(b.code)).slice(0, limit);
}

/** By its code, or by the whole of a label: no choice to be made. */
export const isNamed = ({ code, labelFr, labelEn }: PriceItem, text: string): boolean =>
  code === text.trim().toUpperCase() || [labelFr, labelEn].some((label) => fold(label) === fold(text));

/** In the order of codes; keyset. @param after the last code shown, "" for the first page */
export async function listPrices(db: Reads, after: string, limit: number): Promise<PriceItem[]> {
  const [page] = await db.batch([db.prepare("SELECT * FROM price_items WHERE code > ?1 ORDER BY code LIMIT ?2").bind(after, limit)]);
  return (page?.results ?? []).map(itemOf);
}

/** Those of the list, in place of what stands under the same code. */
export const putPrices = (db: D1Database, items: PriceItem[], by: string): D1PreparedStatement =>
  db
    .prepare(
      `INSERT INTO price_items (code, label_fr, label_en, unit, unit_price, nature, vat, key_fr, key_en, words, brought_by)
       SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7, value ->> 8, value ->> 9, ?2 FROM json_each(?1) WHERE true
       ON CONFLICT (code) DO UPDATE SET label_fr = excluded.label_fr, label_en = excluded.label_en, unit = excluded.unit, unit_price = excluded.unit_price,
         nature = excluded.nature, vat = excluded.vat, key_fr = excluded.key_fr, key_en = excluded.key_en, words = excluded.words, brought_by = excluded.brought_by`,
    )
    .bind(JSON.stringify(items.map(columnsOf)), by);

const columnsOf = ({ code, labelFr, labelEn, unit, unitPrice, nature, vat }: PriceItem) => [
  ...[code, labelFr, labelEn, unit, unitPrice, nature],
  vat && JSON.stringify(vat),
  ...[fold(labelFr), fold(labelEn)],
  fold(`${code} ${labelFr} ${labelEn}`),
];

/** What a list that replaces the former one does not have. */
export const dropOthers = (db: D1Database, by: string): D1PreparedStatement =>
  db.prepare("DELETE FROM price_items WHERE brought_by <> ?1").bind(by);
