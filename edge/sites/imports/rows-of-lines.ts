/** Lines of one stretch → the statements that take them in, and what was wrong with the others. */
import { parisDay } from "../../invoices/paris-day.ts";
import { NewOrder } from "../../orders/order.ts";
import { orderRows } from "../../orders/record-order.ts";
import { NewProduct, putProducts } from "../../products/product.ts";
import { intentId } from "../../runs/intent.ts";
import type { Site } from "../site.ts";
import { type ImportedReview, readImportedReview, readOrderLine, readProductLine, type Wrong } from "./read-cells.ts";
import type { Columns, ImportKind } from "./shop-columns.ts";

interface Lines {
  kind: ImportKind;
  source: string;
  columns: Columns;
  /** Number of the first of them. */
  first: number;
  /** Null = broken. */
  lines: (string[] | null)[];
}

export interface ReadLines {
  rows: D1PreparedStatement[];
  done: number;
  known: number;
  problems: { line: number; field: string }[];
}

type Told = Record<string, unknown> | ImportedReview | Wrong;

export async function rowsOfLines(db: D1Database, site: Site, given: Lines): Promise<ReadLines> {
  const problems: ReadLines["problems"] = [];
  const good: { line: number; value: unknown }[] = [];
  for (const [i, cells] of given.lines.entries()) {
    if (cells?.every((one) => one.trim() === "")) continue;
    const read = cells ? check(given.kind, tell(given, site, cells)) : { field: "line" };
    if ("field" in read) problems.push({ line: given.first + i, field: read.field });
    else good.push({ line: given.first + i, value: read.value });
  }
  const values = good.map(({ value }) => value);
  if (given.kind === "products")
    return { rows: values.length ? [putProducts(db, site.n, values as NewProduct[])] : [], done: values.length, known: 0, problems };
  const taken =
    given.kind === "orders"
      ? await orders(db, site, values as NewOrder[])
      : await reviews(db, site, given.source, values as ImportedReview[]);
  return { ...taken, problems };
}

function tell({ kind, columns }: Lines, site: Site, cells: string[]): Told {
  if (kind === "reviews") return readImportedReview(cells, columns, site.locale, parisDay());
  return kind === "orders" ? readOrderLine(cells, columns) : readProductLine(cells, columns);
}

function check(kind: ImportKind, told: Told): { value: unknown } | Wrong {
  if ("field" in told && typeof told.field === "string") return { field: told.field };
  if (kind === "reviews") return { value: told };
  const read = (kind === "orders" ? NewOrder : NewProduct).safeParse(told);
  return read.success ? { value: read.data } : { field: String(read.error.issues[0]?.path[0] ?? "line") };
}

/** Lines of the same number are items of one order, and add to what there is of it. */
async function orders(db: D1Database, site: Site, lines: NewOrder[]): Promise<Omit<ReadLines, "problems">> {
  const numbers = [...new Set(lines.map(({ number }) => number))];
  const { results } = await db
    .prepare("SELECT number, items FROM orders WHERE site = ?1 AND number IN (SELECT value FROM json_each(?2))")
    .bind(site.n, JSON.stringify(numbers))
    .all<{ number: string; items: string }>();
  const before = new Map(results.map(({ number, items }) => [number, JSON.parse(items) as NewOrder["items"]]));
  const rows: D1PreparedStatement[] = [];
  let known = 0;
  for (const number of numbers) {
    const ours = lines.filter((line) => line.number === number);
    const there = before.get(number) ?? [];
    const fresh = ours
      .flatMap(({ items }) => items)
      .filter(({ sku }, i, all) => all.findIndex((one) => one.sku === sku) === i && !there.some((one) => one.sku === sku));
    if (fresh.length === 0) {
      known += ours.length;
      continue;
    }
    const order = { ...(ours.at(-1) as NewOrder), items: [...there, ...fresh].slice(0, 100) };
    rows.push(...(await orderRows(db, site, order, await intentId("order", site.id, number))));
  }
  return { rows, done: lines.length - known, known };
}

/**
 * They show at once, as what they are: taken over from elsewhere, with the day on which they were published there, from which on
 * they are kept as long as any other. One that the site has already, by the id of our own export, is not there a second time.
 */
async function reviews(db: D1Database, site: Site, source: string, given: ImportedReview[]): Promise<Omit<ReadLines, "problems">> {
  const ids = await Promise.all(
    given.map(({ product, author, publishedOn, rating, text }) =>
      intentId("imported", site.id, source, product, author, publishedOn, String(rating), text),
    ),
  );
  const { results } = await db
    .prepare("SELECT id FROM reviews WHERE id IN (SELECT value FROM json_each(?1)) AND site = ?2")
    .bind(JSON.stringify([...ids, ...given.map(({ id }) => id)]), site.n)
    .all<{ id: string }>();
  const there = new Set(results.map(({ id }) => id));
  const fresh = given
    .map((review, i) => ({ review, id: ids[i] as string }))
    .filter(({ id, review }, i) => !there.has(id) && !there.has(review.id) && ids.indexOf(id) === i);
  const rows = fresh.map(({ review, id }) => insert(db, site, source, review, id));
  return { rows, done: fresh.length, known: given.length - fresh.length };
}

function insert(db: D1Database, site: Site, source: string, review: ImportedReview, id: string): D1PreparedStatement {
  const { product, rating, text, author, publishedOn, experiencedOn, language, reply } = review;
  const at = Date.parse(publishedOn);
  return db
    .prepare(
      `INSERT INTO reviews (id, site, product, state, rating, text, author, language, experienced_on, verified, how, source, reply, replied_at,
         submitted_at, published_at, content_hash)
       VALUES (?1, ?2, ?3, 'published', ?4, ?5, ?6, ?7, ?8, 0, 'import', ?9, ?10, ?11, ?12, ?12, '') ON CONFLICT DO NOTHING`,
    )
    .bind(...[id, site.n, product, rating, text, author, language, experiencedOn, source || site.name, reply, reply && at, at]);
}
