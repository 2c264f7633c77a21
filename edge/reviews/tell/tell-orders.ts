/** New orders, in the channel of a site that wants it: a line for all of them together, however many came. Numbers and goods, nobody's name. */
import { asPasserelleError } from "../../errors.ts";
import { MAYBE_WRITTEN_MS } from "../../runs/write-once.ts";
import type { ReviewDesk } from "./review-desk.ts";
import { readSiteDesk, type ToldOrder } from "./site-desk.ts";
import { sayShutOut } from "./tell-reviews.ts";

const SHOWN = 5;
/** Their ids are bound as one text, of which a statement of D1 holds 2 MB. */
const AT_ONCE = 1_000;
/** What could not be told for so long is no news any more (a history is not even kept to be told: 0022_orders_in_order.sql). */
const NEWS_DAYS = 3;
const NOT_SOON_MS = 600_000;

export async function tellOrders(db: D1Database, desk: ReviewDesk): Promise<void> {
  const now = Date.now();
  const { results } = await db
    .prepare("SELECT DISTINCT site FROM order_tells WHERE retry_at <= ?1 LIMIT 20")
    .bind(now)
    .all<{ site: number }>();
  for (const { site } of results) await tellSite(db, desk, site, now);
}

/** Taken before it is told, for as long as an answer can be late: two tellers do not say the same. */
async function tellSite(db: D1Database, desk: ReviewDesk, n: number, now: number): Promise<void> {
  const until = now + MAYBE_WRITTEN_MS;
  const taken = await db
    .prepare(
      `UPDATE order_tells SET retry_at = ?3
       WHERE order_id IN (SELECT order_id FROM order_tells WHERE site = ?1 AND retry_at <= ?2 LIMIT ${AT_ONCE}) RETURNING order_id AS id`,
    )
    .bind(n, now, until)
    .all<{ id: string }>();
  const ids = JSON.stringify(taken.results.map(({ id }) => id));
  const site = await readSiteDesk(db, { n });
  const end = (sql: string, ...values: number[]) =>
    db
      .prepare(sql)
      .bind(ids, ...values)
      .run();
  const forget = () => end("DELETE FROM order_tells WHERE order_id IN (SELECT value FROM json_each(?1))");
  const since = new Date(now - NEWS_DAYS * 86_400_000).toISOString().slice(0, 10);
  const { results } = await db
    .prepare(
      "SELECT number, items FROM orders WHERE id IN (SELECT value FROM json_each(?1)) AND state = 'open' AND ordered_on >= ?2 ORDER BY created_at, id",
    )
    .bind(ids, since)
    .all<{ number: string; items: string }>();
  if (!site?.channel || !site.orders || results.length === 0) return void (await forget());
  const orders = results.slice(0, SHOWN).map(({ number, items }): ToldOrder => ({ number, items: JSON.parse(items) }));
  try {
    await desk.tellOrders(site.channel, site, orders, results.length - orders.length);
    await forget();
  } catch (error) {
    const { code, retryAfterSeconds = 0 } = asPasserelleError(error);
    if (code === "not_found") await sayShutOut(db, desk, site, site.channel).catch(() => undefined);
    const waitMs = code === "not_found" || code === "misconfigured" ? NOT_SOON_MS : Math.max(retryAfterSeconds * 1000, MAYBE_WRITTEN_MS);
    await end("UPDATE order_tells SET retry_at = ?2 WHERE order_id IN (SELECT value FROM json_each(?1))", Date.now() + waitMs);
  }
}
