/** Keys in the studio: a secret is shown once, renewing leaves a week for two, revoking none; what a double click shows in the end opens. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { hashOf } from "../../../edge/sites/keys.ts";
import { changeSite } from "../../../edge/sites/set-site.ts";
import { type Site, SiteWish } from "../../../edge/sites/site.ts";
import { readSite } from "../../../edge/sites/site-store.ts";
import { aPerson, worker } from "../carry.ts";
import { ask as askAsPage, SHOP } from "../sites/a-site.ts";
import { aBrowser, amelieInside, hidden, known, seen } from "./a-studio.ts";

const db = worker.DB;
const KEYS = "/studio/sites/boutique/keys";

let browser: ReturnType<typeof aBrowser>;
beforeEach(async () => {
  browser = await amelieInside();
});
afterEach(() => vi.restoreAllMocks());

const intentNow = async () => hidden(await browser.text(KEYS), "intent");
const shown = (page: string) => /id="once">([^<]*)</.exec(page)?.[1] ?? "";
const sends = (key: string) =>
  askAsPage("/v1/products", {
    method: "POST",
    origin: null,
    headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" },
    body: JSON.stringify({ sku: "A", name: "A" }),
  }).then(({ status }) => status);

describe("a secret key", () => {
  it("is shown once, by its end afterwards", async () => {
    const page = await browser.text(KEYS, { form: { do: "rotate", kind: "secret", intent: await intentNow() } });
    const key = shown(page);
    expect(key).toMatch(/^sk_1_[0-9a-z]{41}$/);
    expect(seen(page)).toContain("elle ne sera plus jamais affichée");
    expect(await sends(key)).toBe(202);
    const later = await browser.text(KEYS);
    expect(later).not.toContain(key);
    expect(later).toContain(`sk_…${key.slice(-4)}`);
    expect(JSON.stringify((await db.prepare("SELECT * FROM site_keys").all()).results)).not.toContain(key);
  });

  it("is one for two clicks, and the second answer shows it too; not an hour later", async () => {
    const form = { do: "rotate", kind: "secret", intent: await intentNow() };
    const pages = await Promise.all([1, 2].map(() => browser.text(KEYS, { form })));
    expect(shown(pages[0] ?? "")).toBe(shown(pages[1] ?? ""));
    expect(await sends(shown(pages[1] ?? ""))).toBe(202);
    expect(await db.prepare("SELECT count(*) AS n FROM site_keys WHERE kind = 'secret' AND ends_at IS NULL").first("n")).toBe(1);
    expect(await db.prepare("SELECT count(*) AS n FROM audit WHERE action = 'site.key/secret'").first("n")).toBe(1);
    await db.prepare("UPDATE site_keys SET created_at = created_at - 3600000").run();
    const late = await browser.text(KEYS, { form });
    expect(shown(late)).toBe("");
    expect(seen(late)).toContain("a déjà été créée");
  });

  it("is of whoever asks: the same form from somebody else makes another one", async () => {
    await known("U0HENRI", ["admin"]);
    const henri = aBrowser();
    await henri.signIn("U0HENRI");
    const form = { do: "rotate", kind: "secret", intent: await intentNow() };
    expect(shown(await browser.text(KEYS, { form }))).not.toBe(shown(await henri.text(KEYS, { form })));
  });
});

describe("a public key", () => {
  it("is renewed: two open for a week, told with the day; renewing again gives the old one no more time", async () => {
    const { text } = browser;
    const first = shown(await text(KEYS, { form: { do: "rotate", kind: "public", intent: await intentNow() } }));
    expect((await askAsPage(`/v1/ratings?products=A&site=${first}`)).status).toBe(200);
    expect((await askAsPage("/v1/ratings?products=A")).status).toBe(200);
    expect(seen(await text(KEYS))).toMatch(/Jusqu’au \d+ \S+ 20\d\d/);
    const ends = () => db.prepare("SELECT min(ends_at) AS at FROM site_keys WHERE kind = 'public'").first<number>("at");
    const before = await ends();
    await text(KEYS, { form: { do: "rotate", kind: "public", intent: await intentNow() } });
    expect(await ends()).toBe(before);
  });

  it("is revoked at once", async () => {
    const page = await browser.text(KEYS);
    await browser.ask(KEYS, { form: { do: "revoke", hash: hidden(page, "hash") } });
    expect((await askAsPage("/v1/ratings?products=A")).status).toBe(401);
    expect(seen(await browser.text("/studio/sites/boutique"))).toContain("n’a plus de clé publique en service");
  });
});

describe("the secret of a webhook", () => {
  async function platform(name: Site["platform"]) {
    await changeSite({ db, actor: await aPerson("admin") }, (await readSite(db, "boutique")) as Site, {
      platform: SiteWish.shape.platform.parse(name),
    });
  }

  const signed = async (hook: string, header: string, secret: string) => {
    const body = JSON.stringify({
      id: 1,
      status: "processing",
      date_created_gmt: "2026-11-02T10:00:00",
      billing: { email: "a@b.example" },
      line_items: [],
    });
    const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
    const signature = btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(body)))));
    const headers = { [header]: signature, "X-WC-Webhook-Topic": "coupon.created", "X-Shopify-Topic": "carts/create" };
    return (await askAsPage(`/v1/hooks/${hook}/boutique`, { method: "POST", origin: null, headers, body })).status;
  };

  it("is made for WooCommerce, shown once, and opens", async () => {
    await platform("woocommerce");
    expect(seen(await browser.text(KEYS))).toContain("Aucun secret");
    const form = { do: "hook", intent: await intentNow() };
    const [one, two] = [await browser.text(KEYS, { form }), await browser.text(KEYS, { form })].map(shown);
    expect(one).toMatch(/^[0-9a-z]{41}$/);
    expect(two).toBe(one);
    expect(await browser.text(KEYS)).toContain("https://passerelle.example/v1/hooks/woocommerce/boutique");
    expect(await signed("woocommerce", "X-WC-Webhook-Signature", one ?? "")).toBe(202);
    expect(await signed("woocommerce", "X-WC-Webhook-Signature", "another secret")).toBe(401);
  });

  it("is pasted for Shopify; one that is too short is told at its field", async () => {
    await platform("shopify");
    const short = await browser.ask(KEYS, { form: { do: "hook", "secret-value": "short" } });
    expect(short.status).toBe(422);
    expect(await short.text()).toContain('id="secret-value-problem"');
    const answer = await browser.ask(KEYS, { form: { do: "hook", "secret-value": "shpss_0123456789abcdef" } });
    expect(answer.headers.get("Location")).toBe(`${KEYS}?saved`);
    const page = await browser.text(`${KEYS}?saved`);
    expect(page).not.toContain("shpss_0123456789abcdef");
    expect(await signed("shopify", "X-Shopify-Hmac-Sha256", "shpss_0123456789abcdef")).toBe(202);
  });
});

describe("is my tag working?", () => {
  // Of another name each time: what the Worker has noted it does not note again for ten minutes.
  let id = "";
  beforeEach(async () => {
    id = `boutique-${crypto.randomUUID().slice(0, 6)}`;
    await db.prepare("UPDATE sites SET id = ?1").bind(id).run();
  });
  const status = async () => seen(await browser.text(`/studio/sites/${id}`)).replace(/La balise à coller.*/, "");

  it("says when it was seen, from which of the origins", async () => {
    expect(await status()).toContain("Rien n’a encore été vu");
    await askAsPage("/v1/ratings?products=A");
    expect(await status()).toMatch(/Oui .*https:\/\/boutique.example vue maintenant/);
    await db
      .prepare("UPDATE site_sightings SET seen_at = ?1")
      .bind(Date.now() - 9 * 86_400_000)
      .run();
    expect(await status()).toContain("vue pour la dernière fois il y a 9 jours");
  });

  it("says which address is not allowed, and allows it by a button", async () => {
    const origin = "https://www.boutique.example";
    await askAsPage("/v1/ratings?products=A", { origin });
    expect(await status()).toContain(`À corriger ${origin} a utilisé votre clé maintenant, mais cette adresse n’est pas autorisée`);
    for (let i = 0; i < 2; i++) expect((await browser.ask(`/studio/sites/${id}/allow`, { form: { origin } })).status).toBe(303);
    expect((await askAsPage("/v1/ratings?products=A", { origin })).status).toBe(200);
    expect(await status()).toMatch(/Oui .*www.boutique.example vue maintenant/);
  });

  it("says which page still has a key that has ended, until it has the new one", async () => {
    const keys = `/studio/sites/${id}/keys`;
    const rotate = async () =>
      shown(await browser.text(keys, { form: { do: "rotate", kind: "public", intent: hidden(await browser.text(keys), "intent") } }));
    const leaked = await rotate();
    await browser.ask(keys, { form: { do: "revoke", hash: await hashOf(leaked) } });
    const fresh = await rotate();
    await askAsPage(`/v1/ratings?products=A&site=${leaked}`);
    expect(await status()).toContain(`${SHOP} utilise une clé qui n’est plus valable`);
    await db.prepare("UPDATE site_misses SET seen_at = seen_at - 1").run();
    await askAsPage(`/v1/ratings?products=A&site=${fresh}`);
    expect(await status()).not.toContain("n’est plus valable");
  });

  it("keeps few of those that anybody can make up", async () => {
    for (let i = 0; i < 25; i++) await askAsPage("/v1/ratings?products=A", { origin: `https://a${i}.example` });
    await askAsPage("/v1/ratings?products=A", { origin: `https://${"a".repeat(200)}.example` });
    await askAsPage("/v1/ratings?products=A&site=pk_1_unknown_unknown_unknown");
    expect(await db.prepare("SELECT count(*) AS n FROM site_misses").first("n")).toBe(20);
  });
});

describe("the tag", () => {
  it("is there for each platform, pinned with the hash that the files have", async () => {
    for (const [platform, part] of Object.entries({
      html: "passerelle-rating",
      react: "export function Reviews",
      woocommerce: "add_filter",
      prestashop: "$product.reference",
      shopify: "product.title",
    }))
      expect(await browser.text(`/studio/sites/boutique?for=${platform}`)).toContain(part);
    const page = await browser.text("/studio/sites/boutique?pinned=1");
    const [, version, hash] = /v1\/([\d.]+)\/passerelle.js[\s\S]*?integrity=&quot;(sha384-[^&]+)&quot;/.exec(page) ?? [];
    const file = await worker.ASSETS?.fetch(`https://assets/v1/${version}/passerelle.js`);
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-384", (await file?.arrayBuffer()) ?? new ArrayBuffer()));
    expect(hash).toBe(`sha384-${btoa(String.fromCharCode(...digest))}`);
  });
});
