/**
 * Takes the buyer out of orders, with what was sent to them: name, e-mail, the proof that they bought, invitations, letters. The order's
 * number, day and goods stay: without a buyer they are nobody's, and the shop's own books go by the number. An order that the shop
 * tells of again stays without one.
 */
import type { By } from "../../invoices/invoicing.ts";
import { forgetLetters } from "./forget-letters.ts";

/** For one batch, once no letter about them is on its way (refuseWhileSending). Safe to repeat. */
export function forgetOrders(db: D1Database, ids: string[], { actor, runId }: By): D1PreparedStatement[] {
  const list = JSON.stringify(ids);
  const these = "IN (SELECT value FROM json_each(?1))";
  const now = Date.now();
  return [
    db
      .prepare(
        `INSERT INTO audit (at, actor, action, object_kind, object_id, outcome, run_id)
         SELECT ?2, ?3, 'order.forget', 'order', id, 'done', ?4 FROM orders WHERE id ${these} AND forgotten_at IS NULL`,
      )
      .bind(list, now, actor, runId),
    db
      .prepare(
        `UPDATE orders SET buyer = NULL, buyer_hash = '', content_hash = '', invite_at = NULL, forgotten_at = ?2 WHERE id ${these} AND forgotten_at IS NULL`,
      )
      .bind(list, now),
    db.prepare(`DELETE FROM invitations WHERE order_id ${these}`).bind(list),
    // Who wrote a review of it stays reachable by nobody but by the link that they have.
    db.prepare(`UPDATE review_authors SET email = NULL WHERE review IN (SELECT id FROM reviews WHERE order_id ${these})`).bind(list),
    forgetLetters(db, "order", list, now),
  ];
}
