/** Everything that a site shows, as CSV that an import takes; streamed, page by page. Cells that a spreadsheet would reckon with are text. */
import type { Site } from "../sites/site.ts";

const TITLES = [
  "id",
  "product",
  "rating",
  "text",
  "author",
  "publishedAt",
  "experiencedOn",
  "verified",
  "how",
  "source",
  "language",
  "reply",
  "helpful",
];
const PAGE = 500;

interface Row {
  product: string;
  place: number;
  [column: string]: string | number | null;
}

const cell = (value: string | number | null): string => {
  const text = String(value ?? "");
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

export function exportReviews(db: D1Database, site: Pick<Site, "n">): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let after: Pick<Row, "product" | "place"> | null = { product: "", place: 0 };
  return new ReadableStream({
    start: (out) => out.enqueue(encoder.encode(`\ufeff${TITLES.join(",")}\r\n`)),
    async pull(out) {
      if (!after) return out.close();
      const { results }: D1Result<Row> = await db
        .prepare(
          `SELECT id, product, rating, text, author, strftime('%Y-%m-%d', published_at / 1000, 'unixepoch') AS publishedAt, experienced_on AS experiencedOn,
             verified, how, source, language, reply, helpful, place
           FROM reviews WHERE site = ?1 AND place IS NOT NULL AND (product, place) > (?2, ?3) ORDER BY product, place LIMIT ${PAGE}`,
        )
        .bind(site.n, after.product, after.place)
        .all<Row>();
      out.enqueue(encoder.encode(results.map((row) => `${TITLES.map((title) => cell(row[title] ?? null)).join(",")}\r\n`).join("")));
      after = results.length === PAGE ? (results.at(-1) as Row) : null;
    },
  });
}
