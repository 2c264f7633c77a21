/** The window in which the channel of a site is chosen. */
import { beforeEach, describe, expect, it } from "vitest";
import { worker } from "../../edge/carry.ts";
import { passerelle } from "../world.ts";
import { CLOSED, openShop, type Shop, words } from "./a-shop.ts";

const db = worker.DB;
let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

describe("the channel of a site", () => {
  it("is chosen in a window, tried at once, and what waits arrives in it", async () => {
    shop = await openShop({ channel: null });
    await shop.review();
    expect(await passerelle(shop.world, "U0AMELIE", "avis")).toContain("Aucun canal n’est choisi");
    await shop.amelie.press(shop.amelie.ephemerals().at(-1) as never, "shop_settings");
    await shop.world.settled();
    expect(await shop.submit("amelie", { orders: ["on"] })).toMatchObject({ errors: { channel: expect.anything() } });
    await shop.submit("amelie", { channel: CLOSED, orders: [] });

    expect(words(shop.amelie.modal())).toContain("/invite @Passerelle");
    shop.amelie.inviteApp(CLOSED);
    await shop.amelie.press(shop.amelie.modal() as never, "shop_retry");
    await shop.world.settled();
    expect(words(shop.amelie.modal())).toContain("C’est réglé pour La Boutique.");
    expect(shop.cards(CLOSED)).toHaveLength(1);
    expect(await db.prepare("SELECT count(*) AS n FROM audit WHERE action IN ('site.change', 'site.desk')").first("n")).toBe(2);
  });

  it("is set once when the window is sent twice, and the second time says nothing else", async () => {
    await passerelle(shop.world, "U0AMELIE", "avis");
    await shop.amelie.press(shop.amelie.ephemerals().at(-1) as never, "shop_settings");
    await shop.world.settled();
    const modal = shop.amelie.modal() as never;
    const seen = await Promise.all([1, 2].map(() => shop.amelie.submit(modal, { channel: CLOSED, orders: ["on"] })));
    await shop.world.settled();
    expect(seen.filter((one) => "errors" in (one as object))).toEqual([]);
    expect(await db.prepare("SELECT channel, version FROM sites").first()).toEqual({ channel: CLOSED, version: 2 });
    expect(await db.prepare("SELECT orders FROM site_desks").first<number>("orders")).toBe(1);
  });

  it("is set up by an admin alone", async () => {
    await passerelle(shop.world, "U0MALIK", "avis");
    expect(words(shop.malik.ephemerals().at(-1))).not.toContain("Régler");
  });
});
