/**
 * Whether who writes has bought it: by the invitation in their mail, or by order number and e-mail. Every failure of the latter has
 * one answer, so that nobody learns which orders there are; who tries often is stopped for the day.
 */
import { PasserelleError } from "../../errors.ts";
import type { House } from "../../house.ts";
import { buyerHash, orderNumberOf } from "../../orders/order.ts";
import type { Locale } from "../../people/person.ts";
import { hashOf, isToken, keyedHash } from "../../sites/keys.ts";
import type { Site } from "../../sites/site.ts";
import type { NewReview, Proof } from "./new-review.ts";

export interface Purchase {
  orderId: string;
  how: "invitation" | "order";
  /** Of the token, to be used up. */
  invitation: string | null;
  /** Null = forgotten already. */
  email: string | null;
  locale: Locale;
}

const MOST_TRIES = { address: 40, order: 12 };

interface OrderRow {
  id: string;
  items: string;
  locale: Locale;
  buyer: string | null;
  buyer_hash: string;
}

/** @throws PasserelleError `expired` (field invitation), `forbidden` (field proof), `rate_limited` (field proof) */
export async function prove(house: House, site: Site, ip: string, { proof, product }: NewReview): Promise<Purchase> {
  if (proof && "invitation" in proof) return byInvitation(house.db, site, proof.invitation, product ?? "");
  return byOrder(house, site, ip, proof as Extract<Proof, { order: string }>, product ?? "");
}

async function byInvitation(db: D1Database, site: Site, token: string, product: string): Promise<Purchase> {
  const hash = isToken(token) ? await hashOf(token) : "";
  const row = await db
    .prepare(
      `SELECT o.id, o.locale, o.buyer FROM invitations i JOIN orders o ON o.id = i.order_id
       WHERE i.hash = ?1 AND i.site = ?2 AND i.product = ?3 AND i.review IS NULL AND i.ends_at > ?4 AND o.state = 'open'`,
    )
    .bind(hash, site.n, product, Date.now())
    .first<OrderRow>();
  if (!row) throw new PasserelleError("expired", { field: "invitation" });
  return { orderId: row.id, how: "invitation", invitation: hash, email: emailOf(row), locale: row.locale };
}

async function byOrder(
  { db, settings }: House,
  site: Site,
  ip: string,
  proof: { order: string; email: string },
  product: string,
): Promise<Purchase> {
  const secret = settings.linkSecret || (settings.slack.signingSecrets[0] as string);
  await count(db, [
    [await keyedHash(secret, "address", ip), MOST_TRIES.address],
    [await keyedHash(secret, "order", site.id, orderNumberOf(proof.order)), MOST_TRIES.order],
  ]);
  const row = await db
    .prepare("SELECT id, items, locale, buyer, buyer_hash FROM orders WHERE site = ?1 AND number = ?2 AND state = 'open'")
    .bind(site.n, orderNumberOf(proof.order))
    .first<OrderRow>();
  const hash = await buyerHash(row?.id ?? "none", proof.email);
  const skus = row ? (JSON.parse(row.items) as { sku: string }[]).map(({ sku }) => sku) : [];
  if (!row || row.buyer_hash !== hash || !(product === "" || skus.includes(product)))
    throw new PasserelleError("forbidden", { field: "proof" });
  return { orderId: row.id, how: "order", invitation: null, email: proof.email.toLowerCase(), locale: row.locale };
}

async function count(db: D1Database, tries: [string, number][]): Promise<void> {
  const day = new Date().toISOString().slice(0, 10);
  const counted = await db.batch<{ tries: number }>(
    tries.map(([who]) =>
      db
        .prepare(
          "INSERT INTO proof_tries (who, day, tries) VALUES (?1, ?2, 1) ON CONFLICT (who, day) DO UPDATE SET tries = tries + 1 RETURNING tries",
        )
        .bind(who, day),
    ),
  );
  if (counted.some(({ results }, i) => (results[0]?.tries ?? 0) > (tries[i]?.[1] ?? 0)))
    throw new PasserelleError("rate_limited", { field: "proof", retryAfterSeconds: 86_400 });
}

const emailOf = ({ buyer }: OrderRow) => (buyer ? (JSON.parse(buyer) as { email: string }).email : null);
