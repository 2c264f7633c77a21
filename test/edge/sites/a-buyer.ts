/** An order, the invitation to it, and a review as the form sends it. */
import { buyerHash } from "../../../edge/orders/order.ts";
import { hashOf, newToken } from "../../../edge/sites/keys.ts";
import { worker } from "../carry.ts";
import { ask } from "./a-site.ts";

const db = worker.DB;
export const EMAIL = "camille@example.com";

export async function anOrder(number = "1042", skus = ["LAMPE"]): Promise<string> {
  const id = `o${number}`;
  await db
    .prepare(
      `INSERT INTO orders (id, site, number, state, items, ordered_on, locale, buyer, buyer_hash, content_hash, created_at, updated_at)
       VALUES (?1, 1, ?2, 'open', ?3, '2026-01-01', 'fr', ?4, ?5, '', ?6, ?6)`,
    )
    .bind(
      ...[id, number, JSON.stringify(skus.map((sku) => ({ sku, name: sku })))],
      ...[JSON.stringify({ email: EMAIL, name: "Camille" }), await buyerHash(id, EMAIL), Date.now()],
    )
    .run();
  return id;
}

export async function anInvitation(order: string, product = "LAMPE", endsAt = Date.now() + 86_400_000): Promise<string> {
  const token = newToken();
  await db
    .prepare("INSERT INTO invitations (hash, site, order_id, product, ends_at, created_at) VALUES (?1, 1, ?2, ?3, ?4, 0)")
    .bind(await hashOf(token), order, product, endsAt)
    .run();
  return token;
}

export const aText = {
  product: "LAMPE",
  rating: 4,
  text: "Belle lumière, câble un peu court.",
  pseudonym: "Camille M.",
  experiencedOn: "2026-01-10",
  language: "fr",
  photos: [] as string[],
  proof: null as unknown,
};

export const send = (change: object = {}, key: string = crypto.randomUUID()) =>
  ask("/v1/reviews", {
    method: "POST",
    headers: { "Content-Type": "application/json", "Idempotency-Key": key },
    body: JSON.stringify({ ...aText, ...change }),
  });

export const theReview = () => db.prepare("SELECT * FROM reviews").first<Record<string, unknown>>();

/** The link to one's own review, from the mail that confirmed it. */
export async function authorToken(): Promise<string> {
  const content = await db.prepare("SELECT content FROM mails WHERE kind = 'review-received'").first<string>("content");
  return /#a=([\w-]{43})/.exec((JSON.parse(content ?? "{}") as { text: string }).text)?.[1] ?? "";
}
