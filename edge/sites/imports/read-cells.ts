/** Cells of a file → a review, an order's line or a product, still to be checked; or which field is wrong. Pure. */
import { KEPT_YEARS } from "../../reviews/notice.ts";
import { cleanText } from "../../reviews/write/new-review.ts";
import type { Columns } from "./shop-columns.ts";

export interface Wrong {
  field: string;
}

/** An apostrophe before what a spreadsheet would reckon with is none of the text: export-reviews.ts and others put it there. */
const cell = (cells: string[], columns: Columns, field: string): string => {
  const at = columns[field];
  return at === undefined ? "" : (cells[at] ?? "").trim().replace(/^'(?=[=+\-@])/, "");
};

/** 2026-11-02, 02/11/2026, with an hour behind it or without; a date that only Americans write is read as one. Null = none. */
export function dayOf(text: string): string | null {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/.exec(text);
  const local = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})/.exec(text);
  if (!iso && !local) return null;
  const [year, month, day] = iso
    ? [Number(iso[1]), Number(iso[2]), Number(iso[3])]
    : Number(local?.[2]) > 12
      ? [Number(local?.[3]), Number(local?.[1]), Number(local?.[2])]
      : [Number(local?.[3]), Number(local?.[2]), Number(local?.[1])];
  const date = new Date(Date.UTC(year as number, (month as number) - 1, day as number));
  const written = `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  return date.toISOString().slice(0, 10) === written ? written : null;
}

/** "4", "4,5", "4/5", "8/10", "★★★★". Halves go up. Null = none. */
export function starsOf(text: string): number | null {
  const drawn = text.match(/[★⭐]/gu)?.length;
  if (drawn) return drawn <= 5 ? drawn : null;
  const [, value = "", of = "5"] = /^(\d{1,3}(?:[.,]\d+)?)\s*(?:\/\s*(5|10|20|100))?$/.exec(text) ?? [];
  const stars = Math.round((Number(value.replace(",", ".")) * 5) / Number(of) + 1e-9);
  return value !== "" && stars >= 1 && stars <= 5 ? stars : null;
}

export interface ImportedReview {
  /** In the file it came from, which may be our own export; "" = it has none. */
  id: string;
  product: string;
  rating: number;
  text: string;
  author: string;
  publishedOn: string;
  experiencedOn: string;
  language: string;
  reply: string | null;
}

/** @param locale of the site, for those whose language nobody told */
export function readImportedReview(cells: string[], columns: Columns, locale: string, today: string): ImportedReview | Wrong {
  const of = (field: string) => cell(cells, columns, field);
  const rating = starsOf(of("rating"));
  if (rating === null) return { field: "rating" };
  const publishedOn = dayOf(of("publishedOn"));
  if (!publishedOn || publishedOn > today || publishedOn < "2000-01-01") return { field: "publishedOn" };
  if (publishedOn < `${Number(today.slice(0, 4)) - KEPT_YEARS}${today.slice(4)}`) return { field: "tooOld" };
  const experienced = of("experiencedOn") ? dayOf(of("experiencedOn")) : publishedOn;
  if (!experienced || experienced > today) return { field: "experiencedOn" };
  // A mail address is no name to be shown: what stands before the @ is.
  const author = cleanText(of("author").replace(/@.*$/s, "")).replace(/\s+/g, " ").slice(0, 40).toWellFormed();
  if (!/[\p{L}\p{N}]/u.test(author)) return { field: "author" };
  const text = cleanText([of("title"), of("text")].filter(Boolean).join("\n"));
  if (text.length > 5_000) return { field: "text" };
  const product = of("product");
  if (product.length > 64 || /[\p{C},]/u.test(product)) return { field: "product" };
  const language = /^[a-z]{2}(-[a-z]{2})?$/i.test(of("language")) ? of("language").slice(0, 2).toLowerCase() : locale;
  return {
    id: of("id"),
    product,
    rating,
    text,
    author,
    publishedOn,
    experiencedOn: experienced,
    language,
    reply: cleanText(of("reply")).slice(0, 2_000) || null,
  };
}

/** A line is an item: lines of the same number are one order. Checked as NewOrder by whoever asks. */
export function readOrderLine(cells: string[], columns: Columns): Record<string, unknown> | Wrong {
  const of = (field: string) => cell(cells, columns, field);
  const orderedOn = dayOf(of("orderedOn"));
  if (!orderedOn) return { field: "orderedOn" };
  const locale = of("locale").slice(0, 2).toLowerCase();
  return {
    number: of("number"),
    email: of("email"),
    name: of("name").slice(0, 120),
    orderedOn,
    locale: locale === "fr" || locale === "en" ? locale : null,
    items: [{ sku: of("sku"), name: of("item").slice(0, 200) }],
  };
}

export function readProductLine(cells: string[], columns: Columns): Record<string, unknown> {
  const of = (field: string) => cell(cells, columns, field);
  const [imageUrl = ""] = of("imageUrl").split(/[,\s]+/);
  return {
    sku: of("sku"),
    name: of("name").slice(0, 200),
    url: of("url") || null,
    imageUrl: imageUrl || null,
    gtin: /^\d{8,14}$/.test(of("gtin")) ? of("gtin") : null,
    brand: of("brand").slice(0, 100) || null,
  };
}
