/**
 * What WooCommerce or Shopify sign their webhooks with. Kept encrypted (AES-GCM) under a key made from LINK_SECRET: whoever has the
 * database alone has none of them. A new LINK_SECRET asks for them again.
 */
import { auditRow } from "../audit/audit.ts";
import { PasserelleError } from "../errors.ts";
import type { House } from "../house.ts";
import { may } from "../people/may.ts";
import type { Actor } from "../people/person.ts";
import { newKey } from "./keys.ts";
import type { Site } from "./site.ts";

export const HOOKS = ["woocommerce", "shopify"] as const;
export type Hook = (typeof HOOKS)[number];

const encoder = new TextEncoder();

async function keyOf({ settings }: Pick<House, "settings">): Promise<CryptoKey> {
  if (!settings.linkSecret) throw new PasserelleError("misconfigured", { message: "LINK_SECRET is not set" });
  const digest = await crypto.subtle.digest("SHA-256", encoder.encode(`site secrets/${settings.linkSecret}`));
  return crypto.subtle.importKey("raw", digest, "AES-GCM", false, ["encrypt", "decrypt"]);
}

const toBase64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));
const fromBase64 = (text: string) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

/**
 * @param value as Shopify shows it; null = one of ours, to be pasted into WooCommerce
 * @returns the secret, to be shown once
 * @throws PasserelleError `forbidden`, `invalid_input` (field secret), `misconfigured`
 */
export async function setHookSecret(
  house: Pick<House, "db" | "settings">,
  { actor, site, hook, value }: { actor: Actor; site: Site; hook: Hook; value: string | null },
): Promise<string> {
  if (!may(actor, "site.set")) throw new PasserelleError("forbidden");
  const secret = value?.trim() ?? newKey("secret", site.n).slice(-40);
  if (secret.length < 16 || secret.length > 200) throw new PasserelleError("invalid_input", { field: "secret" });
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const additionalData = encoder.encode(`${site.n}/${hook}`);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, await keyOf(house), encoder.encode(secret));
  const kept = `${toBase64(iv)}.${toBase64(new Uint8Array(sealed))}`;
  await house.db.batch([
    house.db
      .prepare(
        `INSERT INTO site_secrets (site, name, sealed, updated_at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (site, name) DO UPDATE SET sealed = ?3, updated_at = ?4`,
      )
      .bind(site.n, hook, kept, Date.now()),
    auditRow(house.db, { actor: actor.id, action: `site.hook/${hook}`, objectKind: "site", objectId: site.id, outcome: "done" }),
  ]);
  return secret;
}

/** Whether the platform has sent it: HMAC-SHA256 of the body, base64, compared in constant time. */
export async function isSigned(
  house: Pick<House, "db" | "settings">,
  site: Site,
  hook: Hook,
  body: Uint8Array,
  signature: string,
): Promise<boolean> {
  if (!/^[A-Za-z0-9+/]{43}=$/.test(signature)) return false;
  const kept = await house.db
    .prepare("SELECT sealed FROM site_secrets WHERE site = ?1 AND name = ?2")
    .bind(site.n, hook)
    .first<string>("sealed");
  const [iv, sealed] = (kept ?? "").split(".");
  if (!iv || !sealed) return false;
  const additionalData = encoder.encode(`${site.n}/${hook}`);
  const opened = await crypto.subtle
    .decrypt({ name: "AES-GCM", iv: fromBase64(iv), additionalData }, await keyOf(house), fromBase64(sealed))
    .catch(() => null);
  if (!opened) return false;
  const key = await crypto.subtle.importKey("raw", opened, { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
  return crypto.subtle.verify("HMAC", key, fromBase64(signature), body);
}
