/**
 * What Shopify asks on behalf of its shops' customers, which every app must take: a run each, in the name of an admin, whose messages
 * with Passerelle show what was done. A shop asks for what that shop holds: a client record is the company's, and a person decides there.
 *
 * Wire    POST, signed as orders are. customers/data_request {shop_domain, customer {id, email, phone}, orders_requested, data_request
 *         {id}}; customers/redact {…, orders_to_redact}; shop/redact {shop_id, shop_domain}, 48 h after the app was taken out
 * Limits  answered with 2xx at once, 401 for a wrong signature; done within 30 days. Orders are named by ids that we do not
 *         keep: the buyer is found by their e-mail
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
  const { customer } = checked(Asked, body);
  const email = z.email().check(z.maxLength(254)).safeParse(customer?.email?.toLowerCase()).data;
  // Of whoever has no address nothing was taken in.
  if (topic !== "shop/redact" && !email) return "ignored";
  const actor = await whoActs(house.db, site, "person.erase");
  if (!actor) throw new PasserelleError("misconfigured", { message: "nobody may do what Shopify asks" });
  const shop = site.name;
  const intent = ["shopify", site.id, topic, delivery || JSON.stringify(body)];
  if (topic === "shop/redact") {
    await startRun(house, { kind: "forget-buyers", intent, input: { site: site.id, shop } satisfies ForgetBuyers, actor });
  } else if (topic === "customers/redact") {
    const input: ErasePerson = { subject: { kind: "buyer", site: site.id, email: email as string }, reason: "asked", shop };
    await startRun(house, { kind: "erase-person", intent, input, actor });
  } else {
    const input: ExportPerson = { subject: { kind: "contact", email: email as string }, shop };
    await startRun(house, { kind: "export-person", intent, input, actor });
  }
  return "taken";
}
