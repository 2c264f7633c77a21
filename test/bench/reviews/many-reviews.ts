/** A product with very many reviews, written straight into D1's file by the schema's own triggers, in one statement. */

import { createHash } from "node:crypto";
import { DatabaseSync } from "node:sqlite";

export const BENCH_SITE = 1;
export const BENCH_PRODUCT = "LAMPE";
export const BENCH_KEY = "pk_1_benchbenchbenchbench";
export const BENCH_ORIGIN = "https://shop.example";

/** In all of them, in half, in one of a thousand, in one alone; `soir` and `matin` are never together, for all that each is common. */
const TEXT = `'Belle lampe ' || iif(n % 2, 'pour le soir', 'pour le matin') || ', reçue en ' || (n % 40) || ' jours. '
  || CASE n % 7 WHEN 0 THEN 'Très déçue par la finition' WHEN 1 THEN 'Parfaite dans la chambre' WHEN 2 THEN 'Le câble est court'
       WHEN 3 THEN 'Livraison rapide et soignée' WHEN 4 THEN 'Je recommande vivement' WHEN 5 THEN 'Un peu petite' ELSE 'Rapport qualité prix correct' END
  || iif(n % 1000 = 3, ' grésillement', '') || iif(n = 4242, ' hippopotame', '') || '. Client ' || (n % 977)`;

/** Of other products and sites too, a tenth as many: an index that mixes them up would show. */
export function addReviews(file: string, count: number): void {
  const database = new DatabaseSync(file);
  database.exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000");
  database.exec("BEGIN");
  database.exec(
    `INSERT OR IGNORE INTO sites (n, id, name, home, origins, locale, platform, rules, created_by, created_at, updated_at)
     VALUES (1, 'bench', 'Bench', '${BENCH_ORIGIN}', '["${BENCH_ORIGIN}"]', 'fr', 'html', '{}', 'P1', 0, 0)`,
  );
  const hash = createHash("sha256").update(BENCH_KEY).digest("hex");
  database.exec(
    `INSERT OR IGNORE INTO site_keys (hash, site, kind, shown, created_by, created_at) VALUES ('${hash}', 1, 'public', '${BENCH_KEY}', 'P1', 0)`,
  );
  fill(database, 0, count, BENCH_SITE, `'${BENCH_PRODUCT}'`);
  fill(database, count, count / 20, BENCH_SITE, "'VASE'");
  fill(database, count * 2, count / 20, 2, `'${BENCH_PRODUCT}'`);
  database.exec("COMMIT");
  database.close();
}

function fill(database: DatabaseSync, from: number, count: number, site: number, product: string): void {
  database.exec(
    `INSERT INTO reviews (id, site, product, state, rating, text, author, language, experienced_on, verified, how, helpful, submitted_at, published_at, content_hash)
     WITH RECURSIVE rows (n) AS (SELECT ${from + 1} UNION ALL SELECT n + 1 FROM rows WHERE n < ${from + count})
     SELECT 'b' || n, ${site}, ${product}, 'published', (n * 7) % 5 + 1, ${TEXT}, 'Client ' || n, 'fr', '2026-01-01', n % 2, iif(n % 2, 'order', NULL),
       (n * 31) % 50, 1700000000000 + n * 20000, 1700000000000 + n * 20000, '' FROM rows`,
  );
}

/** Where the page begins, so many reviews in: what the pages before it would have led to. */
export function cursorAt(file: string, before: number): string {
  const database = new DatabaseSync(file);
  const row = database
    .prepare("SELECT place FROM reviews WHERE site = ? AND product = ? AND place IS NOT NULL ORDER BY place DESC LIMIT 1 OFFSET ?")
    .get(BENCH_SITE, BENCH_PRODUCT, before - 1) as { place: number };
  database.close();
  return `0.${row.place}`;
}
