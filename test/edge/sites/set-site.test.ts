/** Making a site and giving it keys: by whoever may, once, with a week in which old and new keys both open. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import { hashOf } from "../../../edge/sites/keys.ts";
import { changeSite, keysOf, makeSite, OVERLAP_MS, revokeKey, rotateKey } from "../../../edge/sites/set-site.ts";
import { type Site, SiteWish } from "../../../edge/sites/site.ts";
import { readSite } from "../../../edge/sites/site-store.ts";
import { aPerson, worker } from "../carry.ts";
import { aSite, ask } from "./a-site.ts";

const db = worker.DB;
const wish = SiteWish.parse({
  name: "L’Épicerie d’Été",
  home: "https://epicerie.example",
  origins: ["https://epicerie.example"],
  locale: "fr",
  platform: "woocommerce",
  rules: {},
  channel: null,
});

beforeEach(() => aSite());

describe("a site", () => {
  it("is made once, with a key that opens", async () => {
    const actor = await aPerson("admin");
    const { site, publicKey } = await makeSite({ db, actor }, "view-1", wish);
    expect(site).toMatchObject({ id: expect.stringMatching(/^l-epicerie-d-ete-\w{4}$/), rules: { inviteAfterDays: 10, openToAll: false } });
    expect(await makeSite({ db, actor }, "view-1", wish)).toEqual({ site, publicKey: null });
    expect((await ask(`/v1/ratings?products=A&site=${publicKey}`, { origin: "https://epicerie.example" })).status).toBe(200);
    expect((await ask(`/v1/ratings?products=A&site=${publicKey}`)).status).toBe(403);
  });

  it("is changed by one at a time", async () => {
    const by = { db, actor: await aPerson("admin") };
    const site = (await readSite(db, "boutique")) as Site;
    await changeSite(by, site, { origins: ["https://autre.example"] });
    expect((await ask("/v1/ratings?products=A", { origin: "https://autre.example" })).status).toBe(200);
    await expect(changeSite(by, site, { name: "Trop tard" })).rejects.toMatchObject({ code: "conflict" });
  });

  it("is nobody else's to set", async () => {
    const by = { db, actor: await aPerson("director") };
    const site = (await readSite(db, "boutique")) as Site;
    await expect(makeSite(by, "x", wish)).rejects.toMatchObject({ code: "forbidden" });
    await expect(rotateKey(by, site, "secret")).rejects.toMatchObject({ code: "forbidden" });
  });

  it.each(["http://shop.example", "https://shop.example/", "https://shop.example/page", "*", "null", "javascript:alert(1)"])(
    "has no origin %s",
    (origin) => expect(SiteWish.safeParse({ ...wish, origins: [origin] }).success).toBe(false),
  );
});

describe("a key", () => {
  it("is rotated: both open for a week, then the new one alone; nobody reads a secret one again", async () => {
    const by = { db, actor: await aPerson("admin") };
    const site = (await readSite(db, "boutique")) as Site;
    const fresh = await rotateKey(by, site, "public");
    const status = async (key = "") => (await ask(`/v1/ratings?products=A${key && `&site=${key}`}`)).status;
    expect([await status(), await status(fresh)]).toEqual([200, 200]);
    vi.setSystemTime(Date.now() + OVERLAP_MS + 1);
    expect([await status(), await status(fresh)]).toEqual([401, 200]);
    vi.useRealTimers();
    const secret = await rotateKey(by, site, "secret");
    expect(JSON.stringify(await keysOf(db, site))).not.toContain(secret);
  });

  it("that has leaked is revoked at once", async () => {
    const by = { db, actor: await aPerson("admin") };
    const site = (await readSite(db, "boutique")) as Site;
    const fresh = await rotateKey(by, site, "public");
    await revokeKey(by, site, await hashOf(fresh));
    expect((await ask(`/v1/ratings?products=A&site=${fresh}`)).status).toBe(401);
  });
});
