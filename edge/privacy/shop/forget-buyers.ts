/**
 * Forgets every buyer of one shop, when its platform says that the shop has left (Shopify's shop/redact): name, e-mail, proof, invitations
 * and letters of all its orders. Reviews that their authors gave to the company stay, with their authors' own link to erase them; nobody
 * has their address any more. So do clients that were made of buyers: they are the company's. Result: {orders}.
 *
 * Refuses with `forbidden`.
 */
import { may } from "../../people/may.ts";
import { accept, type Outcome, refuse, type Work } from "../../runs/run.ts";
import { stillAlive } from "../../runs/run-turns.ts";
import { forgetLetters, refuseWhileSending } from "./forget-letters.ts";
import { forgetOrders } from "./forget-orders.ts";

export interface ForgetBuyers {
  /** The site's id. */
  site: string;
  /** Its name, for the card. */
  shop: string;
}

const AT_ONCE = 200;

export async function forgetBuyers({ actor, db, run, step }: Work, { site }: ForgetBuyers): Promise<Outcome> {
  if (!may(actor, "person.erase")) return refuse("forbidden");
  await step("forget at the shops", async () => {
    let after = "";
    for (let ids = await next(db, site, after); ids.length > 0; ids = await next(db, site, after)) {
      await stillAlive(db, run.id);
      await forget(
        db,
        ids.map(({ id }) => id),
        { actor: actor.id, runId: run.id },
      );
      after = ids.at(-1)?.number ?? "";
    }
    return null;
  });
  const orders = await db
    .prepare("SELECT count(*) AS n FROM audit WHERE run_id = ?1 AND action = 'order.forget'")
    .bind(run.id)
    .first<number>("n");
  return accept({ orders: orders ?? 0 });
}

async function forget(db: D1Database, ids: string[], by: { actor: string; runId: string }): Promise<void> {
  const { results } = await db
    .prepare("SELECT id FROM reviews WHERE order_id IN (SELECT value FROM json_each(?1))")
    .bind(JSON.stringify(ids))
    .all<{ id: string }>();
  const reviews = results.map(({ id }) => id);
  await refuseWhileSending(db, "order", ids);
  await refuseWhileSending(db, "review", reviews);
  await db.batch([...forgetOrders(db, ids, by), forgetLetters(db, "review", JSON.stringify(reviews), Date.now())]);
}

/** By number, as the site's orders are indexed. */
async function next(db: D1Database, site: string, after: string): Promise<{ id: string; number: string }[]> {
  const { results } = await db
    .prepare(
      `SELECT id, number FROM orders WHERE site = (SELECT n FROM sites WHERE id = ?1) AND number > ?2 AND forgotten_at IS NULL
       ORDER BY number LIMIT ${AT_ONCE}`,
    )
    .bind(site, after)
    .all<{ id: string; number: string }>();
  return results;
}
