/**
 * What the shops hold about a person, by their e-mail: reviews, reports, orders. One after the other and each whole, found anew every
 * time: killed anywhere, it goes on with what is left.
 *
 * A review that shows goes too, with its photos, the shop's reply and its place in the average: it is what its author wrote about
 * themselves (GDPR, art. 4 (1), 17 (1) b), and no law wants one kept: the Code de la consommation (D111-9) has the site say how long
 * it shows them, not show them so long. What was decided about it stays in the log, without a word of it: it proves that
 * none was refused in silence. Of what a person reported, the ground stays, for whoever has to decide; their words and address go.
 * What is left of somebody whose address was forgotten by age before (an order after 180 days, an author after 730) is nobody's here (art. 11).
 */
import type { Shelf } from "../../documents/put-document.ts";
import type { By } from "../../invoices/invoicing.ts";
import { eraseRows } from "../../reviews/author/erase-rows.ts";
import { stillAlive } from "../../runs/run-turns.ts";
import { forgetLetters, refuseWhileSending } from "./forget-letters.ts";
import { forgetOrders } from "./forget-orders.ts";

const AT_ONCE = 50;

export interface Sought {
  email: string;
  /** Its id; null = every site. */
  site: string | null;
}

const HERE = "(?2 IS NULL OR site = (SELECT n FROM sites WHERE id = ?2))";

/** @throws PasserelleError `taken` (a letter is on its way this minute) */
export async function forgetAtShops(shelf: Shelf, sought: Sought, by: By): Promise<void> {
  const { db } = shelf;
  // Before the orders: it is by them that some are found.
  await each(
    db,
    by,
    () => reviewsBy(db, sought),
    (ids) => eraseReviews(shelf, ids, by),
  );
  await each(
    db,
    by,
    () => reportsBy(db, sought),
    (ids) => forgetReports(db, ids, by),
  );
  await each(
    db,
    by,
    () => ordersBy(db, sought),
    (ids) => forgetOrdersNow(db, ids, by),
  );
}

/** Of orders that are known to be theirs: the reviews that they prove, then themselves. @throws PasserelleError `taken` */
export async function forgetOrdersWhole(shelf: Shelf, orders: string[], by: By): Promise<void> {
  const { db } = shelf;
  const left = (sql: string) => async () =>
    (await db.prepare(`${sql} LIMIT ${AT_ONCE}`).bind(JSON.stringify(orders)).all<{ id: string }>()).results.map(({ id }) => id);
  const these = "IN (SELECT value FROM json_each(?1))";
  await each(db, by, left(`SELECT id FROM reviews WHERE order_id ${these} AND state <> 'erased'`), (ids) => eraseReviews(shelf, ids, by));
  await each(db, by, left(`SELECT id FROM orders WHERE id ${these} AND forgotten_at IS NULL`), (ids) => forgetOrdersNow(db, ids, by));
}

async function forgetOrdersNow(db: D1Database, ids: string[], by: By): Promise<void> {
  await refuseWhileSending(db, "order", ids);
  await db.batch(forgetOrders(db, ids, by));
}

/** Until there are none left. */
async function each(db: D1Database, { runId }: By, find: () => Promise<string[]>, forget: (ids: string[]) => Promise<void>): Promise<void> {
  for (let ids = await find(); ids.length > 0; ids = await find()) {
    await stillAlive(db, runId);
    await forget(ids);
  }
}

async function idsOf(db: D1Database, sql: string, { email, site }: Sought, most = AT_ONCE): Promise<string[]> {
  const { results } = await db.prepare(`${sql} LIMIT ?3`).bind(email, site, most).all<{ id: string }>();
  return results.map(({ id }) => id);
}

/** By their author's address, or by the order that proves them. */
export const reviewsBy = (db: D1Database, sought: Sought, most?: number): Promise<string[]> =>
  idsOf(
    db,
    `SELECT r.id FROM reviews r WHERE r.state <> 'erased' AND ${HERE} AND r.id IN (
       SELECT review FROM review_authors WHERE email = ?1
       UNION SELECT v.id FROM orders o JOIN reviews v ON v.order_id = o.id WHERE o.buyer IS NOT NULL AND lower(o.buyer ->> 'email') = ?1)`,
    sought,
    most,
  );

export const ordersBy = (db: D1Database, sought: Sought, most?: number): Promise<string[]> =>
  idsOf(db, `SELECT id FROM orders WHERE buyer IS NOT NULL AND lower(buyer ->> 'email') = ?1 AND ${HERE} ORDER BY id`, sought, most);

export const reportsBy = (db: D1Database, sought: Sought, most?: number): Promise<string[]> =>
  idsOf(db, `SELECT id FROM review_reports WHERE email IS NOT NULL AND lower(email) = ?1 AND ${HERE} ORDER BY id`, sought, most);

/** The rows of each in one batch; the photos' files behind them: were we killed in between, the cron would take those away. */
async function eraseReviews({ db, files }: Shelf, ids: string[], by: By): Promise<void> {
  await refuseWhileSending(db, "review", ids);
  for (const id of ids) {
    const { results: photos } = await db
      .prepare("SELECT id, r2_key AS key FROM review_photos WHERE review = ?1")
      .bind(id)
      .all<{ id: string; key: string }>();
    const order = await db.prepare("SELECT order_id FROM reviews WHERE id = ?1").bind(id).first<string | null>("order_id");
    if (order) await refuseWhileSending(db, "order", [order]);
    await db.batch([
      ...eraseRows(db, id, by.actor, by.runId),
      forgetLetters(db, "review", JSON.stringify([id]), Date.now()),
      // Its buyer may be forgotten by age; that they bought it could still be proved.
      ...(order ? forgetOrders(db, [order], by) : []),
    ]);
    if (photos.length === 0) continue;
    await files.delete(photos.map(({ key }) => key));
    await db
      .prepare("DELETE FROM review_photos WHERE id IN (SELECT value FROM json_each(?1)) AND review IS NULL")
      .bind(JSON.stringify(photos.map((photo) => photo.id)))
      .run();
  }
}

async function forgetReports(db: D1Database, ids: string[], { actor, runId }: By): Promise<void> {
  const list = JSON.stringify(ids);
  const these = "IN (SELECT value FROM json_each(?1))";
  await db.batch([
    db
      .prepare(
        `INSERT INTO audit (at, actor, action, object_kind, object_id, outcome, run_id)
         SELECT ?2, ?3, 'report.forget', 'review-report', id, 'done', ?4 FROM review_reports WHERE id ${these} AND email IS NOT NULL`,
      )
      .bind(list, Date.now(), actor, runId),
    db.prepare(`UPDATE review_reports SET email = NULL, text = NULL WHERE id ${these}`).bind(list),
    // Their cards are drawn anew, without it.
    db
      .prepare(
        `UPDATE review_tells SET wish = wish + 1, retry_at = 0 WHERE review IN (SELECT review FROM review_reports WHERE id ${these})`,
      )
      .bind(list),
  ]);
}
