/** Who may review what, once; what is sent, and what becomes of it when it is sent twice or by somebody else. */
import { beforeEach, describe, expect, it } from "vitest";
import { cleanText } from "../../../edge/reviews/write/new-review.ts";
import { worker } from "../carry.ts";
import { anInvitation, anOrder, aText, authorToken, EMAIL, send, theReview } from "../sites/a-buyer.ts";
import { aReview, aSite, ask } from "../sites/a-site.ts";

const db = worker.DB;
const count = (table: string) => db.prepare(`SELECT count(*) AS n FROM ${table}`).first<number>("n");
const refused = async (response: Response) => {
  const { title, field } = (await response.json()) as { title: string; field?: string };
  return [response.status, title, field];
};

beforeEach(() => aSite());

describe("an invitation", () => {
  it("lets its order's buyer review its product, once", async () => {
    const token = await anInvitation(await anOrder());
    const response = await send({ proof: { invitation: token } });
    expect([response.status, await response.json()]).toEqual([202, { id: expect.any(String), state: "pending" }]);
    expect(await theReview()).toMatchObject({ state: "pending", verified: 1, how: "invitation", author: "Camille M.", product: "LAMPE" });
    expect(await db.prepare("SELECT recipient FROM mails").first<string>("recipient")).toContain(EMAIL);
    expect(await refused(await send({ proof: { invitation: token } }))).toEqual([410, "expired", "invitation"]);
    const form = await ask("/v1/reviews/form?product=LAMPE", { headers: { "X-Invitation": token } });
    expect(await form.json()).toMatchObject({ invited: false });
  });

  it.each([
    ["of another product", async () => anInvitation(await anOrder(), "VASE")],
    ["that is over", async () => anInvitation(await anOrder(), "LAMPE", Date.now() - 1)],
    ["of nobody", async () => "A".repeat(43)],
    ["that is none", async () => "' OR 1=1 --"],
  ])("%s opens nothing", async (_, token) => {
    expect(await refused(await send({ proof: { invitation: await token() } }))).toEqual([410, "expired", "invitation"]);
    expect(await count("reviews")).toBe(0);
  });

  it("sent twice at once is one review", async () => {
    const proof = { invitation: await anInvitation(await anOrder()) };
    const answers = await Promise.all([send({ proof }), send({ proof }), send({ proof })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 410, 410]);
    expect(await count("reviews")).toBe(1);
  });
});

describe("order number and e-mail", () => {
  it("prove a purchase, whatever the case", async () => {
    await anOrder("1042", ["LAMPE", "VASE"]);
    expect((await send({ proof: { order: "1042", email: " Camille@Example.com" } })).status).toBe(202);
    expect(await theReview()).toMatchObject({ verified: 1, how: "order" });
    expect(await refused(await send({ proof: { order: "1042", email: EMAIL } }))).toEqual([409, "conflict", "review"]);
    expect((await send({ product: "VASE", proof: { order: "1042", email: EMAIL } })).status).toBe(202);
    expect((await send({ product: "", proof: { order: "1042", email: EMAIL } })).status).toBe(202);
  });

  it("have one answer for every failure", async () => {
    await anOrder();
    const wrong = [
      { order: "1042", email: "other@example.com" },
      { order: "9999", email: EMAIL },
      { order: "1042", email: "" },
    ];
    const bodies = await Promise.all(wrong.map(async (proof) => (await send({ proof })).text()));
    bodies.push(await (await send({ product: "VASE", proof: { order: "1042", email: EMAIL } })).text());
    expect(new Set(bodies).size).toBe(1);
    expect(bodies[0]).toContain("Nous ne retrouvons pas cet achat");
    expect(await count("reviews")).toBe(0);
  });

  it("are not guessed: an order is closed for the day after a dozen tries, right ones too", async () => {
    await anOrder();
    for (let i = 0; i < 12; i++) await send({ proof: { order: "1042", email: `guess${i}@example.com` } });
    expect(await refused(await send({ proof: { order: "1042", email: EMAIL } }))).toEqual([429, "rate_limited", "proof"]);
  });
});

describe("without a purchase", () => {
  it("nobody writes, unless the site lets everybody", async () => {
    expect(await refused(await send())).toEqual([403, "forbidden", "open"]);
    await aSite({ openToAll: true });
    expect((await send()).status).toBe(202);
    expect(await theReview()).toMatchObject({ verified: 0, how: null });
    expect(await count("mails")).toBe(0);
    expect((await send({ email: EMAIL })).status).toBe(202);
    expect(await authorToken()).toHaveLength(43);
    expect(await refused(await send({ product: "INCONNU" }))).toEqual([404, "not_found", "product"]);
  });
});

describe("what is sent", () => {
  beforeEach(() => aSite({ openToAll: true }));

  it("twice with the same key is one review; with other words it is told", async () => {
    const [first, second] = [await send({}, "the-same-key"), await send({}, "the-same-key")];
    expect(await second.json()).toEqual(await first.json());
    expect(await refused(await send({ rating: 1 }, "the-same-key"))).toEqual([409, "conflict", "Idempotency-Key"]);
    expect(await count("reviews")).toBe(1);
  });

  it.each([
    ["rating", { rating: 6 }],
    ["rating", { rating: 0 }],
    ["rating", { rating: 4.5 }],
    ["rating", { rating: "5" }],
    ["text", { text: "court" }],
    ["text", { text: "\u200b".repeat(40) }],
    ["text", { text: "x".repeat(5_001) }],
    ["pseudonym", { pseudonym: " a " }],
    ["pseudonym", { pseudonym: "camille@example.com" }],
    ["experiencedOn", { experiencedOn: "2999-01-01" }],
    ["experiencedOn", { experiencedOn: new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10) }],
    ["experiencedOn", { experiencedOn: "2026-02-30" }],
    ["photos", { photos: ["nothere"] }],
    ["photos", { photos: ["a", "b", "c", "d", "e"] }],
    ["email", { email: "nobody" }],
    ["product", { product: "X".repeat(65) }],
  ])("must be right: %s", async (field, change) => {
    expect(await refused(await send(change))).toEqual([400, "invalid_input", field]);
  });

  it("is JSON, and not without end", async () => {
    const headers = { "Idempotency-Key": "key-of-the-test" };
    const post = (body: string) => ask("/v1/reviews", { method: "POST", headers, body });
    expect(await refused(await post("{"))).toEqual([400, "invalid_input", "body"]);
    expect(await refused(await post(JSON.stringify({ ...aText, text: "x".repeat(1_000_000) })))).toEqual([413, "too_large", "body"]);
    expect(await refused(await ask("/v1/reviews", { method: "POST", body: "{}" }))).toEqual([400, "invalid_input", "Idempotency-Key"]);
    expect((await ask("/v1/reviews", { method: "POST", origin: null, headers, body: "{}" })).status).toBe(403);
  });

  it("is what is read: nothing hidden, no towers, no other direction", () => {
    expect(cleanText("abc\u202edef\u2066\u0000\u200b")).toBe("abcdef");
    expect(cleanText(`z${"\u0334".repeat(50)}algo`)).toBe("z\u0334\u0334\u0334algo");
    expect(cleanText("  un\r\n\r\n\r\ndeux\u2028trois  ")).toBe("un\n\ndeux\ntrois");
    expect(cleanText("\ud800")).toBe("\ufffd");
    expect(cleanText("famille 👨‍👩‍👧, می‌خواهم")).toBe("famille 👨‍👩‍👧, می‌خواهم");
  });

  it("makes whoever decides look twice, and decides nothing", async () => {
    await send({ text: "ACHETEZ PLUTÔT CHEZ EUX www.x.example, 06 12 34 56 78 !!!!!!!!!!" });
    expect(JSON.parse(String((await theReview())?.signals))).toEqual(["link", "contact", "shouting", "repeated"]);
    expect((await theReview())?.state).toBe("pending");
  });
});

describe("readers", () => {
  it("find a review helpful once a day, without a cookie", async () => {
    const id = await aReview();
    const vote = () => ask(`/v1/reviews/${id}/helpful`, { method: "POST" });
    expect([(await vote()).status, (await vote()).status]).toEqual([204, 204]);
    expect((await theReview())?.helpful).toBe(1);
    expect((await ask("/v1/reviews/nothing/helpful", { method: "POST" })).status).toBe(404);
    const hidden = await aReview({ state: "pending" });
    expect((await ask(`/v1/reviews/${hidden}/helpful`, { method: "POST" })).status).toBe(404);
  });

  it("report one, with a reason", async () => {
    const id = await aReview();
    const report = (body: object) => ask(`/v1/reviews/${id}/report`, { method: "POST", body: JSON.stringify(body) });
    expect((await report({ reason: "fake", text: "Ce client n’existe pas", email: "" })).status).toBe(202);
    expect((await report({ reason: "fake" })).status).toBe(202);
    expect(await refused(await report({ reason: "rude" }))).toEqual([400, "invalid_input", "reason"]);
    expect(await count("review_reports")).toBe(1);
    expect(await db.prepare("SELECT event, code FROM review_log WHERE review = ?1").bind(id).first()).toEqual({
      event: "reported",
      code: "fake",
    });
  });
});
