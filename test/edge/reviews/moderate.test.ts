/** Decisions on reviews: each once, by whoever may, told to the author; and the author's own rights. */
import { beforeEach, describe, expect, it } from "vitest";
import type { Person } from "../../../edge/people/person.ts";
import { logOf } from "../../../edge/reviews/log.ts";
import { openReports, readReview, waitingReviews } from "../../../edge/reviews/moderate/waiting.ts";
import type { ReviewPage } from "../../../edge/reviews/review.ts";
import { aHouse, aPerson, begin, carry, worker } from "../carry.ts";
import { anInvitation, anOrder, authorToken, send } from "../sites/a-buyer.ts";
import { aReview, aSite, ask } from "../sites/a-site.ts";

const db = worker.DB;
const house = aHouse();
let moderator: Person;

beforeEach(async () => {
  await aSite();
  moderator = await aPerson("sales");
});

async function received(): Promise<string> {
  const response = await send({ proof: { invitation: await anInvitation(await anOrder()) } });
  return ((await response.json()) as { id: string }).id;
}

async function run(kind: string, input: object, actor = moderator) {
  const { id } = await begin(house, actor, kind, input);
  const { state, code, outcome } = await carry(house, id);
  return { id, state, code, outcome };
}

const versionOf = async (id: string) => (await readReview(db, id))?.version ?? 0;
const decide = async (kind: string, id: string, more: object = {}) => run(kind, { reviewId: id, version: await versionOf(id), ...more });
const shown = async () => (await (await ask("/v1/reviews?product=LAMPE")).json()) as ReviewPage;
const mails = async () =>
  (await db.prepare("SELECT kind FROM mails ORDER BY created_at").all<{ kind: string }>()).results.map(({ kind }) => kind);
const mail = async (kind: string) =>
  (
    JSON.parse((await db.prepare("SELECT content FROM mails WHERE kind = ?1").bind(kind).first<string>("content")) ?? "{}") as {
      text: string;
    }
  ).text;

describe("a review", () => {
  it("is published, and its author told", async () => {
    const id = await received();
    expect((await shown()).summary?.count).toBe(0);
    expect((await waitingReviews(db, 1)).reviews.map((one) => one.id)).toEqual([id]);
    expect(await decide("publish-review", id)).toMatchObject({ state: "done", outcome: { reviewId: id, state: "published" } });
    expect((await shown()).summary).toMatchObject({ count: 1, average: "4.0" });
    expect((await waitingReviews(db, 1)).reviews).toEqual([]);
    expect(await mails()).toEqual(["review-received", "review-published"]);
    expect((await logOf(db, id)).map(({ event, actor }) => [event, actor])).toEqual([
      ["submitted", "author"],
      ["published", moderator.id],
    ]);
  });

  it("is decided once: by two at the same time, and by a run that is carried out again", async () => {
    const id = await received();
    const version = await versionOf(id);
    const first = await begin(house, moderator, "publish-review", { reviewId: id, version });
    const other = await begin(house, await aPerson("admin"), "refuse-review", { reviewId: id, version, ground: "fake", note: "" });
    expect((await carry(house, first.id)).state).toBe("done");
    expect(await carry(house, other.id)).toMatchObject({ state: "refused", code: "conflict" });
    await db.prepare("UPDATE runs SET state = 'running', outcome = NULL, ended_at = NULL WHERE id = ?1").bind(first.id).run();
    expect((await carry(house, first.id)).state).toBe("done");
    expect(await mails()).toEqual(["review-received", "review-published"]);
  });

  it("is refused with a reason that its author reads", async () => {
    const id = await received();
    expect((await decide("refuse-review", id, { ground: "insult", note: "Merci de rester courtois." })).state).toBe("done");
    expect(await mail("review-refused")).toMatch(/Motif\u00a0: propos injurieux, haineux ou menaçants\.\n\nMerci de rester courtois\./);
    expect((await shown()).summary?.count).toBe(0);
    const own = await (await ask("/v1/reviews/mine", { headers: { "X-Author": await authorToken() } })).json();
    expect(own).toMatchObject({ state: "refused", ground: "propos injurieux, haineux ou menaçants" });
  });

  it("is answered for all to read, and the answer taken back", async () => {
    const id = await aReview();
    await decide("reply-review", id, { text: "Merci <b>beaucoup</b>" });
    expect((await shown()).reviews[0]?.reply).toMatchObject({ text: "Merci <b>beaucoup</b>" });
    await decide("reply-review", id, { text: "" });
    expect((await shown()).reviews[0]?.reply).toBeNull();
  });

  it("can have its author asked, when they can be reached", async () => {
    const id = await received();
    expect((await decide("ask-author", id, { question: "De quelle couleur était-elle ?" })).state).toBe("done");
    expect(await mail("review-asked")).toContain("De quelle couleur");
    expect((await waitingReviews(db, 1)).reviews).toHaveLength(1);
    expect(await decide("ask-author", await aReview(), { question: "Qui ?" })).toMatchObject({ state: "refused", code: "expired" });
  });

  it("that shows is taken down, with the reports of it", async () => {
    const id = await aReview();
    await ask(`/v1/reviews/${id}/report`, { method: "POST", body: JSON.stringify({ reason: "illegal" }) });
    expect(await openReports(db, 1)).toMatchObject([{ review: id, reason: "illegal" }]);
    await decide("refuse-review", id, { ground: "illegal", note: "" });
    expect([(await shown()).reviews, await openReports(db, 1)]).toEqual([[], []]);
  });

  it("stays when a report is dismissed", async () => {
    const id = await aReview();
    await ask(`/v1/reviews/${id}/report`, { method: "POST", body: JSON.stringify({ reason: "other" }) });
    const [report] = await openReports(db, 1);
    expect((await run("dismiss-report", { reportId: report?.id })).state).toBe("done");
    expect([(await shown()).reviews.length, await openReports(db, 1)]).toEqual([1, []]);
  });

  it("that was reported: whoever left an address hears what came of it, once, in their language", async () => {
    const reported = async (lang: string, ip: string, email?: string) => {
      const id = await aReview();
      const body = JSON.stringify({ reason: "fake", ...(email && { email }) });
      await ask(`/v1/reviews/${id}/report?lang=${lang}`, { method: "POST", body, headers: { "CF-Connecting-IP": ip } });
      return id;
    };
    const taken = await reported("en", "203.0.113.1", "ada@example.com");
    await decide("refuse-review", taken, { ground: "fake", note: "" });
    expect(await mail("review-report")).toContain("It is no longer published.");
    await db.prepare("DELETE FROM mails").run();
    await reported("fr", "203.0.113.2", "zoe@example.com");
    const [report] = await openReports(db, 1);
    await Promise.all([run("dismiss-report", { reportId: report?.id }), run("dismiss-report", { reportId: report?.id })]);
    expect([await mails(), await mail("review-report")]).toEqual([["review-report"], expect.stringContaining("Il reste publié")]);
    await db.prepare("DELETE FROM mails").run();
    await decide("refuse-review", await reported("fr", "203.0.113.3"), { ground: "fake", note: "" });
    expect(await mails()).toEqual([]);
  });

  it("is nobody's business who may not", async () => {
    const id = await received();
    for (const role of ["employee", "hr", "accounting"] as const)
      expect(await run("publish-review", { reviewId: id, version: 1 }, await aPerson(role))).toMatchObject({
        state: "refused",
        code: "forbidden",
      });
    expect(await run("publish-review", { reviewId: "nothing", version: 1 })).toMatchObject({ state: "refused", code: "not_found" });
  });

  it("has a log that nobody changes", async () => {
    const id = await received();
    await expect(db.prepare("DELETE FROM review_log WHERE review = ?1").bind(id).run()).rejects.toThrow(/not deleted/);
    await expect(db.prepare("UPDATE review_log SET actor = 'x'").run()).rejects.toThrow(/does not change/);
  });
});

describe("its author", () => {
  const change = { rating: 2, text: "Elle est tombée en panne au bout d’un mois.", pseudonym: "Camille M.", experiencedOn: "2026-01-10" };
  const mine = (method: string, token: string, body?: object) =>
    ask("/v1/reviews/mine", { method, headers: { "X-Author": token }, ...(body && { body: JSON.stringify(body) }) });

  it("changes one that shows: the former text stays until the new one is read", async () => {
    const id = await received();
    await decide("publish-review", id);
    const token = await authorToken();
    const changed = await mine("PUT", token, change);
    expect([changed.status, await changed.json()]).toEqual([
      202,
      expect.objectContaining({ changed: true, rating: 2, state: "published" }),
    ]);
    expect((await shown()).summary).toMatchObject({ count: 1, average: "4.0" });
    expect((await waitingReviews(db, 1)).reviews[0]?.revision).toMatchObject({ rating: 2 });
    await decide("publish-review", id);
    expect((await shown()).summary).toMatchObject({ count: 1, average: "2.0" });
    expect((await shown()).reviews[0]).toMatchObject({ text: change.text, editedAt: expect.any(String) });
  });

  it("keeps the former text when the change is refused", async () => {
    const id = await received();
    await decide("publish-review", id);
    await mine("PUT", await authorToken(), change);
    await decide("refuse-review", id, { ground: "off-topic", note: "" });
    expect((await shown()).reviews[0]).toMatchObject({ rating: 4, editedAt: null });
    expect(await mail("review-change-refused")).toContain("L’ancienne reste visible");
  });

  it("tries again after a refusal", async () => {
    const id = await received();
    await decide("refuse-review", id, { ground: "unreadable", note: "" });
    await mine("PUT", await authorToken(), change);
    expect(await readReview(db, id)).toMatchObject({ state: "pending", rating: 2, ground: null });
  });

  it("makes a decision about what it was before void", async () => {
    const id = await received();
    const version = await versionOf(id);
    await mine("PUT", await authorToken(), change);
    expect(await run("publish-review", { reviewId: id, version })).toMatchObject({ state: "refused", code: "conflict" });
  });

  it("erases it for good", async () => {
    const id = await received();
    await decide("publish-review", id);
    const token = await authorToken();
    expect((await mine("DELETE", token)).status).toBe(204);
    expect((await shown()).summary).toMatchObject({ count: 0, average: null });
    expect((await mine("GET", token)).status).toBe(404);
    expect(await db.prepare("SELECT text, author, state FROM reviews WHERE id = ?1").bind(id).first()).toEqual({
      text: "",
      author: "",
      state: "erased",
    });
    expect(await decide("publish-review", id)).toMatchObject({ state: "refused" });
  });

  it("erases it, and nobody is left with a report of it to decide", async () => {
    const id = await received();
    await decide("publish-review", id);
    const report = { method: "POST", body: JSON.stringify({ reason: "fake", text: "Un faux" }) };
    expect((await ask(`/v1/reviews/${id}/report`, report)).status).toBe(202);
    const open = () => db.prepare("SELECT count(*) AS n FROM review_reports WHERE decided_at IS NULL").first<number>("n");
    expect(await open()).toBe(1);
    await mine("DELETE", await authorToken());
    expect(await open()).toBe(0);
  });

  it("is whoever has the link, and nobody else", async () => {
    await received();
    for (const token of ["", "A".repeat(43), "x"]) expect((await mine("GET", token)).status).toBe(404);
    const elsewhere = await ask("/v1/reviews/mine?site=", { headers: { "X-Author": await authorToken() }, origin: "https://evil.example" });
    expect(elsewhere.status).toBe(403);
  });
});
