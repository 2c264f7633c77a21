/** What the owner of a site does in the studio: makes it, changes it, gives it keys and colours, retires it. Every answer is a page or a way. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { worker } from "../carry.ts";
import { ask as askAsPage } from "../sites/a-site.ts";
import { aBrowser, emptyStudio, hidden, known, openSlackDoor, seen } from "./a-studio.ts";

const db = worker.DB;
const SHOP = "https://epicerie.example";
const WISH = { name: "L’Épicerie d’Été", home: "epicerie.example", origins: "", locale: "fr", platform: "woocommerce" };

let browser: ReturnType<typeof aBrowser>;
beforeEach(async () => {
  await emptyStudio();
  openSlackDoor();
  await known("U0AMELIE");
  browser = aBrowser();
  await browser.signIn("U0AMELIE");
});
afterEach(() => vi.restoreAllMocks());

/** @returns where it stands */
async function make(change: Partial<typeof WISH> = {}): Promise<string> {
  const intent = hidden(await browser.text("/studio/sites/new"), "intent");
  return (await browser.ask("/studio/sites/new", { form: { ...WISH, ...change, intent } })).headers.get("Location") ?? "";
}

const pageKey = async (at: string) => /data-site=(?:&quot;|")(pk_\w+)/.exec(await browser.text(at))?.[1] ?? "";
const read = async (key: string, origin = SHOP) => (await askAsPage(`/v1/ratings?products=A&site=${key}`, { origin })).status;

describe("a site", () => {
  it("is made with one form, once for two clicks, and shows its tag", async () => {
    expect(seen(await browser.text("/studio"))).toContain("Aucun site pour l’instant");
    const intent = hidden(await browser.text("/studio/sites/new"), "intent");
    const sent = await Promise.all([1, 2].map(() => browser.ask("/studio/sites/new", { form: { ...WISH, intent } })));
    const [first, second] = sent.map(({ headers }) => headers.get("Location"));
    expect(first).toMatch(/^\/studio\/sites\/l-epicerie-d-ete-\w{4}$/);
    expect(second).toBe(first);
    expect(await db.prepare("SELECT count(*) AS n FROM sites").first("n")).toBe(1);
    const page = await browser.text(first ?? "");
    expect(seen(page)).toContain("Rien n’a encore été vu");
    expect(page).toContain("woocommerce_product_tabs");
    // As its webhooks name what has no SKU (orders/hooks/woocommerce.ts): left empty it would show the shop's own reviews.
    expect(seen(page)).toContain("get_sku() ?: 'wc-' .");
    expect(await read(await pageKey(first ?? ""))).toBe(200);
  });

  it.each([
    [{ name: " " }, "Donnez un nom au site"],
    [{ home: "" }, "Indiquez l’adresse du site"],
    [{ home: "http://epicerie.example" }, "doit commencer par https://"],
    [{ home: "pas une adresse" }, "pas une adresse complète"],
    [{ origins: "epicerie.example" }, "ajoutez https:// devant, soit https://epicerie.example"],
    [{ origins: "https://a.example\nhttps://epicerie.example/boutique" }, "retirez ce qui suit le domaine, soit https://epicerie.example"],
    [{ origins: "http://epicerie.example" }, "il faut https://"],
    [{ origins: "https://*.epicerie.example" }, "l’étoile n’est pas admise"],
    [{ origins: "boutique" }, "n’est pas une adresse de ce genre"],
    [{ origins: Array.from({ length: 21 }, (_, i) => `https://a${i}.example`).join("\n") }, "20 adresses au plus"],
    [{ platform: "magento" }, "Choisissez une des réponses"],
    [{ locale: "de" }, "Choisissez une des réponses"],
  ])("%j: says why at the field, keeps what was typed", async (change, said) => {
    const answer = await browser.ask("/studio/sites/new", {
      form: { ...WISH, ...change, intent: hidden(await browser.text("/studio/sites/new"), "intent") },
    });
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(seen(page)).toContain(said);
    const [field] = Object.keys(change);
    expect(page).toContain(`id="${field}-problem"`);
    for (const typed of Object.values({ ...WISH, ...change }).filter(
      (one) => !["woocommerce", "fr", "", " ", "magento", "de"].includes(one),
    ))
      expect(page).toContain(typed);
    expect(await db.prepare("SELECT count(*) AS n FROM sites").first("n")).toBe(0);
  });

  it("is changed by one at a time; a double click is no quarrel", async () => {
    const at = await make();
    const settings = await browser.text(`${at}/settings`);
    const version = hidden(settings, "version");
    const form = { ...WISH, home: SHOP, origins: SHOP, inviteAfterDays: "", publishWithinDays: "5", reward: "", photos: "on", version };
    const saved = async (change: object) => browser.ask(`${at}/settings`, { form: { ...form, ...change } });
    for (let i = 0; i < 2; i++) expect((await saved({ name: "Nouveau nom" })).headers.get("Location")).toBe(`${at}/settings?saved`);
    const late = await saved({ name: "Trop tard" });
    expect(late.status).toBe(409);
    const page = await late.text();
    expect(seen(page)).toContain("Quelqu’un d’autre a modifié ce site");
    expect(page).toContain("Trop tard");
    expect(seen(await (await saved({ version: hidden(page, "version"), inviteAfterDays: "91" })).text())).toContain("de 0 à 90");
    expect((await saved({ version: hidden(page, "version"), name: "Maintenant" })).status).toBe(303);
    const row = await db.prepare("SELECT name, rules FROM sites").first<{ name: string; rules: string }>();
    expect([row?.name, JSON.parse(row?.rules ?? "")]).toMatchObject([
      "Maintenant",
      { inviteAfterDays: null, publishWithinDays: 5, openToAll: false },
    ]);
  });

  it("is retired: nothing opens it any more; and put back, with new keys", async () => {
    const at = await make();
    const key = await pageKey(at);
    for (let i = 0; i < 2; i++) expect((await browser.ask(`${at}/settings/retire`, { form: {} })).status).toBe(303);
    expect(await read(key)).toBe(401);
    expect(seen(await browser.text(at))).toContain("Ce site est retiré");
    expect((await browser.ask(`${at}/keys`, { form: { do: "rotate", kind: "public" } })).status).toBe(409);
    expect((await browser.ask(`${at}/settings/restore`, { form: {} })).headers.get("Location")).toBe(`${at}/keys`);
    await browser.ask(`${at}/keys`, { form: { do: "rotate", kind: "public", intent: hidden(await browser.text(`${at}/keys`), "intent") } });
    expect(await read(await pageKey(at))).toBe(200);
  });
});

describe("who may", () => {
  it("look: everybody whom the policy lets see sites; change: admins alone, whatever page they have before them", async () => {
    const at = await make();
    await known("U0HENRI");
    const henri = aBrowser();
    await henri.signIn("U0HENRI");
    const page = await henri.text(`${at}/keys`);
    expect(seen(page)).toContain("adressez-vous à un administrateur");
    expect(page).not.toContain("Renouveler");
    for (const path of [
      "/studio/sites/new",
      `${at}/settings`,
      `${at}/keys`,
      `${at}/theme`,
      `${at}/imports`,
      `${at}/allow`,
      `${at}/settings/retire`,
    ])
      expect([path, (await henri.ask(path, { form: { do: "rotate" } })).status]).toEqual([path, 403]);
    await db.prepare("UPDATE people SET roles = '[\"director\"]' WHERE id = 'U0AMELIE'").run();
    expect((await browser.ask(`${at}/keys`, { form: { do: "rotate", kind: "secret" } })).status).toBe(403);
  });

  it.each([["https://evil.example"], ["null"], [null]])("sends from a page that is not ours (%s): nothing is done", async (origin) => {
    const answer = await browser.ask("/studio/sites/new", { form: { ...WISH, intent: "x" }, origin });
    expect(answer.status).toBe(403);
    expect(seen(await answer.text())).toContain("rien n’a été fait");
    expect(await db.prepare("SELECT count(*) AS n FROM sites").first("n")).toBe(0);
  });

  it("is not signed in: what was typed can be sent again", async () => {
    const answer = await aBrowser().ask("/studio/sites/new", { form: WISH });
    expect(answer.status).toBe(401);
    expect(seen(await answer.text())).toContain("rechargez cette page");
  });

  it("reads what nobody else may: strict headers on every page", async () => {
    for (const path of ["/studio", "/studio/nowhere", await make()]) {
      const { headers } = await browser.ask(path);
      expect(headers.get("Content-Security-Policy")).toContain("default-src 'none'; style-src 'self'; script-src 'self'");
      expect(headers.get("Cache-Control")).toBe("private, no-store");
      expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    }
    const page = await browser.text("/studio");
    expect(page).not.toMatch(/ style="| on\w+="|<script>|<style/);
  });

  it("gives a site a name that is markup", async () => {
    const page = await browser.text(await make({ name: `<img src=x onerror=alert(1)>"'` }));
    expect(page).not.toContain("<img");
    expect(page).toContain("&lt;img src=x onerror=alert(1)&gt;");
  });
});
