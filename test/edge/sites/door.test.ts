/** The public door: what a page may read of a refusal, what a cache on the way may mix up, and who counts as one visitor. */
import { beforeEach, describe, expect, it } from "vitest";
import { ipOf } from "../../../edge/sites/site-door.ts";
import { aHouse, worker } from "../carry.ts";
import { anInvitation, anOrder, EMAIL, send } from "./a-buyer.ts";
import { aReview, aSite, ask, EDGE, KEY, SHOP } from "./a-site.ts";

const db = worker.DB;
const allowed = (response: Response) => response.headers.get("Access-Control-Allow-Origin");

beforeEach(() => aSite());

describe("a refusal can be read by the page that asked", () => {
  it.each(["/v1/reviews?sort=price", "/v1/reviews?stars=6", `/v1/reviews/form?product=${"x".repeat(65)}`, "/v1/nothing"])(
    "%s",
    async (path) => {
      const response = await ask(path);
      expect([response.status >= 400, allowed(response)]).toEqual([true, SHOP]);
    },
  );

  it("a flood too, and how long it is held", async () => {
    const env = { ...worker, SITE_LIMIT: { limit: async () => ({ success: false }) } };
    const response = await ask("/v1/ratings?products=LAMPE", { house: { ...aHouse(), env }, limits: true });
    expect([response.status, allowed(response)]).toEqual([429, SHOP]);
  });

  it("but never by a page that is not of the site", async () => {
    const response = await ask("/v1/ratings?products=LAMPE", { origin: "https://evil.example" });
    expect([response.status, allowed(response)]).toEqual([403, null]);
  });
});

it.each(["https://boutique.example:8443", "https://www.boutique.example", "https://boutique.example.", "HTTPS://BOUTIQUE.EXAMPLE"])(
  "is not open to %s",
  async (origin) => {
    expect((await ask("/v1/ratings?products=LAMPE", { origin })).status).toBe(403);
    expect((await ask("/v1/reviews/r1/helpful", { method: "POST", origin })).status).toBe(403);
  },
);

it("a key of one site opens no other, wherever it is named", async () => {
  const other = KEY.replace("pk_1_", "pk_2_");
  for (const query of [`site=${other}`, `site=${other}&site=${KEY}`])
    expect((await ask(`/v1/ratings?products=LAMPE&${query}`)).status).toBe(401);
});

it("is the same without a body for HEAD", async () => {
  const [get, head] = [await ask("/v1/ratings?products=LAMPE"), await ask("/v1/ratings?products=LAMPE", { method: "HEAD" })];
  expect([head.status, await head.text(), head.headers.get("ETag")]).toEqual([200, "", get.headers.get("ETag")]);
});

it("one product that is none takes nothing from the others of its page", async () => {
  await aReview();
  const response = await ask(`/v1/ratings?products=${"x".repeat(65)},LAMPE,${encodeURIComponent("A\u0000B")}`);
  expect(await response.json()).toMatchObject({ ratings: { LAMPE: { count: 1 } } });
});

it.each([`/v1/reviews/LAMPE.html`, "/r/boutique", "/v1/reviews?product=LAMPE"])(
  "%s is in the reader's language, and no cache mixes them up",
  async (path) => {
    await aReview();
    const as = async (language: string) => ask(path, { origin: null, headers: { "Accept-Language": language } });
    const [fr, en] = [await as("fr-FR"), await as("en-GB")];
    expect(await fr.text()).not.toBe(await en.text());
    expect(fr.headers.get("Vary")).toMatch(/Accept-Language/i);
    expect(fr.headers.get("ETag") ?? "fr").not.toBe(en.headers.get("ETag") ?? "en");
  },
);

describe("a visitor", () => {
  const from = (ip: string) => ipOf(new Request(EDGE, { headers: { "CF-Connecting-IP": ip } }));

  it("is a line, not one of the addresses that a line has", () => {
    expect(from("2001:db8:1:2:aaaa::1")).toBe(from("2001:db8:1:2:bbbb:1:2:3"));
    expect(from("2001:db8:1:2::1")).not.toBe(from("2001:db8:1:3::1"));
    expect(from("2001:db8::1")).toBe(from("2001:db8:0:0:1::"));
    expect(from("203.0.113.7")).not.toBe(from("203.0.113.8"));
  });

  it("finds a review helpful once, with every address of their line", async () => {
    const id = await aReview();
    for (let i = 1; i <= 5; i++)
      await ask(`/v1/reviews/${id}/helpful`, { method: "POST", headers: { "CF-Connecting-IP": `2001:db8:1:2::${i}` } });
    expect(await db.prepare("SELECT helpful FROM reviews WHERE id = ?1").bind(id).first<number>("helpful")).toBe(1);
  });
});

describe("an invitation", () => {
  const invited = async (token: string) =>
    ((await (await ask("/v1/reviews/form?product=LAMPE", { headers: { "X-Invitation": token } })).json()) as { invited: boolean }).invited;

  it("is good for nothing once the order is cancelled, or reviewed by its number: the form says so before one types", async () => {
    const [first, second] = [await anOrder("1"), await anOrder("2")];
    const [cancelled, reviewed] = [await anInvitation(first), await anInvitation(second)];
    expect([await invited(cancelled), await invited(reviewed)]).toEqual([true, true]);
    await db.prepare("UPDATE orders SET state = 'cancelled' WHERE number = '1'").run();
    await send({ proof: { order: "2", email: EMAIL } });
    expect([await invited(cancelled), await invited(reviewed)]).toEqual([false, false]);
  });

  it("is used once by two tabs at the same moment", async () => {
    const invitation = await anInvitation(await anOrder("3"));
    const answers = await Promise.all([1, 2, 3].map(() => send({ proof: { invitation } })));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 410, 410]);
    expect(await db.prepare("SELECT count(*) AS n FROM reviews").first<number>("n")).toBe(1);
    expect(await db.prepare("SELECT count(*) AS n FROM mails WHERE kind = 'review-received'").first<number>("n")).toBe(1);
  });
});
