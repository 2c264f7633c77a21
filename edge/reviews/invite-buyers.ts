/**
 * A job of the cron: asks buyers what they think of what they bought, some days after the order, once. The order's turn, the
 * invitations and the mail are one batch: killed in the middle, nobody is asked twice or forgotten.
 */
import { auditRow } from "../audit/audit.ts";
import { asPasserelleError } from "../errors.ts";
import type { House } from "../house.ts";
import { mailRow } from "../mail/queue-mail.ts";
import type { Locale } from "../people/person.ts";
import { edgeOrigin } from "../sites/edge-origin.ts";
import { hashOf, newToken } from "../sites/keys.ts";
import { invitationLetter, invitationLink } from "./letters.ts";

const AT_ONCE = 100;
/** A mail with more links is none. */
const MOST_ITEMS = 5;
const VALID_MS = 90 * 86_400_000;
/** So long an order that cannot be asked about is let be, for those behind it have their turn. */
const PUT_OFF_MS = 6 * 3_600_000;

interface Due {
  id: string;
  site: number;
  siteId: string;
  siteName: string;
  items: string;
  locale: Locale;
  buyer: string | null;
  inviteAt: number;
  /** JSON: SKUs of which the buyer has written already, by the order's number. */
  reviewed: string;
}

export async function inviteBuyers(house: Pick<House, "db">, now = Date.now()): Promise<number> {
  const { db } = house;
  const origin = await edgeOrigin(db);
  if (!origin) return 0; // a link would lead nowhere: they wait
  const { results } = await db
    .prepare(
      `SELECT o.id, o.site, s.id AS siteId, s.name AS siteName, o.items, o.locale, o.buyer, o.invite_at AS inviteAt,
         (SELECT json_group_array(product) FROM reviews WHERE order_id = o.id) AS reviewed
       FROM orders o JOIN sites s ON s.n = o.site WHERE o.invite_at <= ?1 ORDER BY o.invite_at LIMIT ${AT_ONCE}`,
    )
    .bind(now)
    .all<Due>();
  let invited = 0;
  for (const due of results) {
    try {
      if (await invite(db, due, origin, now)) invited++;
    } catch (error) {
      console.error("order not asked about", due.id, asPasserelleError(error).message);
      await putOff(db, due, now);
    }
  }
  return invited;
}

const putOff = (db: D1Database, { id, inviteAt }: Due, now: number) =>
  db
    .prepare("UPDATE orders SET invite_at = ?3 WHERE id = ?1 AND invite_at = ?2")
    .bind(id, inviteAt, now + PUT_OFF_MS)
    .run();

/** Each product once, whatever the lines of the order. */
function askedAbout({ items, reviewed }: Due): { sku: string; name: string }[] {
  const done = new Set(JSON.parse(reviewed) as string[]);
  const bought = (JSON.parse(items) as { sku: string; name: string }[]).filter(({ sku }) => !done.has(sku) && done.add(sku));
  return bought.slice(0, MOST_ITEMS);
}

async function invite(db: D1Database, due: Due, origin: string, now: number): Promise<boolean> {
  const { id, site, siteId, siteName, locale } = due;
  const done = db.prepare("UPDATE orders SET invite_at = NULL WHERE id = ?1 AND invite_at = ?2").bind(id, due.inviteAt);
  const buyer = due.buyer ? (JSON.parse(due.buyer) as { email: string; name: string }) : null;
  const items = askedAbout(due);
  const tokens = items.map(() => newToken());
  if (!buyer || items.length === 0) {
    await done.run();
    return false;
  }
  const hashes = await Promise.all(tokens.map((token) => hashOf(token)));
  const links = items.map(({ sku, name }, i) => ({ name, url: invitationLink(origin, siteId, sku, tokens[i] as string) }));
  const content = invitationLetter({ site: { id: siteId, name: siteName }, locale }, links);
  const mail = await mailRow(
    db,
    { kind: "review-invitation", intent: [id], to: buyer, actor: "cron", object: { kind: "order", id }, ...content },
    { ifChanged: true },
  );
  // Each behind the one before: when the order's turn was another's, none of them is written.
  const [turn] = await db.batch([
    done,
    ...items.map(({ sku }, i) =>
      db
        .prepare(
          "INSERT INTO invitations (hash, site, order_id, product, ends_at, created_at) SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE changes() > 0",
        )
        .bind(hashes[i] as string, site, id, sku, now + VALID_MS, now),
    ),
    mail.row,
    auditRow(db, { actor: "cron", action: "order.invite", objectKind: "order", objectId: id, outcome: "done" }, now),
  ]);
  return turn?.meta.changes === 1;
}
