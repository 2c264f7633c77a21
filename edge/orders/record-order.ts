/**
 * Takes an order in, once by its number: told again it changes nothing, told otherwise the newer words count. It schedules the
 * invitation, and, when the site wants it, begins the run that makes the buyer a client (clients/create-client.ts). One whose buyer was
 * erased stays without: of it only the state is taken.
 */
import { auditRow } from "../audit/audit.ts";
import { NewClient } from "../clients/client.ts";
import type { House } from "../house.ts";
import { nameProducts } from "../products/product.ts";
import { intentId } from "../runs/intent.ts";
import { startRun } from "../runs/start-run.ts";
import { hashOf } from "../sites/keys.ts";
import type { Site } from "../sites/site.ts";
import { whoActs } from "../sites/who-acts.ts";
import { buyerHash, type NewOrder } from "./order.ts";

const DAY_MS = 86_400_000;
/** Mails go out in the morning; UTC. */
const MORNING_MS = 8 * 3_600_000;
/** Of a purchase that is long past nobody is asked any more: a shop's history may come in whole. */
const TOO_LATE_MS = 45 * DAY_MS;

export interface Recorded {
  id: string;
  number: string;
  /** It was there, just so. */
  known: boolean;
}

/** How a platform tells it. */
export interface As {
  /** When it was last changed there, UTC ms: what was told of a later state stays. Null = now. */
  at?: number | null;
  /** Its id there, beside its number. */
  vendorId?: string | null;
}

export async function recordOrder(house: House, site: Site, order: NewOrder, as: As = {}): Promise<Recorded> {
  const { db } = house;
  const id = await intentId("order", site.id, order.number);
  // First: when we die behind it, the shop tells the order again, and this run is there already.
  if (site.rules.makesClients && order.state === "open" && !(await isForgotten(db, id))) await makeClient(house, site, order);
  const rows = await orderRows(db, site, order, id, as);
  const [written] = await db.batch(rows);
  return { id, number: order.number, known: written?.meta.changes === 0 };
}

const isForgotten = async (db: D1Database, id: string): Promise<boolean> =>
  (await db.prepare("SELECT 1 FROM orders WHERE id = ?1 AND forgotten_at IS NOT NULL").bind(id).first()) !== null;

/** The order, its line in the trail, and the names of what was bought. */
export async function orderRows(
  db: D1Database,
  site: Site,
  order: NewOrder,
  id: string,
  { at = null, vendorId = null }: As = {},
): Promise<D1PreparedStatement[]> {
  const now = Date.now();
  const { number, email, name, orderedOn, state } = order;
  const items = order.items.map(({ sku, name: label }) => ({ sku, name: label || sku }));
  const locale = order.locale ?? site.locale;
  return [
    db
      .prepare(
        `INSERT INTO orders (id, site, number, state, items, ordered_on, locale, buyer, buyer_hash, content_hash, invite_at, created_at, updated_at, told_at, vendor_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?12, ?13, ?14)
         ON CONFLICT (site, number) DO UPDATE SET state = ?4, items = ?5, ordered_on = ?6, locale = ?7, buyer = iif(forgotten_at IS NULL, ?8, NULL),
           buyer_hash = iif(forgotten_at IS NULL, ?9, ''), content_hash = iif(forgotten_at IS NULL, ?10, ''), updated_at = ?12, told_at = ?13,
           vendor_id = coalesce(?14, vendor_id),
           invite_at = iif(?4 = 'cancelled' OR forgotten_at IS NOT NULL OR EXISTS (SELECT 1 FROM invitations WHERE order_id = ?1), NULL, ?11)
         WHERE iif(forgotten_at IS NULL, content_hash <> ?10, state <> ?4) AND coalesce(told_at, 0) <= ?13`,
      )
      .bind(
        ...[id, site.n, number, state, JSON.stringify(items), orderedOn, locale, JSON.stringify({ email, name })],
        ...[await buyerHash(id, email), await hashOf(JSON.stringify(order)), inviteAt(site, order, now), now, at ?? now, vendorId],
      ),
    auditRow(db, { actor: "site", action: "order.record", objectKind: "order", objectId: id, outcome: "done" }, now),
    nameProducts(db, site.n, items, now),
  ];
}

/** UTC ms; null = nobody is to be asked. */
export function inviteAt(
  { rules }: Pick<Site, "rules">,
  { orderedOn, state }: Pick<NewOrder, "orderedOn" | "state">,
  now: number,
): number | null {
  if (rules.inviteAfterDays === null || state === "cancelled") return null;
  const at = Date.parse(orderedOn) + rules.inviteAfterDays * DAY_MS + MORNING_MS;
  return at < now - TOO_LATE_MS ? null : Math.max(at, now);
}

/** Once for each buyer, whatever they buy. */
async function makeClient(house: House, site: Site, { email, name, number }: NewOrder): Promise<void> {
  const actor = await whoActs(house.db, site, "client.create");
  if (!actor) return;
  const input = NewClient.parse({
    identity: { type: "person", name: name || email },
    kinds: ["client"],
    contact: { name, email },
    note: `${site.name} · ${number}`,
    closedReason: "",
  });
  await startRun(house, { kind: "create-client", intent: ["buyer", site.id, email.toLowerCase()], input, actor, quiet: true });
}
