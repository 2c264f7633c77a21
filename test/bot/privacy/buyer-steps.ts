/** Camille has bought at the shop, reviewed a lamp with a photo, reported another review, and has a letter on its way. */
import { recordOrder } from "../../../edge/orders/record-order.ts";
import { intentId } from "../../../edge/runs/intent.ts";
import type { Site } from "../../../edge/sites/site.ts";
import { readSite } from "../../../edge/sites/site-store.ts";
import { aHouse, worker } from "../../edge/carry.ts";
import { JPEG } from "../../edge/reviews/pictures.ts";
import { EMAIL, send } from "../../edge/sites/a-buyer.ts";
import { aReview, aSite, ask } from "../../edge/sites/a-site.ts";
import { openPrivacy } from "./privacy-steps.ts";

const db = worker.DB;
export const TRACES = /camille|Belle lumière|mauvaise foi/i;

export async function openBuyer() {
  await db.prepare("DELETE FROM order_tells").run();
  await aSite({ openToAll: true, inviteAfterDays: 5 });
  const p = await openPrivacy();
  await db.prepare("UPDATE sites SET created_by = ?1").bind(p.amelie.id).run();
  const site = (await readSite(db, "boutique")) as Site;
  const tell = (change: object = {}) =>
    recordOrder(aHouse(), site, {
      ...{ number: "1042", email: EMAIL, name: "Camille Moreau", orderedOn: new Date().toISOString().slice(0, 10), locale: "fr" as const },
      ...{ state: "open" as const, items: [{ sku: "LAMPE", name: "Lampe Opaline" }] },
      ...change,
    });
  const orderId = await intentId("order", "boutique", "1042");
  return { ...p, site, tell, orderId };
}

/** @returns the id of Camille's review, which shows, and of the one that Camille doubts */
export async function allOfIt({ tell }: Pick<Awaited<ReturnType<typeof openBuyer>>, "tell">) {
  await tell();
  const photo = await ask("/v1/photos", { method: "POST", headers: { "Content-Type": "image/jpeg" }, body: JPEG });
  const { id: photoId } = (await photo.json()) as { id: string };
  const sent = await send({ photos: [photoId], proof: { order: "1042", email: EMAIL } });
  const { id } = (await sent.json()) as { id: string };
  await db
    .prepare("UPDATE reviews SET state = 'published', published_at = ?2, waiting_since = NULL WHERE id = ?1")
    .bind(id, Date.now())
    .run();
  const other = await aReview({ rating: 1 });
  await ask(`/v1/reviews/${other}/report`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ reason: "fake", text: "Écrit de mauvaise foi", email: "Camille@Example.com" }),
  });
  // A letter that has not left, and one that has, more than the receipt.
  await db.batch([
    db.prepare("UPDATE mails SET state = 'sent', ended_at = 1, wake_at = NULL"),
    db
      .prepare(
        `INSERT INTO mails (id, kind, actor, object_kind, object_id, recipient, content, wake_at, created_at)
         VALUES ('waits', 'review-invitation', 'cron', 'order', ?1, ?2, '{"subject":"Camille"}', 9e15, 1)`,
      )
      .bind(await intentId("order", "boutique", "1042"), JSON.stringify({ email: EMAIL, name: "Camille" })),
  ]);
  return { id, other };
}
