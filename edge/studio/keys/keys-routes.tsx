/** Keys of a site: made, renewed, revoked; the secret of its platform's webhook. */
import { Hono } from "hono/tiny";
import { asPasserelleError, PasserelleError } from "../../errors.ts";
import { hashOf, newToken } from "../../sites/keys.ts";
import { keysOf, revokeKey, rotateKey, setHookSecret } from "../../sites/part.ts";
import { type Call, frameOf, goTo, intentOf, maySet, mustSet, originOf, readForm, type Studio, siteIn, textOf } from "../call-routes.ts";
import { pathOf } from "../look/page.tsx";
import type { StudioSite } from "../sites/site-rows.ts";
import { keyOf, signsOf } from "./key-of-intent.ts";
import { type Fresh, type KeysView, keysPage } from "./keys-page.tsx";
import { keyWords } from "./words.ts";

/** So long the same form shows its key again. */
const SHOWN_MS = 10 * 60_000;

export function keysRoutes() {
  return (
    new Hono<Studio>()
      .get("/", async (c) => keys(c, await siteIn(c), { saved: c.req.query("saved") !== undefined }))
      // 200 what was made, shown this once | 303 | 422
      .post("/", async (c) => {
        mustSet(c);
        const site = await siteIn(c);
        const form = await readForm(c);
        const what = textOf(form, "do");
        const by = { db: c.env.db, actor: c.get("person") };
        if (what === "revoke") {
          await revokeKey(by, site, textOf(form, "hash"));
          return goTo(c, pathOf(site, "keys"));
        }
        if (site.retiredAt !== null) throw new PasserelleError("conflict");
        if (what === "rotate") return rotate(c, site, form);
        if (what === "hook") return site.platform === "shopify" ? pasteSecret(c, site, form) : makeSecret(c, site, form);
        throw new PasserelleError("invalid_input", { field: "do" });
      })
  );
}

async function keys(c: Call, site: StudioSite, more: Partial<KeysView> = {}, status: 200 | 422 = 200) {
  const hook = await c.env.db
    .prepare("SELECT updated_at FROM site_secrets WHERE site = ?1 AND name = ?2")
    .bind(site.n, site.platform)
    .first<number>("updated_at");
  const view = {
    frame: frameOf(c),
    site,
    keys: await keysOf(c.env.db, site),
    fresh: null,
    hookSetAt: hook,
    saved: false,
    problems: {},
    maySet: maySet(c),
    origin: originOf(c),
    intent: newToken(),
    now: Date.now(),
  };
  return c.html(keysPage({ ...view, ...more }), status);
}

async function rotate(c: Call, site: StudioSite, form: FormData) {
  const kind = textOf(form, "kind") === "secret" ? "secret" : "public";
  const actor = c.get("person");
  const signs = await signsOf(c.env.settings.linkSecret, "key", String(site.n), kind, actor.id, intentOf(form));
  const key = await rotateKey({ db: c.env.db, actor }, site, kind, keyOf(kind, site.n, signs));
  const hash = await hashOf(key);
  const row = (await keysOf(c.env.db, site)).find((one) => one.hash === hash);
  const isNew = row !== undefined && row.endsAt === null && row.createdAt > Date.now() - SHOWN_MS;
  const fresh: Fresh = { what: kind, secret: isNew ? key : null };
  return keys(c, site, { fresh });
}

/** WooCommerce signs with what we give it. */
async function makeSecret(c: Call, site: StudioSite, form: FormData) {
  if (site.platform !== "woocommerce") throw new PasserelleError("invalid_input", { field: "do" });
  const actor = c.get("person");
  const value = await signsOf(c.env.settings.linkSecret, "hook", String(site.n), actor.id, intentOf(form));
  const secret = await setHookSecret(c.env, { actor, site, hook: "woocommerce", value });
  return keys(c, site, { fresh: { what: "hook", secret } });
}

/** Shopify has one of its own. */
async function pasteSecret(c: Call, site: StudioSite, form: FormData) {
  try {
    await setHookSecret(c.env, { actor: c.get("person"), site, hook: "shopify", value: textOf(form, "secret-value") });
    return goTo(c, `${pathOf(site, "keys")}?saved`);
  } catch (thrown) {
    if (asPasserelleError(thrown).code !== "invalid_input") throw thrown;
    return keys(c, site, { problems: { "secret-value": keyWords[c.get("locale")].wrongSecret } }, 422);
  }
}
