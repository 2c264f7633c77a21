/**
 * What Shopify asks on behalf of its shops' customers, which every app must take: a run each, in the name of an admin, whose messages
 * with Passerelle show what was done. A shop asks for what that shop holds: a client record is the company's, and a person decides there.
 *
 * Wire    POST, signed as orders are. customers/data_request {shop_domain, customer {id, email, phone}, orders_requested, data_request
 *         {id}}; customers/redact {…, orders_to_redact}; shop/redact {shop_id, shop_domain}, 48 h after the app was taken out
 * Limits  answered with 2xx at once, 401 for a wrong signature; done within 30 days. Orders are named by their ids: an order that
 *         came another way (CSV, POST /v1/orders) is found by the buyer's e-mail alone
 * Source  https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance (read 2026-11)
 */
import * as z from "zod/mini";
import { PasserelleError } from "../../errors.ts";
import type { House } from "../../house.ts";
import type { ForgetBuyers } from "../../privacy/shop/forget-buyers.ts";
import type { ErasePerson, ExportPerson } from "../../privacy/wishes.ts";
import { startRun } from "../../runs/start-run.ts";
import { checked } from "../../sites/read-body.ts";
import type { Site } from "../../sites/site.ts";
import { whoActs } from "../../sites/who-acts.ts";

export const PRIVACY_TOPIC = /^(customers\/(data_request|redact)|shop\/redact)$/;

const Asked = z.object({
  shop_domain: z.string(),
  orders_to_redact: z._default(z.nullable(z.array(z.union([z.number(), z.string()])).check(z.maxLength(10_000))), null),
  customer: z.optional(z.nullable(z.object({ email: z._default(z.nullable(z.string()), null) }))),
});

/**
 * @param delivery Shopify's id of it: the same when it is sent again
 * @throws PasserelleError `invalid_input` (the field that is not as documented), `misconfigured` (there is no admin yet: Shopify sends it again)
 */
export async function takePrivacyHook(
  house: House,
  site: Site,
  topic: string,
  body: unknown,
  delivery: string,
): Promise<"taken" | "ignored"> {
  const { customer, orders_to_redact } = checked(Asked, body);
  const email = z.email().check(z.maxLength(254)).safeParse(customer?.email?.toLowerCase()).data ?? null;
  // Their address may have been another one when they bought.
  const orders = await ordersBy(house.db, site, (orders_to_redact ?? []).map(String));
  // Of whoever has no address nothing was taken in.
  if (topic !== "shop/redact" && !email && orders.length === 0) return "ignored";
  const actor = await whoActs(house.db, site, "person.erase");
  if (!actor) throw new PasserelleError("misconfigured", { message: "nobody may do what Shopify asks" });
  const shop = site.name;
  const intent = ["shopify", site.id, topic, delivery || JSON.stringify(body)];
  if (topic === "shop/redact") {
    await startRun(house, { kind: "forget-buyers", intent, input: { site: site.id, shop } satisfies ForgetBuyers, actor });
  } else if (topic === "customers/redact") {
    const input: ErasePerson = { subject: { kind: "buyer", site: site.id, email, orders }, reason: "asked", shop };
    await startRun(house, { kind: "erase-person", intent, input, actor });
  } else {
    const input: ExportPerson = { subject: { kind: "contact", email }, shop };
    await startRun(house, { kind: "export-person", intent, input, actor });
  }
  return "taken";
}

async function ordersBy(db: D1Database, { n }: Site, vendorIds: string[]): Promise<string[]> {
  if (vendorIds.length === 0) return [];
  const { results } = await db
    .prepare("SELECT id FROM orders WHERE site = ?1 AND vendor_id IN (SELECT value FROM json_each(?2))")
    .bind(n, JSON.stringify(vendorIds))
    .all<{ id: string }>();
  return results.map(({ id }) => id);
}
